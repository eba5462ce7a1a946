import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Channel } from '../../domain/policy/vocabulary.ts';
import type { EndingExpectation } from '../../domain/rehearsal/expect.ts';
import type { ClockRound, Sent } from '../../domain/rehearsal/verdicts.ts';
import { MINUTE_MS } from '../../domain/shared/time.ts';
import { EVENT_WORDS, eventName, type SpokenEvent } from './event-words.ts';
import { writtenMoment } from './moment.ts';

/** What came of a run, in the words of a scenario: what is printed can be copied into the file. */

/** A line about something that happened at an instant. */
export interface Written {
  readonly atMs: number;
  readonly text: string;
}

/** Messages as lines, those that differ only in their channel on one: `Mon 2026-03-09 09:20 handed-off to lead-south by sms, email`. */
export function writtenMessages(messages: readonly Sent[], zone: string): readonly Written[] {
  const lines = new Map<string, { readonly first: Sent; readonly channels: Channel[] }>();
  for (const message of messages) {
    const { channel, ...same } = message.intent;
    const key = `${message.atMs} ${same.key.replace(/[^/]+$/, '')}`;
    const line = lines.get(key) ?? { first: message, channels: [] };
    line.channels.push(channel);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ first: { atMs, intent }, channels }) => {
    const to = intent.recipient.kind === 'customer' ? 'customer' : intent.recipient.personId;
    const what = `${intent.purpose} to ${to} by ${channels.join(', ')}${about(intent.params)}`;
    return { atMs, text: `${writtenMoment(atMs, zone)} ${what}` };
  });
}

function about({ clockId, day, revision }: Sent['intent']['params']): string {
  if (clockId !== undefined) return ` about ${clockId}`;
  if (day !== undefined) return ` about day ${day}`;
  return revision === undefined ? '' : ` about visit ${revision}`;
}

/** `missed, due Mon 2026-03-16 09:20, used 4h30m of 2h`. */
export function writtenRound({ status, dueAtMs, usedMs, limitMs }: ClockRound, zone: string): string {
  const due = dueAtMs === null ? '' : `, due ${writtenMoment(dueAtMs, zone)}`;
  const limit = limitMs === 0 ? '' : `of ${writtenDuration(limitMs)}`;
  if (usedMs !== null && limit !== '') return `${status}${due}, used ${writtenDuration(usedMs)} ${limit}`;
  return `${status}${due}${limit === '' ? '' : `, ${limit}`}`;
}

/** `1h30m`, as policies and scenarios write it. */
export function writtenDuration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours === 0 ? '' : `${hours}h`}${rest === 0 && hours > 0 ? '' : `${rest}m`}`;
}

/** `Mon 2026-03-16 09:20 clock-breached hand-off round 1`; null for an event that scenarios have no sentence for. */
export function writtenEvent(event: CaseEvent, policy: PolicyDocument): string | null {
  if (!Object.hasOwn(EVENT_WORDS, event.type)) return null;
  const { words, numbers } = EVENT_WORDS[event.type as SpokenEvent];
  const known = words(policy);
  const { seq, atMs, recordedAtMs, by, commandId, type, ...fact } = event;
  const said = Object.entries(fact).flatMap(([field, value]) => {
    if (numbers.includes(field) && typeof value === 'number') return [`${field} ${value}`];
    return typeof value === 'string' && known.includes(value) ? [value] : [];
  });
  return [writtenMoment(atMs, policy.zone), eventName(type), ...said].join(' ');
}

/** `stage: hand-off`, `next: hand-off by desk, due Mon 2026-03-16 11:20`. */
export function writtenEnding(view: CaseView | null, expected: EndingExpectation, zone: string): string {
  if (view === null) return 'the case was never opened';
  const { what } = expected;
  if (what === 'item') {
    const steps = (view.items ?? []).filter(({ name }) => name === expected.name).map(({ step }) => step);
    return `items: ${expected.name}: ${steps.join(', ') || 'not opened'}`;
  }
  if (what !== 'next') return `${what}: ${(what === 'stage' ? view.stage : view.outcome) ?? 'none'}`;
  if (view.nextStep === null) return 'next: none';
  const { what: step, who, personId, byMs } = view.nextStep;
  return `next: ${step} by ${personId ?? who}${byMs === null ? '' : `, due ${writtenMoment(byMs, zone)}`}`;
}
