import type { CalendarId, FeastId } from '../calendar/expanded.ts';
import type { CareEnd, OccasionDoes, OccasionName, OpeningAnswer } from './care-words.ts';
import type { ConsentPurpose } from './consent-words.ts';
import type { CallbackWay } from './pinned-afterwards.ts';
import type { FactsFilter } from './pinned-filter.ts';
import type { Opener } from './pinned-items.ts';
import type { CaseKind, PAST_DAYS } from './vocabulary.ts';

/** What is done for a customer's unit over the years, as a case carries it. */
export interface CareRules {
  /** People are asked and told in these hours; an occasion waits for them. */
  readonly hours: CalendarId;
  /** An unanswered question is given up after this long. */
  readonly answerWithinMs: number;
  readonly until: CareEnd;
  /** A score this low is a problem; absent when none is. */
  readonly lowScore?: number;
  /** What an answer opens a case of. */
  readonly cases: Readonly<Partial<Record<OpeningAnswer, CaseKind>>>;
  /** Steps of other cases that begin care for their unit. */
  readonly opens: readonly { readonly on: Opener; readonly when: FactsFilter }[];
  readonly occasions: readonly CareOccasion[];
}

/** Something that comes by itself on a day. */
export interface CareOccasion {
  readonly name: OccasionName;
  readonly falls: Falls;
  readonly atMinuteOfDay: number;
  readonly does: OccasionDoes;
  readonly when: FactsFilter;
  /** What the customer may say no to; absent where nobody is written to. */
  readonly purpose?: ConsentPurpose;
  /** Taken in turns; absent: by every channel of its notices. */
  readonly channelTurns?: readonly CallbackWay[];
  /** What is opened, by an occasion that opens a case. */
  readonly kind?: CaseKind;
}

/** A day that care may be counted from. */
export type CareAnchor = (typeof PAST_DAYS)[number];

/**
 * On which days an occasion falls (`domain/care/falls.ts`); `of` null counts from the day on which care began.
 */
export type Falls =
  | { readonly kind: 'after'; readonly days: number; readonly months: number; readonly of: CareAnchor | null }
  | { readonly kind: 'every-days'; readonly days: number; readonly of: CareAnchor | null }
  | { readonly kind: 'every-months'; readonly months: number; readonly of: CareAnchor | null }
  /** Every year in these months, on this day of the month or its last. */
  | { readonly kind: 'in-months'; readonly months: readonly number[]; readonly day: number }
  /** Every year, so many days before the customer's birthday. */
  | { readonly kind: 'birthday'; readonly daysBefore: number }
  /** So many days before each day of a feast. */
  | { readonly kind: 'feast'; readonly feast: FeastId; readonly daysBefore: number };
