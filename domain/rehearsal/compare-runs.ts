import type { CaseEvent } from '../case/events.ts';
import type { Refusal } from '../case/refusals.ts';
import type { CaseView } from '../case/view.ts';
import { figuresOf } from '../report/figures.ts';
import type { ServiceReport } from '../report/report.ts';
import { MINUTE_MS } from '../shared/time.ts';
import { differing, isTime, sameValues, type Values, valuesOfEvent, valuesOfView } from './comparable.ts';
import type { ScriptRun } from './script.ts';

/** One thing in which two runs of a script part: what it is, and how it stands in each. */
export interface Difference {
  readonly what: string;
  readonly core: string;
  readonly engine: string;
}

/** How an instant is written for the reader. */
export type Minute = (atMs: number) => string;

/**
 * Where the engine's run parts from the core's; empty when they are the same. Refused steps come first, for they explain
 * what follows; then events in the order of time; then the end and the reports. Times are the same when they are less than a minute apart,
 * and what happens in one minute may happen in any order. How a message fared on its way (`MessageSettled`), ids of
 * commands, cases and texts are a real world's own and not compared.
 */
export function compareRuns(core: ScriptRun, engine: ScriptRun, minute: Minute = utcMinute): readonly Difference[] {
  return [
    ...refusalDifferences(core.refusals, engine.refusals),
    ...eventDifferences(core.events, engine.events, minute),
    ...endDifferences(core.view, engine.view, minute),
    ...reportDifferences(core.reports ?? [], engine.reports ?? []),
  ];
}

function refusalDifferences(core: ScriptRun['refusals'], engine: ScriptRun['refusals']): Difference[] {
  const count = Math.max(core.length, engine.length);
  return Array.from({ length: count }, (_, index) => ({
    what: `step ${index + 1}`,
    core: answerText(core[index]),
    engine: answerText(engine[index]),
  })).filter((step) => step.core !== step.engine);
}

function reportDifferences(core: readonly ServiceReport[], engine: readonly ServiceReport[]): Difference[] {
  return core.flatMap((report, index) => {
    const other = engine[index];
    const [left, right] = [figuresByName(report), figuresByName(other)];
    return [...new Set([...left.keys(), ...right.keys()])]
      .map((about) => ({
        what: `${report.name} report: ${about}`,
        core: left.get(about) ?? 'not told',
        engine: right.get(about) ?? 'not told',
      }))
      .filter((figure) => figure.core !== figure.engine);
  });
}

function figuresByName(report: ServiceReport | undefined): ReadonlyMap<string, string> {
  const figures = report === undefined ? [] : figuresOf(report);
  return new Map(figures.map(({ about, values }) => [about, JSON.stringify(values)]));
}

/** Without the place: a client names it as the request does, the core as the command. */
function answerText(answer: Refusal | null | undefined): string {
  if (answer === undefined) return 'not played';
  return answer === null ? 'accepted' : `refused: ${answer.code}`;
}

interface Happened {
  readonly event: CaseEvent;
  readonly values: Values;
}

/** Takes away what both have; then pairs what is left by what it is about, and tells the rest as missing in the other. */
function eventDifferences(core: readonly CaseEvent[], engine: readonly CaseEvent[], minute: Minute): Difference[] {
  const onEngine = happenings(engine);
  const onCore = happenings(core).filter((one) => !takeFrom(onEngine, (other) => sameValues(one.values, other.values)));
  const found = onCore.map((one): [number, Difference] => {
    const what = aboutOf(one);
    const twin = takeFrom(onEngine, (other) => aboutOf(other) === what);
    return [
      Math.min(one.event.atMs, twin?.event.atMs ?? Number.POSITIVE_INFINITY),
      twin === undefined
        ? { what, core: minute(one.event.atMs), engine: 'did not happen' }
        : { what, ...twoTexts(one.values, twin.values, minute) },
    ];
  });
  const onlyOnEngine = onEngine.map((one): [number, Difference] => [
    one.event.atMs,
    { what: aboutOf(one), core: 'did not happen', engine: minute(one.event.atMs) },
  ]);
  return [...found, ...onlyOnEngine].sort(([left], [right]) => left - right).map(([, difference]) => difference);
}

function happenings(events: readonly CaseEvent[]): Happened[] {
  return events
    .filter(({ type }) => type !== 'MessageSettled')
    .map((event) => ({ event, values: valuesOfEvent(event) }));
}

/** Takes the first that fits out of the list. */
function takeFrom(list: Happened[], fits: (one: Happened) => boolean): Happened | undefined {
  const index = list.findIndex(fits);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}

/** What tells two events of one type apart, and how it is said. */
const ABOUT: Readonly<Record<string, string>> = {
  'intent key': '',
  key: '',
  stage: '',
  clockId: '',
  revision: 'revision ',
  round: 'round ',
  step: 'step ',
  percent: 'percent ',
  ordinal: 'time ',
  day: 'day ',
};

/** Such as `ClockEscalated hand-off, round 1, step 2`. */
function aboutOf({ event, values }: Happened): string {
  const about = Object.entries(ABOUT).flatMap(([name, said]) =>
    values.has(name) ? [`${said}${values.get(name)}`] : [],
  );
  return [event.type, about.join(', ')].join(' ').trimEnd();
}

function endDifferences(core: CaseView | null, engine: CaseView | null, minute: Minute): Difference[] {
  if (core === null || engine === null) {
    if (core === engine) return [];
    return [{ what: 'the case', core: openText(core), engine: openText(engine) }];
  }
  const [left, right] = [valuesOfView(core), valuesOfView(engine)];
  return differing(left, right).map((name) => ({
    what: `at the end: ${nameText(name)}`,
    core: valueText(left, name, minute),
    engine: valueText(right, name, minute),
  }));
}

function openText(view: CaseView | null): string {
  return view === null ? 'was not opened' : `was opened (${view.stage})`;
}

/** When, and each value that differs. */
function twoTexts(core: Values, engine: Values, minute: Minute): Pick<Difference, 'core' | 'engine'> {
  const names = differing(core, engine).filter((name) => name !== 'atMs');
  const text = (values: Values) =>
    [
      valueText(values, 'atMs', minute),
      ...names.map((name) => `${nameText(name)} ${valueText(values, name, minute)}`),
    ].join(', ');
  return { core: text(core), engine: text(engine) };
}

const MINUTES_OF = /(?:^| )(?:used|limit)Ms$/;

function valueText(values: Values, name: string, minute: Minute): string {
  const value = values.get(name);
  if (value === undefined || value === null) return 'none';
  if (typeof value !== 'number' || !isTime(name)) return String(value);
  return MINUTES_OF.test(name) ? `${Math.round(value / MINUTE_MS)} min` : minute(value);
}

/** `clock hand-off (round 1) dueAtMs` as `clock hand-off (round 1) due at`. */
function nameText(name: string): string {
  return name
    .replace(/(?:Ms|Id)$/, '')
    .replace(/[a-z][A-Z]/g, ([low = '', high = '']) => `${low} ${high.toLowerCase()}`);
}

function utcMinute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
