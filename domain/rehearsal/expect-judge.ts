import type { CaseEvent } from '../case/events.ts';
import type { Refusal } from '../case/refusals.ts';
import type { CaseView } from '../case/view.ts';
import { MINUTE_MS } from '../shared/time.ts';
import type {
  ClockExpectation,
  EndingExpectation,
  EventPattern,
  Expectations,
  Expected,
  MessagePattern,
  RoundExpectation,
  StepExpectation,
} from './expect.ts';
import { type FigureFailure, judgeReports } from './figure-judge.ts';
import type { ScriptRun } from './script.ts';
import { type ClockRound, roundsOf, type Sent, sentIn } from './verdicts.ts';

/** An expectation that did not come true, and what came instead. */
export type Failure =
  | { readonly kind: 'step'; readonly expected: StepExpectation; readonly got: Refusal | null }
  /** `got`: all that went out in that minute and matches, or none. */
  | { readonly kind: 'sent'; readonly expected: Expectations['sent'][number]; readonly got: readonly Sent[] }
  | { readonly kind: 'unsaid'; readonly expected: Expected<MessagePattern>; readonly got: readonly Sent[] }
  | { readonly kind: 'happened'; readonly expected: Expectations['happened'][number] }
  | { readonly kind: 'never'; readonly expected: Expected<EventPattern>; readonly got: readonly CaseEvent[] }
  | { readonly kind: 'clock'; readonly expected: Expected<ClockExpectation>; readonly got: readonly ClockRound[] }
  | { readonly kind: 'ending'; readonly expected: Expected<EndingExpectation>; readonly got: CaseView | null }
  | FigureFailure;

/** Everything that a run owes its expectations, in the order of the file. */
export function judge(expected: Expectations, run: ScriptRun): readonly Failure[] {
  return [
    ...judgeSteps(expected.steps, run),
    ...judgeMessages(expected, sentIn(run)),
    ...judgeEvents(expected, run.events),
    ...expected.clocks.flatMap((clock) => judgeClock(clock, roundsOf(run, clock.clockId))),
    ...expected.ending.flatMap((ending) => judgeEnding(ending, run.view)),
    ...judgeReports(expected.reports, run),
  ].sort((a, b) => a.expected.line - b.expected.line);
}

function judgeSteps(steps: readonly StepExpectation[], { refusals }: ScriptRun): Failure[] {
  return steps.flatMap((expected, index): Failure[] => {
    const got = refusals[index] ?? null;
    const named = Object.values(got?.params ?? {}).flatMap((value) => String(value).split(', '));
    const asExpected = (expected.naming ?? []).every((word) => named.includes(word));
    return (got?.code ?? null) === expected.refused && asExpected ? [] : [{ kind: 'step', expected, got }];
  });
}

function judgeMessages({ sent, nothingElse, neverSent }: Expectations, messages: readonly Sent[]): Failure[] {
  const owed = sent.map((expected) => ({ expected, got: messages.filter((message) => isOwed(message, expected)) }));
  const broken = owed.filter(({ expected, got }) => !isOnce(expected, got));
  // What came at another time than it should have is told once, and not as something else besides.
  const besides = messages.filter(
    (message) =>
      !owed.some(({ got }) => got.includes(message)) &&
      !broken.some(({ expected }) => isLike(message.intent, { ...expected, channels: null })),
  );
  const unsaid = (expected: Expected<MessagePattern>, among: readonly Sent[]): Failure[] => {
    const got = among.filter(({ intent }) => isLike(intent, expected));
    return got.length === 0 ? [] : [{ kind: 'unsaid', expected, got }];
  };
  return [
    ...broken.map(({ expected, got }): Failure => ({ kind: 'sent', expected, got })),
    ...nothingElse.flatMap((expected) => unsaid(expected, besides)),
    ...neverSent.flatMap((expected) => unsaid(expected, messages)),
  ];
}

/** By each channel that was named, or by any: once. */
function isOnce({ channels }: MessagePattern, got: readonly Sent[]): boolean {
  const used = new Set(got.map(({ intent }) => intent.channel));
  return used.size === got.length && (channels === null ? got.length > 0 : got.length === channels.length);
}

