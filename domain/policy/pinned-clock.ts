import type { CalendarId } from '../calendar/expanded.ts';
import type { FactsFilter } from './pinned-filter.ts';
import type { ClockId, LadderId, Recipient } from './pinned-names.ts';
import type { Milestone, PauseCause } from './vocabulary.ts';

export interface ClockDefinition {
  readonly id: ClockId;
  readonly from: Milestone;
  readonly until: Milestone;
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
  readonly withinMs: number;
  /** Overrides the clock's calendar, as an emergency does. */
  readonly calendar?: CalendarId;
}

/** `afterMs` counts from the breach in the clock's calendar; the first step usually has 0. */
export interface LadderStep {
  readonly afterMs: number;
  readonly notify: Recipient;
}
