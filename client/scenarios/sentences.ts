import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { NoticeOccasion } from '../../domain/policy/pinned.ts';
import { readDuration, toMinor } from '../../domain/policy/units.ts';
import { CHANNELS, type Channel } from '../../domain/policy/vocabulary.ts';
import type { About, EventPattern, MessagePattern, RoundExpectation, Said } from '../../domain/rehearsal/expect.ts';
import { EVENT_WORDS, EVENTS } from './event-words.ts';

/** A sentence read; or what is wrong with it, and at which of its letters. */
export type Sentence<T> =
  | { readonly value: T }
  | { readonly code: string; readonly wrong: string; readonly index: number };

/** Words of a text with where each begins. */
interface Word {
  readonly text: string;
  readonly index: number;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[^\s,]+/g)].map((match) => ({ text: match[0], index: match.index }));
}

function wrong(code: string, word: Word | undefined, message: string): { code: string; wrong: string; index: number } {
  return { code, wrong: message, index: word?.index ?? 0 };
}

/** Splits `Mon 09:20 clock-warned to desk-1` behind the time. */
export function splitMoment(text: string): { readonly moment: string; readonly rest: string; readonly index: number } {
  const moment = /^(?:[A-Za-z]{2,9} )?(?:\S*\d-\S* )?\d{1,2}:\d{2}(?= |$)/.exec(text)?.[0] ?? '';
  const rest = text.slice(moment.length).trimStart();
  return { moment, rest, index: text.length - rest.length };
}

const MESSAGE_PARTS = ['to', 'by', 'about'] as const;

/** `clock-warned to desk-1 by sms, email about hand-off`; `anything` is any notice, and every part may be left out. */
export function readMessage(text: string, { pinned }: PolicyDocument): Sentence<MessagePattern> {
  const [first, ...others] = wordsOf(text);
  const notices = [...new Set(pinned.notices.map(({ on }) => on))];
  if (first === undefined) return wrong('unknown-notice', first, `name the notice; ${suggest('', notices)}`);
  let purpose: NoticeOccasion | null = null;
  const parts: Record<(typeof MESSAGE_PARTS)[number], Word[]> = { to: [], by: [], about: [] };
  let rest = others;
  if (isPart(first.text)) rest = [first, ...others];
  else if (first.text !== 'anything') {
    purpose = notices.find((notice) => notice === first.text) ?? null;
    if (purpose === null) {
      return wrong('unknown-notice', first, `the policy has no notice ${first.text}; ${suggest(first.text, notices)}`);
    }
  }
  let part: (typeof MESSAGE_PARTS)[number] | null = null;
  for (const word of rest) {
    if (isPart(word.text)) part = word.text;
    else if (part === null) return wrong('bad-sentence', word, `write to, by or about before "${word.text}"`);
    else if (word.text !== 'and') parts[part].push(word);
  }
  const known = ['customer', ...pinned.people.map(({ id }) => id)];
  const [to, ...more] = parts.to;
  if (more[0]) return wrong('bad-sentence', more[0], 'one line is about one recipient; write a line for each');
  if (to !== undefined && !known.includes(to.text)) {
    return wrong('unknown-person', to, `the policy has no person ${to.text}; ${suggest(to.text, known)}`);
  }
  const channel = parts.by.find(({ text: one }) => !(CHANNELS as readonly string[]).includes(one));
  if (channel) {
    return wrong('unknown-channel', channel, `"${channel.text}" is no channel; ${suggest(channel.text, CHANNELS)}`);
  }
  const about = readAbout(parts.about, pinned);
  if (about !== null && 'wrong' in about) return about;
  const channels = parts.by.length === 0 ? null : parts.by.map((word) => word.text as Channel);
  return { value: { purpose, to: to?.text ?? null, channels, about } };
}

function isPart(text: string): text is (typeof MESSAGE_PARTS)[number] {
  return (MESSAGE_PARTS as readonly string[]).includes(text);
}