function isOwed({ atMs, intent }: Sent, expected: MessagePattern & { readonly atMs: number }): boolean {
  return isAt(atMs, expected.atMs) && isLike(intent, expected);
}

/** Whether a message is one that the pattern speaks of. */
export function isLike({ purpose, recipient, channel, params }: Sent['intent'], pattern: MessagePattern): boolean {
  const to = recipient.kind === 'customer' ? 'customer' : recipient.personId;
  return (
    (pattern.purpose === null || pattern.purpose === purpose) &&
    (pattern.to === null || pattern.to === to) &&
    (pattern.channels === null || pattern.channels.includes(channel)) &&
    (pattern.about === null || params[pattern.about.param] === pattern.about.value)
  );
}

function judgeEvents({ happened, neverHappened }: Expectations, events: readonly CaseEvent[]): Failure[] {
  return [
    ...happened.flatMap((expected): Failure[] => {
      const found = events.some((event) => isAt(event.atMs, expected.atMs) && says(event, expected));
      return found ? [] : [{ kind: 'happened', expected }];
    }),
    ...neverHappened.flatMap((expected): Failure[] => {
      const got = events.filter((event) => says(event, expected));
      return got.length === 0 ? [] : [{ kind: 'never', expected, got }];
    }),
  ];
}

function says(event: CaseEvent, { type, said }: EventPattern): boolean {
  if (event.type !== type) return false;
  const { seq, atMs, recordedAtMs, by, commandId, ...fact } = event;
  const values = valuesIn(fact, '');
  return said.every(({ field, value }) =>
    values.some((found) => found.value === value && (field === null || found.field === field)),
  );
}

function valuesIn(value: unknown, field: string): { readonly field: string; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ field, value }];
  return Object.entries(value).flatMap(([key, inner]) => valuesIn(inner, Array.isArray(value) ? field : key));
}

function judgeClock(expected: Expected<ClockExpectation>, got: readonly ClockRound[]): Failure[] {
  const same = got.length === expected.rounds.length;
  const fits = same && expected.rounds.every((round, index) => isRound(got[index]!, round));
  return fits ? [] : [{ kind: 'clock', expected, got }];
}

function isRound(got: ClockRound, { status, dueAtMs, usedMs, limitMs }: RoundExpectation): boolean {
  return (
    got.status === status &&
    (dueAtMs === null || (got.dueAtMs !== null && isAt(got.dueAtMs, dueAtMs))) &&
    (usedMs === null ||
      (got.usedMs !== null && Math.round(got.usedMs / MINUTE_MS) === Math.round(usedMs / MINUTE_MS))) &&
    (limitMs === null || got.limitMs === limitMs)
  );
}

function judgeEnding(expected: Expected<EndingExpectation>, view: CaseView | null): Failure[] {
  return isEnding(expected, view) ? [] : [{ kind: 'ending', expected, got: view }];
}

function isEnding(expected: EndingExpectation, view: CaseView | null): boolean {
  switch (expected.what) {
    case 'stage':
      return view?.stage === expected.stage;
    case 'outcome':
      return view?.outcome === expected.outcome;
    case 'item': {
      const steps = (view?.items ?? []).filter(({ name }) => name === expected.name).map(({ step }) => step);
      return steps.join(' ') === expected.steps.join(' ');
    }
    case 'next': {
      const next = view?.nextStep ?? null;
      const { step, who, byMs } = expected;
      if (next === null || next.what !== step) return false;
      if (who !== null && who !== next.who && who !== next.personId) return false;
      return byMs === null || (next.byMs !== null && isAt(next.byMs, byMs));
    }
  }
}

/** Within its minute; what an engine needs for a step may put a moment some seconds before it, too. */
function isAt(gotMs: number, minuteMs: number): boolean {
  return gotMs >= minuteMs - MINUTE_MS / 2 && gotMs < minuteMs + MINUTE_MS;
}
