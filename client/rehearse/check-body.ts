import type { CommandType } from '../../domain/case/commands.ts';
import { refusalSentence } from '../../domain/case/refusals.ts';
import type { FaultPath } from '../../domain/policy/fault.ts';
import { FACT_NAMES } from '../../domain/policy/vocabulary.ts';
import { parseWithoutRegister } from '../registers/without.ts';
import { REQUESTS } from '../requests/bodies.ts';
import type { Page } from '../scenarios/page.ts';
import { type Expression, expressionOf, isMap } from './expression.ts';
import { ownWords, ownWordsFault } from './own-words.ts';

interface Place {
  readonly path: readonly (string | number)[];
  readonly values: readonly unknown[];
}

/** Tries every value that a body can get from the mapping alone; what comes from the log is judged when it comes. */
export function checkBody(
  page: Page,
  path: FaultPath,
  type: CommandType,
  body: Readonly<Record<string, unknown>>,
): void {
  const wrong = ownWordsFault(type, body);
  if (wrong !== null) {
    page.fault(path, 'bad-value', wrong);
    return;
  }
  const places = placesIn(body, []);
  const told = new Set<string>();
  const rounds = Math.max(1, ...places.map(({ values }) => values.length));
  for (let round = 0; round < rounds; round++) {
    const sample = places.reduce<unknown>(
      (made, place) => withValue(made, place.path, place.values[Math.min(round, place.values.length - 1)]),
      body,
    );
    const parsed = parseWithoutRegister(type, ownWords(type, sample as Readonly<Record<string, unknown>>, SAMPLE));
    if (!('refusals' in parsed)) continue;
    for (const refusal of parsed.refusals) {
      const steps = refusal.place.split('/').slice(1);
      const message = refusalSentence(refusal);
      const place = places.find((one) => one.path.join('/') === steps.join('/'));
      if ((place?.values[0] === FROM_LOG && isField(type, place.path)) || told.has(`${refusal.place} ${message}`))
        continue;
      told.add(`${refusal.place} ${message}`);
      const given = place?.values[Math.min(round, place.values.length - 1)];
      page.fault([...path, ...steps], 'bad-value', given === undefined ? message : `"${given}": ${message}`);
    }
  }
}

function isField(type: CommandType, [first = '', second]: Place['path']): boolean {
  if (first === 'facts' && 'facts' in REQUESTS[type].shape) return FACT_NAMES.some((name) => name === second);
  return first in REQUESTS[type].shape;
}

const FROM_LOG = 'sample';
const SAMPLE = {
  scale: { lowest: 1, highest: 5 },
  visit: [Date.UTC(2026, 0, 5, 9), Date.UTC(2026, 0, 5, 10)],
} as const;

function placesIn(body: unknown, path: Place['path']): readonly Place[] {
  const expression = expressionOf(body);
  if (expression !== null) return [{ path, values: possibleValues(expression) }];
  if (Array.isArray(body)) return body.flatMap((item, index) => placesIn(item, [...path, index]));
  return Object.entries(isMap(body) ? body : {}).flatMap(([key, value]) => placesIn(value, [...path, key]));
}

function possibleValues(expression: Expression): readonly unknown[] {
  switch (expression.kind) {
    case 'constant':
      return [expression.value];
    case 'column':
      return expression.values === null
        ? [FROM_LOG]
        : [...Object.values(expression.values), ...(expression.otherwise === null ? [] : [expression.otherwise])];
    default:
      return [FROM_LOG];
  }
}

function withValue(body: unknown, [step, ...rest]: Place['path'], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(body)) return body.with(Number(step), withValue(body[Number(step)], rest, value));
  const block = isMap(body) ? body : {};
  return { ...block, [step]: withValue(block[step], rest, value) };
}