/** `hand-off` (a clock), `day 3` (a follow-up), `visit 2` (a revision of the appointment). */
function readAbout(words: readonly Word[], { clocks }: PolicyDocument['pinned']) {
  const [what, number] = words;
  if (what === undefined) return null;
  const numbered: Readonly<Record<string, About['param']>> = { day: 'day', visit: 'revision' };
  const param = numbered[what.text];
  if (param !== undefined && number !== undefined && /^\d+$/.test(number.text)) {
    return { param, value: Number(number.text) } satisfies About;
  }
  const ids = clocks.map(({ id }) => id);
  if (number === undefined && ids.includes(what.text)) return { param: 'clockId', value: what.text } satisfies About;
  return wrong('unknown-clock', what, `about is a clock, "day 3" or "visit 2"; ${suggest(what.text, ids)}`);
}

/** `clock-escalated hand-off to manager-1`, `stage-entered assign round 2`: the event, then what must be among its values. */
export function readEvent(text: string, policy: PolicyDocument): Sentence<EventPattern> {
  const [first, ...rest] = wordsOf(text);
  const type = first === undefined ? undefined : EVENTS.get(first.text);
  if (first === undefined || type === undefined) {
    const name = first?.text ?? '';
    return wrong('unknown-event', first, `"${name}" is no event; ${suggest(name, [...EVENTS.keys()])}`);
  }
  const { words, numbers } = EVENT_WORDS[type];
  const known = words(policy);
  const said: Said[] = [];
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!;
    const value = rest[i + 1]?.text ?? '';
    if (numbers.includes(word.text) && /^\d/.test(value)) {
      said.push(numberSaid(word.text, value, policy));
      i += 1;
    } else if (known.includes(word.text)) said.push({ field: null, value: word.text });
    else {
      const choice = [...known, ...numbers.map((name) => `${name} 1`)];
      return wrong(
        'bad-sentence',
        word,
        `"${word.text}" is never said of ${first.text}; ${suggest(word.text, choice)}`,
      );
    }
  }
  return { value: { type, said } };
}

function numberSaid(name: string, value: string, { pinned }: PolicyDocument): Said {
  return name === 'fee'
    ? { field: 'amountMinor', value: toMinor(value, pinned.currency) ?? Number.NaN }
    : { field: name, value: Number(value) };
}

export const STATUSES: readonly RoundExpectation['status'][] = [
  'running',
  'paused',
  'warned',
  'breached',
  'acknowledged',
  'met',
  'missed',
  'cancelled',
];

/** A round as written, its due time still to be read. */
export interface WrittenRound {
  readonly status: RoundExpectation['status'];
  readonly due: string | null;
  readonly usedMs: number | null;
  readonly limitMs: number | null;
}

/** `missed, due Mon 09:20, used 4h30m of 2h`. */
export function readRound(text: string): Sentence<WrittenRound> {
  const [verdict = '', ...details] = text.split(',').map((part) => part.trim());
  const status = STATUSES.find((one) => one === verdict);
  if (status === undefined) {
    const known = [...STATUSES, 'not started'];
    return {
      code: 'bad-sentence',
      wrong: `"${verdict}" is no verdict of a clock; ${suggest(verdict, known)}`,
      index: 0,
    };
  }
  let round: WrittenRound = { status, due: null, usedMs: null, limitMs: null };
  for (const detail of details) {
    const index = text.indexOf(detail);
    const [, due, used, of, limit] = /^(?:due (.+)|used (\w+)(?: of (\w+))?|of (\w+))$/.exec(detail) ?? [];
    const durations = [used, of ?? limit].map((one) => (one === undefined ? null : readDuration(one)));
    const bad = durations.find((one) => one !== null && 'wrong' in one);
    if (bad && 'wrong' in bad) return { code: 'bad-sentence', wrong: bad.wrong, index };
    if (due === undefined && used === undefined && limit === undefined) {
      return { code: 'bad-sentence', wrong: `write "due Mon 09:20" or "used 1h30m of 2h", not "${detail}"`, index };
    }
    const [usedMs, limitMs] = durations.map((one) => (one !== null && 'value' in one ? one.value : null));
    round = { ...round, due: due ?? round.due, usedMs: usedMs ?? round.usedMs, limitMs: limitMs ?? round.limitMs };
  }
  return { value: round };
}
