import type { CaseEvent } from '../../domain/case/events.ts';
import { refusalSentence } from '../../domain/case/refusals.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { type Failure, isLike } from '../../domain/rehearsal/expect-judge.ts';
import type { ScriptRun } from '../../domain/rehearsal/script.ts';
import { type Sent, sentIn } from '../../domain/rehearsal/verdicts.ts';
import { assertNever } from '../../domain/shared/assert-never.ts';
import { writtenFigure } from './figures.ts';
import { writtenMoment } from './moment.ts';
import { writtenEnding, writtenEvent, writtenMessages, writtenRound } from './written.ts';

/** A line of a diff: what was expected (`-`), what came instead (`+`), what stands around it. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** Neighbours that are shown on either side of what was expected. */
const AROUND = 2;

const minus = (text: string): DiffLine => ({ sign: '-', text });
const plus = (text: string): DiffLine => ({ sign: '+', text });
const same = (text: string): DiffLine => ({ sign: ' ', text });

/** Expected and got as a diff, in the words of the file. */
export function failureLines(failure: Failure, run: ScriptRun, policy: PolicyDocument): readonly DiffLine[] {
  const { zone } = policy;
  switch (failure.kind) {
    case 'step': {
      const { expected, got } = failure;
      const refused = got === null ? 'taken' : `refused: ${got.code}  (${refusalSentence(got)})`;
      return [
        same(expected.text),
        minus(
          expected.refused === null ? 'taken' : `refused: ${[expected.refused, ...(expected.naming ?? [])].join(' ')}`,
        ),
        plus(refused),
      ];
    }
    case 'sent':
      return [minus(failure.expected.text), ...sentInstead(failure, sentIn(run), zone)];
    case 'unsaid':
      return [minus(failure.expected.text), ...writtenMessages(failure.got, zone).map(({ text }) => plus(text))];
    case 'happened':
      return [minus(failure.expected.text), ...happenedInstead(failure.expected, run.events, policy)];
    case 'never':
      return [minus(`never ${failure.expected.text}`), ...eventLines(failure.got, policy).map(plus)];
    case 'clock': {
      const { expected, got } = failure;
      const rounds = got.length === 0 ? 'not started' : got.map((round) => writtenRound(round, zone)).join('; ');
      return [minus(expected.text), plus(`${expected.clockId}: ${rounds}`)];
    }
    case 'ending':
      return [minus(failure.expected.text), plus(writtenEnding(failure.got, failure.expected, zone))];
    case 'report':
      return [
        minus(failure.expected.text),
        ...(failure.got.length === 0 ? [plus('the report tells nothing of it')] : []),
        ...failure.got.map((figure) => plus(writtenFigure(figure))),
      ];
    default:
      return assertNever(failure);
  }
}

/** Messages of the kind that was expected, whenever they went out; without any, those that went out around that time. */
function sentInstead({ expected, got }: Failure & { kind: 'sent' }, all: readonly Sent[], zone: string): DiffLine[] {
  const like = (about: typeof expected.about) =>
    all.filter(({ intent }) => isLike(intent, { ...expected, channels: null, about }));
  const found = [got, like(expected.about), like(null)].find((messages) => messages.length > 0);
  const lines = nearest(writtenMessages(found ?? all, zone), expected.atMs).map(({ text }) => text);
  return found === undefined ? [plus('it was never sent'), ...lines.map(same)] : lines.map(plus);
}

function happenedInstead(
  { type, atMs }: Extract<Failure, { kind: 'happened' }>['expected'],
  events: readonly CaseEvent[],
  policy: PolicyDocument,
): DiffLine[] {
  const alike = nearest(
    events.filter((event) => event.type === type),
    atMs,
  );
  if (alike.length > 0) return eventLines(alike, policy).map(plus);
  const around = events.filter((event) => writtenEvent(event, policy) !== null);
  return [plus('it never happened'), ...eventLines(nearest(around, atMs), policy).map(same)];
}

function eventLines(events: readonly CaseEvent[], policy: PolicyDocument): string[] {
  return events.flatMap((event) => writtenEvent(event, policy) ?? []);
}

/** Up to two before an instant and two from it on, in their order. */
function nearest<T extends { readonly atMs: number }>(items: readonly T[], atMs: number): readonly T[] {
  const sorted = [...items].sort((a, b) => a.atMs - b.atMs);
  const from = sorted.filter((item) => item.atMs >= atMs);
  return [...sorted.filter((item) => item.atMs < atMs).slice(-AROUND), ...from.slice(0, AROUND)];
}

/** When the case was last looked at. */
export function endOf(run: ScriptRun, { zone }: PolicyDocument): string {
  return run.view === null ? 'never opened' : writtenMoment(run.view.atMs, zone);
}
