import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { connectTemporal } from '../../client/connection.ts';
import { readPolicyFolder } from '../../client/policy-files.ts';
import { scenarioFiles } from '../../client/scenarios/folder.ts';
import { readScenarios } from '../../client/scenarios/read.ts';
import { createPool } from '../../database/pool.ts';
import { MANUAL_OUTCOMES } from '../../domain/case/commands.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Script, ScriptStep } from '../../domain/rehearsal/script.ts';
import { prepareStack } from '../../local/dev.ts';
import { inParallel } from '../../local/rehearsal/in-parallel.ts';
import { liveThrough } from '../../local/rehearsal/live-through.ts';
import { startStack } from '../../local/stack.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { readConfig } from '../../workers/config.ts';
import { temporalAddress } from '../../workers/temporal-address.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { runsOf } from '../support/histories.ts';
import { withRules } from '../support/policy-variants.ts';
import { scriptStep, storyScripts } from '../support/scripts.ts';
import { isKept, keep } from './keep.ts';

/**
 * Lives scenarios through on an engine and keeps their histories for `replay.test.ts`: all of some policies, and of the
 * others those that say what none before them says. The folder is named like the release that they are of: `node --import ./test/support/typescript.js test/replay/save-scenarios.ts 0.1.0`.
 * A history that is there already stays, and is not lived again.
 */
const ROOT = new URL('../../', import.meta.url);
const WHOLE = ['policies/device-maker', 'policies/seven-step-support', 'test/fixtures/policies/lantern-care'];
const OTHERS = readdirSync(new URL('policies/', ROOT))
  .map((name) => `policies/${name}`)
  .filter((path) => !WHOLE.includes(path) && existsSync(new URL(`${path}/policy.yaml`, ROOT)));
const AT_A_TIME = 4;
/** To whom the provider takes nothing, which no scenario can say. */
const REFUSED = { to: '+8613800000099', answers: Array<number>(50).fill(21211) };

interface Job {
  readonly policy: PolicyDocument;
  readonly script: Script;
  readonly file: string;
}

const say = (line: string) => void process.stderr.write(`${line}\n`);
const whole = (await Promise.all(WHOLE.map(jobsOf))).flat();
const others = (await Promise.all(OTHERS.map(jobsOf))).flat();
const jobs = [...whole, ...sayingMore(whole, others), ...(await otherEnds())].filter(({ file }) => !isKept(file));
const dataDir = await temporaryFolder('aftercare-scenarios-');
const stack = await startStack({ dataDir, durable: false, log: say });
try {
  await prepareStack(stack, {}, say);
  await stack.startWorker();
  const { databaseUrl, taskQueue } = readConfig(stack.environment);
  const { client: temporal, connection } = await connectTemporal(temporalAddress(stack.environment));
  const pool = createPool(databaseUrl ?? '', { max: 8, applicationName: 'save-scenarios' });
  const live = async ({ policy, script, file }: Job, index: number, signal: AbortSignal): Promise<string> => {
    const organisationId = `scenario-${index}`;
    const { view } = await liveThrough({ temporal, pool, taskQueue }, policy, script, organisationId, signal);
    // A refused opening leaves no history.
    if (view === null) return `${script.name}: was not opened`;
    await keep(file, await runsOf(temporal, caseWorkflowId(organisationId, view.caseId)));
    return `${script.name}: saved`;
  };
  await fetch(`${stack.environment.TWILIO_API_URL}/sandbox/script`, { method: 'POST', body: JSON.stringify(REFUSED) });
  for await (const [, told] of inParallel(jobs, AT_A_TIME, live)) say(told);
  await Promise.all([connection.close(), pool.end()]);
} finally {
  await stack.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Those of `others` with a command, a stage of a plan or a step of a kind of item that nothing before them has. */
function sayingMore(first: readonly Job[], others: readonly Job[]): Job[] {
  const said = new Set(first.flatMap(saysOf));
  return others.filter((job) => {
    const more = saysOf(job).filter((word) => !said.has(word));
    for (const word of more) said.add(word);
    return more.length > 0;
  });
}

function saysOf({ policy, script }: Job): string[] {
  return script.steps.flatMap(({ command }) => {
    switch (command.type) {
      case 'OpenCase':
        return [`open ${command.kind}`];
      case 'AdvanceItem':
        return [`${policy.pinned.items?.[command.item.replace(/-\d+$/, '')]?.is} ${command.step}`];
      case 'FileReport':
        return [`report ${command.result}`];
      default:
        return [command.type];
    }
  });
}

async function jobsOf(path: string): Promise<Job[]> {
  const folder = fileURLToPath(new URL(path, ROOT));
  const read = await readPolicyFolder(folder, Date.now());
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  const policy = read.document;
  const scenarios = readScenarios(await scenarioFiles(folder), policy);
  if ('faults' in scenarios) throw new Error(JSON.stringify(scenarios.faults, null, 2));
  return scenarios.scenarios.map(({ name, script }) => ({ policy, script, file: `${policy.pinned.id}-${slug(name)}` }));
}

/** The good day with a customer who gets no SMS, one that ends by phone, and cases closed by hand right after they were opened. */
async function otherEnds(): Promise<Job[]> {
  const read = await readPolicyFolder(fileURLToPath(new URL('policies/device-maker', ROOT)), Date.now());
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  const [goodDay] = storyScripts() as [Script, ...Script[]];
  const [opening] = goodDay.steps as [ScriptStep, ...ScriptStep[]];
  const closed = MANUAL_OUTCOMES.map((outcome): Script => {
    const atMs = opening.atMs + 60_000;
    const steps = [opening, scriptStep('CloseCase', atMs, { kind: 'staff', personId: 'desk-1' }, { outcome })];
    return { ...goodDay, name: `closed as ${outcome}`, steps };
  });
  const request = opening.request as { readonly facts: object };
  const refused = { ...opening, request: { ...request, facts: { ...request.facts, phone: REFUSED.to } } };
  const unheard = { ...goodDay, name: 'no SMS is taken', steps: [refused, ...goodDay.steps.slice(1)] };
  const [, facts] = goodDay.steps as [ScriptStep, ScriptStep];
  const help = scriptStep(
    'RecordRemoteHelp',
    facts.atMs + 60_000,
    { kind: 'staff', personId: 'desk-1' },
    { outcome: 'solved' },
  );
  const solved = { ...goodDay, name: 'solved by phone, and nobody is asked', steps: [opening, facts, help] };
  const { document: policy } = read;
  const { repair } = policy.pinned.kinds;
  // Only a plan without a callback ends there.
  const stages = repair!.stages.filter((stage) => stage !== 'callback' && stage !== 'follow-up');
  const curt = withRules(policy, { kinds: { ...policy.pinned.kinds, repair: { ...repair!, stages } } });
  const jobs = [unheard, ...closed].map((script): Job => ({ policy, script, file: slug(script.name) }));
  return [...jobs, { policy: curt, script: solved, file: slug(solved.name) }];
}

function slug(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .split('-')
    .filter(Boolean);
  return words.slice(0, 12).join('-');
}
