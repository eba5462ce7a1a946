import type { z } from 'zod';
import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { written } from '../../domain/policy/filter-of.ts';
import { findingsOf } from '../../domain/policy/schema-faults.ts';
import type { Expectations } from '../../domain/rehearsal/expect.ts';
import type { Script, ScriptedWorld } from '../../domain/rehearsal/script.ts';
import { readExpectations } from './expectations.ts';
import { readFormerCases } from './former-cases.ts';
import { readMoment } from './moment.ts';
import { type Page, pagesOf, type ScenarioFault } from './page.ts';
import { readReports } from './reports.ts';
import { backgroundShape, type SourceGiven, type SourceScenario, type SourceStep, scenarioShape } from './shape.ts';
import { type ReadStep, readSteps, VERBS } from './steps.ts';
import { withUnit } from './unit.ts';

/** One scenario of a file: what is given to a case and when, and what must come of it. */
export interface Scenario {
  readonly name: string;
  /** Promises it proves: source keys, or words. */
  readonly covers: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly script: Script;
  readonly expectations: Expectations;
}

export type ReadScenarios = { readonly scenarios: readonly Scenario[] } | { readonly faults: readonly ScenarioFault[] };

/** A file of scenarios; `file` is how it is named in faults and failures. */
export interface ScenarioFile {
  readonly file: string;
  readonly text: string;
}

/** The scenarios of a policy, or everything that is wrong with their files: nothing runs before all of them can be read. */
export function readScenarios(files: readonly ScenarioFile[], policy: PolicyDocument): ReadScenarios {
  const faults: ScenarioFault[] = [];
  const scenarios = files.flatMap(({ file, text }) => readPages(pagesOf(file, text, faults), policy));
  const names = new Map<string, Scenario>();
  for (const scenario of scenarios) {
    const { name, file, line } = scenario;
    const twin = names.get(name);
    const message = `a scenario has this name already (${twin?.file}:${twin?.line}); give each its own`;
    if (twin) faults.push({ code: 'duplicate-name', message, file, line, column: 1 });
    names.set(name, scenario);
  }
  return faults.length === 0 ? { scenarios } : { faults: faults.sort(byPlace) };
}

function byPlace(a: ScenarioFault, b: ScenarioFault): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;
}

interface Before {
  readonly given: ScriptedWorld;
  readonly steps: readonly ReadStep[];
}

const NOTHING: Before = { given: { openCases: {}, taken: [] }, steps: [] };

function readPages(pages: readonly Page[], policy: PolicyDocument): Scenario[] {
  let before = NOTHING;
  return pages.flatMap((page, index) => {
    const isBackground = typeof page.value === 'object' && page.value !== null && 'background' in page.value;
    if (isBackground && index > 0) page.fault(['background'], 'bad-value', 'a background stands first in its file');
    if (!isBackground) return readScenario(page, before, policy);
    const source = shaped(page, backgroundShape);
    if (source === null) return [];
    checkOpening(page, source.when);
    before = { given: readGiven(page, source.given, policy), steps: readSteps(page, source.when, policy, null) };
    return [];
  });
}

function readScenario(page: Page, before: Before, policy: PolicyDocument): Scenario[] {
  const source = shaped(page, scenarioShape);
  if (source === null) return [];
  const given = readGiven(page, source.given, policy);
  const fromMs = before.steps.at(-1)?.step.atMs ?? null;
  const steps = [...before.steps, ...readSteps(page, source.when, policy, fromMs)];
  if (before === NOTHING) checkOpening(page, source.when);
  const [first] = steps;
  const last = steps.at(-1);
  if (first?.step.command.type !== 'OpenCase' || last === undefined) return [];
  const startMs = first.step.atMs;
  const untilMs = readUntil(page, source, last.step.atMs, policy);
  const reports = readReports(page, source.then, policy, { startMs, untilMs });
  const cases = [...(before.given.cases ?? []), ...(given.cases ?? [])];
  const script: Script = {
    name: source.scenario,
    steps: steps.map(({ step }) => withUnit(step, policy, given.repairs ?? before.given.repairs)),
    untilMs,
    world: {
      openCases: { ...before.given.openCases, ...given.openCases },
      taken: [...before.given.taken, ...given.taken],
      ...written({ repairs: given.repairs ?? before.given.repairs, cases: cases.length === 0 ? undefined : cases }),
    },
    ...written({ reports: reports.asked.length === 0 ? undefined : reports.asked }),
  };
  const expectations: Expectations = {
    steps: steps.map(({ expected }) => expected),
    ...readExpectations(page, source.then, policy, startMs),
    reports: reports.expected,
  };
  const { scenario: name, covers } = source;
  return [{ name, covers, file: page.file, line: page.lineOf(['scenario']), script, expectations }];
}

function checkOpening(page: Page, [opening]: readonly SourceStep[]): void {
  const message = 'the first step opens the case; write does: open';
  if (opening === undefined) page.fault(['when'], 'missing', message);
  else if (opening.does !== 'open' && VERBS[opening.does] !== undefined) {
    page.fault(['when', 0, 'does'], 'bad-value', message);
  }
}

function shaped<Shape extends z.ZodType>(page: Page, shape: Shape): z.output<Shape> | null {
  const result = shape.safeParse(page.value);
  if (result.success) return result.data;
  for (const { path, code, message } of findingsOf(result.error, page.value)) page.fault(path, code, message);
  return null;
}

function readUntil(page: Page, { until }: SourceScenario, lastMs: number, { zone }: PolicyDocument): number {
  if (until === undefined) return lastMs;
  const moment = readMoment(until, { zone, fromMs: lastMs, side: 'after' });
  if ('atMs' in moment && moment.atMs >= lastMs) return moment.atMs;
  page.fault(['until'], 'bad-time', 'wrong' in moment ? moment.wrong : `"${until}" is earlier than the last step`);
  return lastMs;
}

function readGiven(page: Page, { openCases, taken, unit, cases }: SourceGiven, policy: PolicyDocument): ScriptedWorld {
  const { pinned, zone } = policy;
  const people = pinned.people.map(({ id }) => id);
  const check = (id: string, path: (string | number)[]) => {
    if (people.includes(id)) return;
    page.fault(path, 'unknown-person', `the policy has no person ${id}; ${suggest(id, people)}`);
  };
  for (const id of Object.keys(openCases)) check(id, ['given', 'openCases', id]);
  const slots = taken.flatMap(({ technician, from, until }, index) => {
    const path = ['given', 'taken', index];
    check(technician, [...path, 'technician']);
    const start = readMoment(from, { zone, fromMs: null, side: 'after' });
    if ('wrong' in start) page.fault([...path, 'from'], 'bad-time', start.wrong);
    const end = readMoment(until, { zone, fromMs: 'atMs' in start ? start.atMs : null, side: 'after' });
    if ('wrong' in end && 'atMs' in start) page.fault([...path, 'until'], 'bad-time', end.wrong);
    if ('wrong' in start || 'wrong' in end) return [];
    return [{ technicianId: technician, startMs: start.atMs, endMs: end.atMs }];
  });
  const past = unit?.repairs.map(({ fault = null, part = null, on, restarts }) => ({
    fault,
    part,
    on,
    ...written({ restarts }),
  }));
  const former = cases.length === 0 ? undefined : readFormerCases(page, cases, policy);
  return { openCases, taken: slots, ...written({ repairs: past, cases: former }) };
}
