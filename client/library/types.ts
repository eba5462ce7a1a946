import type { z } from 'zod';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { CustomerBody, UnitBody } from '../../domain/register/entry.ts';
import type { TakenEvent } from '../inward/take-event.ts';
import type { REQUESTS } from '../requests/bodies.ts';

export type { CaseEvent, CaseView };

/** The body of each command as it is written, with all that may be left out left out. */
export type CaseBodies = { readonly [Name in keyof typeof REQUESTS]: z.input<(typeof REQUESTS)[Name]> };
export type CommandName = Exclude<keyof CaseBodies, 'OpenCase'>;
export type CommandBody<Name extends CommandName> = CaseBodies[Name];

/** A command that is in the ledger of its case, and the case that results. */
export interface AcceptedCommand {
  readonly caseId: string;
  readonly receipt: { readonly commandId: string; readonly seq: number; readonly atMs: number };
  readonly case: CaseView;
}

export interface CasePage {
  readonly items: readonly CaseView[];
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
}

export type ReportedEvent = TakenEvent;

/** What a register knows of an entry; all may be left out. */
export interface RegisterBodies {
  readonly customers: Partial<CustomerBody>;
  readonly units: Partial<UnitBody>;
}
export type Register = keyof RegisterBodies;

export interface PutEntry {
  readonly id: string;
  readonly revision: number;
  readonly put: 'created' | 'changed' | 'unchanged';
}
