import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { FaultPath } from '../../domain/policy/fault.ts';
import { findingsOf } from '../../domain/policy/schema-faults.ts';
import { type Page, pagesOf, type ScenarioFault } from '../scenarios/page.ts';
import { checkBody } from './check-body.ts';
import { expressionFault, isMap } from './expression.ts';
import { isZone, formatFault as timeFormatFault } from './log-time.ts';
import { type Mapping, mappingShape, VERBS } from './mapping.ts';

export type MappingFault = ScenarioFault;
export type ReadMapping = { readonly mapping: Mapping } | { readonly faults: readonly MappingFault[] };

/** A mapping file, or everything that is wrong with it, each fault with line and column. */
export function readMapping(file: string, text: string): ReadMapping {
  const faults: MappingFault[] = [];
  const [page] = pagesOf(file, text, faults);
  if (page === undefined && faults.length === 0) {
    const message = 'the file is empty; docs/reference/rehearse.md says what belongs into a mapping';
    faults.push({ code: 'missing', message, file, line: 1, column: 1 });
  }
  if (page === undefined || faults.length > 0) return { faults };
  const parsed = mappingShape.safeParse(page.value);
  if (!parsed.success) {
    for (const { path, code, message } of findingsOf(parsed.error, page.value)) page.fault(path, code, message);
    return { faults };
  }
  checkTimes(page, parsed.data);
  checkExpressions(page, [], page.value);
  if (faults.length === 0) checkMeaning(page, parsed.data);
  return faults.length === 0 ? { mapping: parsed.data } : { faults };
}

function checkTimes(page: Page, { log: { time } }: Mapping): void {
  const wrong = timeFormatFault(time.format, time.zone ?? null);
  if (wrong !== null) page.fault(['log', 'time', 'format'], 'bad-value', wrong);
  for (const key of ['zone', 'workplace'] as const) {
    const zone = time[key];
    if (zone !== undefined && !isZone(zone)) {
      page.fault(['log', 'time', key], 'unknown-zone', `"${zone}" is no zone; write UTC or a place like Europe/Rome`);
    }
  }
}

/** `{ column: … }` wherever it stands. */
function checkExpressions(page: Page, path: FaultPath, value: unknown): void {
  if (isMap(value) && typeof value.column === 'string' && path.join('.') !== 'log.time') {
    const wrong = expressionFault(value);
    if (wrong !== null) page.fault(path, 'bad-value', wrong);
    return;
  }
  if (!isMap(value) && !Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    checkExpressions(page, [...path, Array.isArray(value) ? Number(key) : key], inner);
  }
}

function checkMeaning(page: Page, { opening, steps, activities }: Mapping): void {
  checkBody(page, ['opening', 'request'], 'OpenCase', opening.request);
  steps.forEach(({ verb, body }, index) => {
    checkBody(page, ['steps', index, verb], VERBS[verb]!, body);
  });
  const way = steps.map(({ verb }) => verb);
  for (const [name, activity] of Object.entries(activities)) {
    const path = ['activities', name];
    if (activity.upTo !== undefined && !way.includes(activity.upTo)) {
      page.fault([...path, 'upTo'], 'bad-value', `steps have no ${activity.upTo}; ${suggest(activity.upTo, way)}`);
    }
    activity.do.forEach(({ verb, body }, index) => {
      checkBody(page, [...path, 'do', index, verb], VERBS[verb]!, body);
    });
  }
  for (const [index, name] of (opening.activities === 'any' ? [] : opening.activities).entries()) {
    if (activities[name] === undefined) {
      const known = Object.keys(activities);
      page.fault(['opening', 'activities', index], 'bad-value', `activities have no ${name}; ${suggest(name, known)}`);
    }
  }
}
