import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { FaultPath } from '../../domain/policy/fault.ts';
import type {
  ClockExpectation,
  EventPattern,
  Expectations,
  Expected,
  MessagePattern,
  RoundExpectation,
} from '../../domain/rehearsal/expect.ts';
import { readEnding } from './ending.ts';
import { readMoment } from './moment.ts';
import type { Page } from './page.ts';
import { readEvent, readMessage, readRound, type Sentence, splitMoment } from './sentences.ts';
import type { SourceThen } from './shape.ts';

const NOTHING_ELSE = 'nothing else';

interface Reading {
  readonly page: Page;
  readonly policy: PolicyDocument;
  /** When the case begins: the first times of every list are reckoned from it. */
  readonly startMs: number;
}

/** What must come of a scenario, as far as it can be read. */
export function readExpectations(
  page: Page,
  then: SourceThen,
  policy: PolicyDocument,
  startMs: number,
): Omit<Expectations, 'steps' | 'reports'> {
  const reading: Reading = { page, policy, startMs };
  const sent = then.sent.map((text, index) => ({ text, path: ['then', 'sent', index] }));
  const isRest = ({ text }: { text: string }) => text.startsWith(NOTHING_ELSE);
  const message = (text: string) => readMessage(text, policy);
  return {
    sent: timed(
      reading,
      sent.filter((one) => !isRest(one)),
      (text) => owed(message(text)),
    ),
    nothingElse: sent.filter(isRest).flatMap(({ text, path }) => {
      const rest = text.slice(NOTHING_ELSE.length).trim();
      return plain(reading, path, text, message(rest === '' ? 'anything' : rest), text.length - rest.length);
    }),
    neverSent: then.never.sent.flatMap((text, index) =>
      plain<MessagePattern>(reading, ['then', 'never', 'sent', index], text, message(text), 0),
    ),
    happened: timed(
      reading,
      then.happened.map((text, index) => ({ text, path: ['then', 'happened', index] })),
      (text) => readEvent(text, policy),
    ),
    neverHappened: then.never.happened.flatMap((text, index) =>
      plain<EventPattern>(reading, ['then', 'never', 'happened', index], text, readEvent(text, policy), 0),
    ),
    clocks: Object.entries(then.clocks).flatMap(([id, rounds]) => readClock(reading, id, rounds)),
    ending: readEnding(page, then, policy, startMs),
  };
}

function owed(read: Sentence<MessagePattern>): Sentence<MessagePattern> {
  if (!('value' in read) || (read.value.to !== null && read.value.purpose !== null)) return read;
  return { code: 'bad-sentence', wrong: 'say which notice, and to whom: case-opened to customer by sms', index: 0 };
}

/** A list in the order of time: what a time leaves out is taken from the line before. */
function timed<T extends object>(
  { page, policy, startMs }: Reading,
  lines: readonly { readonly text: string; readonly path: FaultPath }[],
  read: (text: string) => Sentence<T>,
): Expected<T & { readonly atMs: number }>[] {
  let fromMs = startMs;
  return lines.flatMap(({ text, path }) => {
    const { moment, rest, index } = splitMoment(text);
    const at = readMoment(moment === '' ? text : moment, { zone: policy.zone, fromMs, side: 'after' });
    if ('wrong' in at) {
      page.fault(path, 'bad-time', at.wrong);
      return [];
    }
    fromMs = at.atMs;
    const sentence = read(rest);
    if ('wrong' in sentence) {
      page.fault(path, sentence.code, sentence.wrong, index + sentence.index);
      return [];
    }
    return [{ ...sentence.value, atMs: at.atMs, line: page.lineOf(path), text }];
  });
}

function plain<T extends object>(
  { page }: Reading,
  path: FaultPath,
  text: string,
  sentence: Sentence<T>,
  index: number,
): Expected<T>[] {
  if ('value' in sentence) return [{ ...sentence.value, line: page.lineOf(path), text }];
  page.fault(path, sentence.code, sentence.wrong, index + sentence.index);
  return [];
}

function readClock(reading: Reading, clockId: string, texts: readonly string[]): Expected<ClockExpectation>[] {
  const { page, policy, startMs } = reading;
  const path = ['then', 'clocks', clockId];
  const ids = policy.pinned.clocks.map(({ id }) => id);
  if (!ids.includes(clockId)) {
    page.fault(path, 'unknown-clock', `the policy has no clock ${clockId}; ${suggest(clockId, ids)}`);
    return [];
  }
  const text = `${clockId}: ${texts.join('; ')}`;
  if (texts.length === 1 && texts[0] === 'not started') return [{ clockId, rounds: [], line: page.lineOf(path), text }];
  const rounds = texts.flatMap((one, index): RoundExpectation[] => {
    const place = texts.length === 1 ? path : [...path, index];
    const read = readRound(one);
    if ('wrong' in read) {
      page.fault(place, read.code, read.wrong, read.index);
      return [];
    }
    const { due, ...round } = read.value;
    if (due === null) return [{ ...round, dueAtMs: null }];
    const at = readMoment(due, { zone: policy.zone, fromMs: startMs, side: 'after' });
    if ('atMs' in at) return [{ ...round, dueAtMs: at.atMs }];
    page.fault(place, 'bad-time', at.wrong, one.indexOf(due));
    return [];
  });
  return [{ clockId, rounds, line: page.lineOf(path), text }];
}
