import type { CaseEvent, EventType, FactOf } from '../case/events.ts';
import type { Facts } from '../case/facts.ts';
import type { MessageIntent } from '../notice/intent.ts';
import type { OutwardType } from './types.ts';

/** What the outside hears of one kind of fact: what it is called, and what is told of it. */
export interface Told {
  readonly type: OutwardType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Null: nothing, another fact tells it. */
export type Telling<Fact> = (fact: Fact) => Told | null;
export type Tellings = { readonly [T in EventType]: Telling<FactOf<T>> };

/** Points into the vault, or may be long: never told. */
type Untold = 'type' | 'noteId' | 'facts' | 'intent' | 'caseId';

/** Tells the fields named, where they are there. */
export function tell<Fact extends object>(
  type: OutwardType,
  ...fields: readonly Exclude<keyof Fact & string, Untold>[]
): Telling<Fact> {
  return (fact) => ({ type, data: picked(fact, fields) });
}

/** Which facts were given, not what they say. */
export function factNames(facts: Facts): string[] {
  return Object.keys(facts);
}

/** A message as it is owed: to whom and what for, by ids. */
export function messageData({
  key,
  purpose,
  channel,
  recipient,
  class: urgency,
}: Pick<MessageIntent, 'key' | 'channel' | 'recipient' | 'class'> & { readonly purpose: string }): Told['data'] {
  return { messageKey: key, purpose, channel, recipient, class: urgency };
}

/** The place of a fact in its case, which every event carries. */
export function placeData({ seq, recordedAtMs, by }: CaseEvent): Told['data'] {
  return { seq, recordedAtMs, by };
}

function picked(fact: object, fields: readonly string[]): Record<string, unknown> {
  const all = fact as Readonly<Record<string, unknown>>;
  return Object.fromEntries(fields.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])));
}
