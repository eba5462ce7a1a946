import type { CalendarId } from '../calendar/expanded.ts';
import type { ItemOccasion } from './item-words.ts';
import type { FactsFilter } from './pinned-filter.ts';
import type { ClockId, LadderId, Recipient } from './pinned-names.ts';
import type { Milestone, PauseCause } from './vocabulary.ts';

/** A moment of the main line, or one of a line beside it. */
export type ClockMilestone = Milestone | ItemOccasion;

export interface ClockDefinition {
  readonly id: ClockId;
  readonly from: ClockMilestone;
  readonly until: ClockMilestone;
  readonly pausedWhile: readonly PauseCause[];
  readonly calendar: CalendarId;
  /** First match wins; no match means that the clock does not apply. */
  readonly within: readonly LimitRow[];
  /** Percent of the limit, ascending, 1 to 99. */
  readonly warnAtPercent: readonly number[];
  readonly warn: Recipient | null;
  readonly ladder: LadderId | null;
}

export interface LimitRow {
  readonly when: FactsFilter;
  /** 0 where it runs to a time that was agreed. */
  readonly withinMs: number;
  /** It runs, by the wall clock, to the time agreed for the item that it begins with (S1l, S1o). */
  readonly agreed?: true;
  /** Overrides the clock's calendar, as an emergency does. */
  readonly calendar?: CalendarId;
}

/** `afterMs` counts from the breach in the clock's calendar; the first step usually has 0. */
export interface LadderStep {
  readonly afterMs: number;
  readonly notify: Recipient;
}
