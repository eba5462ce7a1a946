import type { UpdateDefinition } from '@temporalio/common';
import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { ExpandedCalendars } from '../domain/calendar/expanded.ts';
import { COMMAND_TYPES, type Command, type CommandType } from '../domain/case/commands.ts';
import type { CaseState, Receipt } from '../domain/case/state.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { PinnedPolicy } from '../domain/policy/pinned.ts';
import { type CaseId, isCareId, type OrganisationId } from '../domain/shared/ids.ts';

/** Everything a case workflow is started with. Plain JSON; nothing personal. */
export interface ServiceCaseInput {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly policy: PinnedPolicy;
  readonly calendars: ExpandedCalendars;
  /** Added to the engine's clock for the whole life of the case; 0 but in rehearsals and demos. */
  readonly clockOffsetMs: number;
  /** Commands a run takes before it continues as new. */
  readonly commandsPerRun: number;
  /** Set when a run continues another. */
  readonly state: CaseState | null;
}

/** The answer to an accepted command. A refused one is an `ApplicationFailure` with the refusal (see failures.ts). */
export interface Answer {
  readonly receipt: Receipt;
  readonly view: CaseView;
}

/** What a live case is doing besides waiting for people. */
export interface LiveCase {
  readonly view: CaseView | null;
  /** Outward work in flight, such as `send C-…/appointment-confirmed/r2/customer/sms`. */
  readonly inFlight: readonly { readonly what: string; readonly sinceMs: number }[];
  readonly uncommittedEvents: number;
}

/** One update a command type; the wire name is the type. */
export const commandUpdates = Object.fromEntries(
  COMMAND_TYPES.map((type) => [type, defineUpdate<Answer, [Command]>(type)]),
) as Readonly<Record<CommandType, UpdateDefinition<Answer, [Command]>>>;

export const liveCase = defineQuery<LiveCase>('liveCase');

export const SERVICE_CASE = 'serviceCase';
export const CUSTOMER_CARE = 'customerCare';

/** The workflow's id; `caseId` is opaque, so nothing personal is in it. */
export function caseWorkflowId(organisationId: OrganisationId, caseId: CaseId): string {
  return `${isCareId(caseId) ? 'care' : 'case'}:${organisationId}:${caseId}`;
}
