import type { PolicyDocument } from '../../domain/policy/document.ts';
import { calendarWindows } from '../../domain/rehearsal/calendars.ts';
import { compareRuns, type Difference } from '../../domain/rehearsal/compare-runs.ts';
import { exercisedBy, type Rule, type RuleId, unexercised } from '../../domain/rehearsal/coverage.ts';
import { type Failure, judge } from '../../domain/rehearsal/expect-judge.ts';
import { runScript } from '../../domain/rehearsal/run-script.ts';
import type { Play, ScriptRun } from '../../domain/rehearsal/script.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import { writtenMoment } from './moment.ts';
import type { Scenario } from './read.ts';

/** A scenario that was lived through, and what it still owes. */
export interface Lived {
  readonly policy: PolicyDocument;
  readonly scenario: Scenario;
  readonly run: ScriptRun;
  readonly failures: readonly Failure[];
  /** The same on a real engine; null when it was not asked for. */
  readonly engine: OnEngine | null;
}

export interface OnEngine {
  readonly run: ScriptRun;
  readonly failures: readonly Failure[];
  /** Where its run parts from the core's. */
  readonly differences: readonly Difference[];
}

/** Lives scenarios of one policy through in the core alone. */
export function liveScenarios(policy: PolicyDocument, scenarios: readonly Scenario[]): readonly Lived[] {
  const windows = calendarWindows(policy);
  return scenarios.map((scenario) => {
    const run = runScript(policy, scenario.script, windows);
    return { policy, scenario, run, failures: judge(scenario.expectations, run), engine: null };
  });
}

export type Engine = (plays: readonly Play[]) => AsyncIterable<{ readonly index: number; readonly run: ScriptRun }>;

/** Lives the same scenarios through on one engine as well; `played` hears how many are done. Throws what the engine throws. */
export async function liveOnEngine(
  lived: readonly Lived[],
  engine: Engine,
  played: (count: number) => void,
): Promise<readonly Lived[]> {
  const both = [...lived];
  let count = 0;
  const plays = lived.map(({ policy, scenario }) => ({ policy, script: scenario.script }));
  for await (const { index, run } of engine(plays)) {
    const one = lived[index]!;
    const minute = (atMs: number) => writtenMoment(atMs, one.policy.zone);
    const failures = judge(one.scenario.expectations, run);
    count += 1;
    played(count);
    both[index] = { ...one, engine: { run, failures, differences: compareRuns(one.run, run, minute) } };
  }
  return both;
}

/** Whether everything that was expected came true, wherever it was lived through. */
export function hasPassed({ failures, engine }: Lived): boolean {
  return (
    failures.length === 0 && (engine === null || (engine.failures.length === 0 && engine.differences.length === 0))
  );
}

/** Days of the calendar that the cases were watched, together. */
export function simulatedDays(lived: readonly Lived[]): number {
  return lived.reduce((days, { scenario, run }) => {
    const fromMs = scenario.script.steps[0]?.atMs ?? 0;
    return days + (run.view === null ? 0 : (run.view.atMs - fromMs) / DAY_MS);
  }, 0);
}

/** The rules of the policy that none of the scenarios exercised. */
export function unexercisedBy(policy: PolicyDocument, lived: readonly Lived[]): readonly Rule[] {
  const exercised = new Set<RuleId>();
  for (const { run } of lived) for (const id of exercisedBy(policy.pinned, run)) exercised.add(id);
  return unexercised(policy.pinned, exercised);
}
