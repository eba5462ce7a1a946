import { basename } from 'node:path';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { PolicyFinding } from '../../domain/policy/fault.ts';
import { rulesOf } from '../../domain/rehearsal/coverage.ts';
import { endOf, failureLines } from '../scenarios/failure-lines.ts';
import { formatScenarioFault, type ScenarioFault } from '../scenarios/page.ts';
import { hasPassed, type Lived, type OnEngine, simulatedDays, unexercisedBy } from '../scenarios/run-scenarios.ts';
import { counted } from './numbers.ts';
import type { Style } from './style.ts';

/** What is wrong with a policy or with its scenarios; nothing was run then. */
export type Fault = Pick<PolicyFinding, 'code' | 'message' | 'file' | 'line' | 'column'> | ScenarioFault;

/** What became of the scenarios of one policy folder. */
export type Tested =
  | { readonly folder: string; readonly faults: readonly Fault[] }
  | {
      readonly folder: string;
      readonly policy: PolicyDocument;
      readonly lived: readonly Lived[];
      /** False when only some scenarios were run: then nothing can be said of rules that none exercised. */
      readonly isWhole: boolean;
    };

type Run = Exclude<Tested, { faults: unknown }>;

/** A line a scenario, then every failure as a diff, then how it went as a whole. */
export function renderTested(tested: Tested, style: Style): string {
  if ('faults' in tested) {
    return [
      ...tested.faults.map(formatScenarioFault),
      style.bad(`${counted(tested.faults.length, 'fault')}; nothing was run.`),
      '',
    ].join('\n');
  }
  const { policy, folder, lived } = tested;
  const failed = lived.filter((one) => !hasPassed(one));
  return [
    `${style.bold(`${policy.id}@${policy.version}`)}  ${style.dim(folder)}`,
    ...[...groupedByFile(lived)].flatMap(([file, ofFile]) => [
      style.dim(`  ${basename(file)}`),
      ...ofFile.map((one) => `    ${mark(one, style)}  ${one.scenario.name}`),
    ]),
    ...failed.flatMap((one) => ['', ...renderFailed(one, policy, style)]),
    '',
    summary(tested, failed.length, style),
    ...coverage(tested, style),
    '',
  ].join('\n');
}

function groupedByFile(lived: readonly Lived[]): ReadonlyMap<string, readonly Lived[]> {
  const groups = new Map<string, Lived[]>();
  for (const one of lived) groups.set(one.scenario.file, [...(groups.get(one.scenario.file) ?? []), one]);
  return groups;
}

function mark(one: Lived, { good, bad }: Style): string {
  return hasPassed(one) ? good('ok  ') : bad('FAIL');
}

function renderFailed({ scenario, run, failures, engine }: Lived, policy: PolicyDocument, style: Style): string[] {
  const { bad, dim, bold } = style;
  return [
    `${bad('FAIL')}  ${bold(scenario.name)}`,
    dim(`      ${scenario.file}:${scenario.line}; watched until ${endOf(run, policy)}`),
    ...renderFailures(scenario.file, { run, failures }, policy, style),
    ...(engine === null ? [] : renderEngine(scenario.file, engine, policy, style)),
  ];
}

function renderFailures(
  file: string,
  { run, failures }: Pick<Lived, 'run' | 'failures'>,
  policy: PolicyDocument,
  { good, bad, dim }: Style,
): string[] {
  return failures.flatMap((failure) => [
    `  ${dim(`${file}:${failure.expected.line}`)}`,
    ...failureLines(failure, run, policy).map(({ sign, text }) => {
      const line = `    ${sign} ${text}`;
      if (sign === ' ') return line;
      return sign === '-' ? good(line) : bad(line);
    }),
  ]);
}

function renderEngine(file: string, engine: OnEngine, policy: PolicyDocument, style: Style): string[] {
  return [
    ...(engine.failures.length === 0 ? [] : ['  on the engine:', ...renderFailures(file, engine, policy, style)]),
    ...engine.differences.flatMap(({ what, core, engine: there }) => [
      `  the engine parts from the core: ${what}`,
      style.good(`    core    ${core}`),
      style.bad(`    engine  ${there}`),
    ]),
  ];
}

function summary({ lived }: Run, failed: number, { good, bad }: Style): string {
  const passed = lived.length - failed;
  const where = lived.some(({ engine }) => engine !== null) ? ' in the core and on the engine' : '';
  const days = Math.round(simulatedDays(lived));
  const text = `${counted(lived.length, 'scenario')}${where}: ${passed} passed, ${failed} failed; ${counted(days, 'simulated day')}`;
  return failed === 0 ? good(text) : bad(text);
}

/** More rules than this are a policy without scenarios; a list of them helps nobody. */
const RULES_SHOWN = 20;

function coverage({ policy, lived, isWhole }: Run, { warn, good }: Style): string[] {
  if (!isWhole) return [];
  const all = rulesOf(policy.pinned).length;
  const never = unexercisedBy(policy, lived);
  if (never.length === 0) return [good(`every rule of the policy was exercised (${all})`)];
  const shown = never.slice(0, RULES_SHOWN);
  const width = Math.max(...shown.map(({ id }) => id.length));
  const more = never.length - shown.length;
  return [
    warn(`${never.length} of ${counted(all, 'rule')} were never exercised:`),
    ...shown.map(({ id, about }) => `  ${id.padEnd(width)}  ${about}`),
    ...(more === 0 ? [] : [`  … and ${more} more; -o json has all of them`]),
  ];
}

/** The same for machines. */
export function testedJson(tested: Tested): object {
  if ('faults' in tested) return tested;
  const { folder, policy, lived, isWhole } = tested;
  return {
    folder,
    policy: { id: policy.id, version: policy.version },
    passed: lived.filter(hasPassed).length,
    failed: lived.filter((one) => !hasPassed(one)).length,
    simulatedDays: simulatedDays(lived),
    scenarios: lived.map((one) => scenarioJson(one, policy)),
    unexercised: isWhole ? unexercisedBy(policy, lived) : null,
  };
}

function scenarioJson({ scenario, run, failures, engine, ...rest }: Lived, policy: PolicyDocument): object {
  const failuresJson = (of: Pick<Lived, 'run' | 'failures'>) =>
    of.failures.map((failure) => ({ line: failure.expected.line, diff: failureLines(failure, of.run, policy) }));
  return {
    name: scenario.name,
    covers: scenario.covers,
    file: scenario.file,
    line: scenario.line,
    passed: hasPassed({ scenario, run, failures, engine, ...rest }),
    failures: failuresJson({ run, failures }),
    engine: engine === null ? null : { failures: failuresJson(engine), differences: engine.differences },
  };
}
