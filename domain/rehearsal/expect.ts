import type { EventType } from '../case/events.ts';
import type { RefusalCode } from '../case/refusals.ts';
import type { CaseView, ClockView } from '../case/view.ts';
import type { ItemName } from '../policy/item-words.ts';
import type { ClockId, NoticeOccasion, PersonId } from '../policy/pinned.ts';
import type { Channel, StageName } from '../policy/vocabulary.ts';
import type { FigureValues } from '../report/figures.ts';

/** What must come of a script, line by line of the file that says so. Times count by the minute. */
export interface Expectations {
  /** One a step, in their order. */
  readonly steps: readonly StepExpectation[];
  /** Each must go out, once, in its minute. */
  readonly sent: readonly Expected<MessagePattern & { readonly atMs: number }>[];
  /** No message like this but those above. */
  readonly nothingElse: readonly Expected<MessagePattern>[];
  readonly neverSent: readonly Expected<MessagePattern>[];
  readonly happened: readonly Expected<EventPattern & { readonly atMs: number }>[];
  readonly neverHappened: readonly Expected<EventPattern>[];
  readonly clocks: readonly Expected<ClockExpectation>[];
  readonly ending: readonly Expected<EndingExpectation>[];
  readonly reports: readonly Expected<FigureExpectation>[];
}

export type Expected<T> = T & {
  /** Of the file, counted from 1. */
  readonly line: number;
  /** The expectation as it was written. */
  readonly text: string;
};

/** A step is taken, or refused with this code, for a reason that names all of these; absent: whatever the reason. */
export type StepExpectation = Expected<{
  readonly refused: RefusalCode | null;
  readonly naming?: readonly string[];
}>;

/** All that is not null must fit. */
export interface MessagePattern {
  readonly purpose: NoticeOccasion | null;
  readonly to: 'customer' | PersonId | null;
  /** Each of them is owed. */
  readonly channels: readonly Channel[] | null;
  readonly about: About | null;
}

/** What a message speaks of: a clock, a follow-up day, a revision of the appointment. */
export interface About {
  readonly param: 'clockId' | 'day' | 'revision';
  readonly value: string | number;
}

export interface EventPattern {
  readonly type: EventType;
  readonly said: readonly Said[];
}

/** A value that the event must carry, in a certain field or (null) in any. */
export interface Said {
  readonly field: string | null;
  readonly value: string | number;
}

export interface ClockExpectation {
  readonly clockId: ClockId;
  /** One a round; none: the clock never started. */
  readonly rounds: readonly RoundExpectation[];
}

export interface RoundExpectation {
  readonly status: ClockView['status'];
  readonly dueAtMs: number | null;
  readonly usedMs: number | null;
  readonly limitMs: number | null;
}

export type EndingExpectation =
  | { readonly what: 'stage'; readonly stage: StageName }
  | { readonly what: 'outcome'; readonly outcome: NonNullable<CaseView['outcome']> }
  /** How the items of a name stand, in the order in which they were opened; none: it was never opened. */
  | { readonly what: 'item'; readonly name: ItemName; readonly steps: readonly string[] }
  | { readonly what: 'next'; readonly step: string; readonly who: string | null; readonly byMs: number | null };

/** What a report must tell about something, all of it or a part; `nothing` when it may not be in it. */
export interface FigureExpectation {
  /** Which of the script's reports, counted from 0. */
  readonly report: number;
  readonly about: string;
  readonly said: FigureValues | 'nothing';
}
