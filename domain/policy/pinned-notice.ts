import type { CalendarId } from '../calendar/expanded.ts';
import type { ItemOccasion } from './item-words.ts';
import type { FactsFilter } from './pinned-filter.ts';
import type { Recipient } from './pinned-names.ts';
import type { Channel, NoticeTrigger } from './vocabulary.ts';

/** What a notice answers to: something of the main line, or a step of a line beside it. */
export type NoticeOccasion = NoticeTrigger | ItemOccasion;

export interface Notice {
  readonly on: NoticeOccasion;
  readonly to: Recipient;
  readonly channels: readonly Channel[];
  /** `recipient`: the person's own hours, a customer's waking hours; a calendar: that one; `any`: at once. */
  readonly hours: 'recipient' | 'any' | { readonly calendar: CalendarId };
  /** An emergency case sends at once, whatever the hours. */
  readonly emergency: 'at-once' | 'same';
  /** `normal` is sent at most once after look-up; `escalation` at least once. */
  readonly class: 'normal' | 'escalation';
  readonly when: FactsFilter;
  /** What goes with the mail; absent where it goes alone. */
  readonly attach?: 'receipt';
}

export function isItemOccasion(occasion: NoticeOccasion): occasion is ItemOccasion {
  return occasion.includes('.');
}
