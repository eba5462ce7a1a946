import type { Actor, CommandBodies, CommandType } from '../case/commands.ts';
import type { CaseEvent } from '../case/events.ts';
import type { Refusal } from '../case/refusals.ts';
import type { CaseView } from '../case/view.ts';
import type { PolicyDocument } from '../policy/document.ts';
import type { PersonId } from '../policy/pinned.ts';
import type { ServiceReport } from '../report/report.ts';
import type { UnitRepair } from '../warranty/unit.ts';
import type { FormerCase } from './former-case.ts';

/** What a case is given, and when. The same script runs in the core and on a real engine. */
export interface Script {
  readonly name: string;
  /** In the order of their times; the first opens the case. */
  readonly steps: readonly ScriptStep[];
  /** The case is watched until it is over, or until then. */
  readonly untilMs: number;
  readonly world: ScriptedWorld;
  /** Reports of the policy that are read at its end, as they are told at those moments; left out, none. */
  readonly reports?: readonly { readonly name: string; readonly atMs: number }[];
}

/** A script, and whose policy its case is served by. */
export interface Play {
  readonly policy: PolicyDocument;
  readonly script: Script;
}

export interface ScriptStep {
  readonly atMs: number;
  readonly by: Actor;
  /** When it took effect, if earlier than `atMs`. */
  readonly effectiveAtMs: number | null;
  /** As the core takes it: texts and personal facts are vault ids. */
  readonly command: ScriptedCommand;
  /** The same body as a client sends it to an engine (docs/reference/commands.md), texts as typed. */
  readonly request: unknown;
}

export type ScriptedCommand = { [T in CommandType]: { readonly type: T } & CommandBodies[T] }[CommandType];

/** How the world stands around a case; the rest of it is free and answers at once. */
export interface ScriptedWorld {
  /** Cases that a technician carries already. */
  readonly openCases: Readonly<Record<PersonId, number>>;
  /** What was done before to the unit whose serial number the script tells; left out for a new one. */
  readonly repairs?: readonly UnitRepair[];
  /** Cases that others lived, for the reports; left out, none. */
  readonly cases?: readonly FormerCase[];
  /** When a technician is not free. */
  readonly taken: readonly { readonly technicianId: PersonId; readonly startMs: number; readonly endMs: number }[];
}

/** What came of a script. */
export interface ScriptRun {
  /** One a step, in order: why it was refused, or null. */
  readonly refusals: readonly (Refusal | null)[];
  readonly events: readonly CaseEvent[];
  /** At the end; null when the opening was refused. */
  readonly view: CaseView | null;
  /** One a report that was asked for, in order; absent when none was. */
  readonly reports?: readonly ServiceReport[];
}
