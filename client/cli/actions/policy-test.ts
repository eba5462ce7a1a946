import { join } from 'node:path';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { policyFolders, readPolicyFolder } from '../../policy-files.ts';
import { scenarioFiles } from '../../scenarios/folder.ts';
import { readScenarios, type Scenario } from '../../scenarios/read.ts';
import { hasPassed, type Lived, liveOnEngine, liveScenarios } from '../../scenarios/run-scenarios.ts';
import { type CliDeps, type CommonOptions, EXIT, type ExitCode } from '../deps.ts';
import { progressLine } from '../progress.ts';
import { reportError } from '../report-error.ts';
import { renderTested, type Tested, testedJson } from '../show-scenarios.ts';
import { createStyle } from '../style.ts';

export interface TestOptions extends Pick<CommonOptions, 'output' | 'color'> {
  /** On a real engine with skipped time as well. */
  readonly engine?: true;
  /** Only scenarios whose sentence, promises or file hold this text. */
  readonly only?: string;
}

/** Lives the scenarios of a policy folder through, or of every one in a folder of them. Without `--engine` in the core alone. */
export async function testPolicies(folder: string, deps: CliDeps, options: TestOptions): Promise<ExitCode> {
  try {
    const inCore: Tested[] = [];
    for (const one of await policyFolders(folder)) inCore.push(await testFolder(one, deps, options));
    const tested = options.engine ? await alsoOnEngine(inCore, deps) : inCore;
    if (tested.every((one) => 'lived' in one && one.lived.length === 0)) throw new NothingTested(options.only);
    print(tested, deps, options);
    return tested.every(isGood) ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (!deps.interrupted.aborted) return reportError(error, deps, options.output);
    deps.stderr.write('Interrupted; nothing is left behind.\n');
    return EXIT.interrupted;
  }
}

/** A run without a single scenario would look like one that passed. */
class NothingTested extends Error {
  override readonly name = 'NothingTested';
  readonly code = 'no-scenarios';
  readonly advice = 'docs/reference/scenarios.md says how to write one.';

  constructor(only: string | undefined) {
    super(only === undefined ? 'There is no scenario here.' : `No scenario says “${only}”.`);
  }
}

async function testFolder(folder: string, deps: CliDeps, { only }: TestOptions): Promise<Tested> {
  const read = await readPolicyFolder(folder, deps.nowMs());
  if ('faults' in read) {
    const faults = read.faults.map(({ code, message, file, line, column }) => {
      return { code, message, file: join(folder, file), line, column };
    });
    return { folder, faults };
  }
  const policy: PolicyDocument = read.document;
  const found = readScenarios(await scenarioFiles(folder), policy);
  if ('faults' in found) return { folder, faults: found.faults };
  const scenarios = only === undefined ? found.scenarios : found.scenarios.filter((one) => mentions(one, only));
  return { folder, policy, lived: liveScenarios(policy, scenarios), isWhole: only === undefined };
}

/** The scenarios of all policies on one engine: starting it takes longer than most of them. */
async function alsoOnEngine(tested: readonly Tested[], deps: CliDeps): Promise<readonly Tested[]> {
  const inCore = tested.flatMap(livedOf);
  if (inCore.length === 0) return tested;
  const progress = progressLine(deps);
  try {
    const played = (count: number) => progress.show('on the engine', count / inCore.length, count, 'scenarios');
    const lived = await liveOnEngine(inCore, deps.run.scripts, played);
    return tested.map((one, index) => {
      const before = tested.slice(0, index).flatMap(livedOf).length;
      return 'faults' in one ? one : { ...one, lived: lived.slice(before, before + one.lived.length) };
    });
  } finally {
    progress.clear();
  }
}

function livedOf(tested: Tested): readonly Lived[] {
  return 'faults' in tested ? [] : tested.lived;
}

function mentions({ name, covers, file }: Scenario, text: string): boolean {
  return [name, ...covers, file].some((one) => one.toLowerCase().includes(text.toLowerCase()));
}

function isGood(tested: Tested): boolean {
  return !('faults' in tested) && tested.lived.every(hasPassed);
}

function print(tested: readonly Tested[], deps: CliDeps, { output, color }: TestOptions): void {
  const style = createStyle(deps.color && color);
  switch (output) {
    case 'text':
      deps.stdout.write(tested.map((one) => renderTested(one, style)).join('\n'));
      return;
    case 'json':
      deps.stdout.write(`${JSON.stringify(tested.map(testedJson), null, 2)}\n`);
      return;
    case 'jsonl':
      for (const one of tested) deps.stdout.write(`${JSON.stringify(testedJson(one))}\n`);
  }
}
