import type { CommandType } from '../case/commands.ts';
import type { Refusal } from '../case/refusals.ts';
import type { ScriptStep } from './script.ts';

/** A ticket of an event log, under the name it has there; events by their times, the earliest first. */
export interface LoggedTicket {
  readonly id: string;
  readonly events: readonly LoggedEvent[];
}

/** One row of a log that could be read. */
export interface LoggedEvent {
  /** Of the log, counted from 1. */
  readonly line: number;
  readonly activity: string;
  readonly atMs: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What an event says to a case; a mapping knows. */
export interface Interpreter {
  /** The command that opens a case, or null when the activity can't open one. */
  opening(event: LoggedEvent): Offer | null;
  /** Commands in their order; those that the case can't take at this point are passed over. */
  offers(event: LoggedEvent): readonly Offer[];
  /** Ends a hold: every event but another hold says that work goes on. */
  resume(event: LoggedEvent): Offer;
  /** Whether the activity may also say nothing new, as a second closing does. */
  mayBeNothing(event: LoggedEvent): boolean;
}

/** A command that an event says, or why its values make none. */
export type Offer = { readonly type: CommandType } & ({ readonly step: ScriptStep } | { readonly refusal: Refusal });

export const SKIP_REASONS = [
  'unreadable-row',
  'no-ticket',
  'no-activity',
  'no-time',
  'unreadable-time',
  'unknown-activity',
  'repeated',
  'beyond-limit',
  'before-opening',
  'impossible',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What became of an event. */
export type EventFate =
  | { readonly fate: 'used'; readonly refused: readonly RefusedOffer[] }
  | { readonly fate: 'nothing-new' }
  | { readonly fate: 'skipped'; readonly reason: SkipReason; readonly detail: string };

/** A command of a used event that was not passed over but refused. */
export interface RefusedOffer {
  readonly command: string;
  readonly code: string;
}
