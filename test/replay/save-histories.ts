import { rm } from 'node:fs/promises';
import type { Client } from '@temporalio/client';
import { createAftercare } from '../../client/aftercare.ts';
import { connectTemporal } from '../../client/connection.ts';
import { createPool } from '../../database/pool.ts';
import type { CaseId } from '../../domain/shared/ids.ts';
import { instantOf } from '../../local/demo/director.ts';
import { STORIES } from '../../local/demo/stories/index.ts';
import type { Story } from '../../local/demo/story.ts';
import { prepareStack } from '../../local/dev.ts';
import { startStack } from '../../local/stack.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { fastForwardTo } from '../../local/time-skipping.ts';
import { readConfig } from '../../workers/config.ts';
import { temporalAddress } from '../../workers/temporal-address.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { runsOf } from '../support/histories.ts';
import { openStory, playSteps, type Stage } from '../support/play.ts';
import { keep } from './keep.ts';

/**
 * Plays the stories of the demo and keeps their histories for `replay.test.ts`, also while their cases were open. Run by
 * hand before a release: `node --import ./test/support/typescript.js test/replay/save-histories.ts 0.1.0`.
 */
const BEGINS_AT = '2026-03-09 09:00';
const ENDS_AT = '2026-04-08 09:00';
/** After so many steps of a story its open case is kept, too: one in every stage. */
const KEPT_AFTER: Readonly<Record<string, readonly number[]>> = {
  'The good day': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12],
  'Nobody acts': [1, 4],
  'The moved appointment': [7, 11],
  'The unhappy customer': [10],
};

const say = (line: string) => void process.stderr.write(`${line}\n`);
const dataDir = await temporaryFolder('aftercare-histories-');
const stack = await startStack({ dataDir, durable: false, log: say });
try {
  await prepareStack(stack, {}, say);
  await stack.startWorker();
  const config = readConfig(stack.environment);
  const { client, connection } = await connectTemporal(temporalAddress(stack.environment));
  const pool = createPool(config.databaseUrl ?? '', { max: 4, applicationName: 'save-histories' });
  for (const commandsPerRun of [1_000, 4]) {
    for (const story of STORIES) {
      const clockOffsetMs = instantOf(BEGINS_AT) - Date.now();
      const aftercare = createAftercare({
        temporal: client,
        pool,
        taskQueue: config.taskQueue,
        clockOffsetMs,
        commandsPerRun,
      });
      // Each story in its own organisation: they share no technicians.
      const organisationId = `${slug(story)}-${commandsPerRun}`;
      await aftercare.applyPolicy(organisationId, await aftercare.policy('device-maker'), organisationId);
      const advance = (caseId: CaseId, at: string) =>
        fastForwardTo(client, caseWorkflowId(organisationId, caseId), instantOf(at) - clockOffsetMs);
      await play(client, { aftercare, organisationId, advance }, story, commandsPerRun === 1_000 ? 'long' : 'short');
      say(`${story.title}: saved`);
    }
  }
  await Promise.all([connection.close(), pool.end()]);
} finally {
  await stack.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function play(client: Client, stage: Stage, story: Story, runs: 'long' | 'short'): Promise<void> {
  const caseId = await openStory(stage, story);
  const workflowId = caseWorkflowId(stage.organisationId, caseId);
  for (const [index, step] of story.steps.entries()) {
    if (runs === 'long' && KEPT_AFTER[story.title]?.includes(index)) {
      await quiet(stage, caseId);
      await keep(`${slug(story)}-open-${String(index).padStart(2, '0')}`, await runsOf(client, workflowId));
    }
    await playSteps(stage, caseId, [step]);
  }
  await stage.advance(caseId, ENDS_AT);
  await keep(runs === 'long' ? slug(story) : `${slug(story)}-short`, await runsOf(client, workflowId));
}

async function quiet({ aftercare, organisationId }: Stage, caseId: CaseId): Promise<void> {
  for (;;) {
    const { inFlight, uncommittedEvents } = await aftercare.showCase(organisationId, caseId);
    if (inFlight.length === 0 && uncommittedEvents === 0) return;
    await new Promise((again) => setTimeout(again, 100));
  }
}

function slug({ title }: Story): string {
  return title.toLowerCase().replaceAll(' ', '-');
}
