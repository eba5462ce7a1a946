import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { localMinute } from '../../local/demo/look.ts';
import { STORIES } from '../../local/demo/stories/index.ts';
import type { Story } from '../../local/demo/story.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { runsOf } from '../support/histories.ts';
import { openStory, playSteps } from '../support/play.ts';
import { loadPolicy } from '../support/policies.ts';
import { startWorkers } from '../support/workers.ts';

interface Played {
  readonly events: readonly { readonly type: string; readonly atMs: number }[];
  readonly messages: readonly string[];
  readonly runs: number;
}

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
const played = new Map<string, Promise<Played>>();

// All at once, each in an organisation of its own: they share no technician, and nobody waits for another's clock.
beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
  const policy = await loadPolicy('device-maker');
  for (const [index, story] of STORIES.entries()) {
    for (const mode of ['long', 'short'] as const) {
      const organisationId = `${mode}-${index}`;
      await engine.aftercare.applyPolicy(organisationId, policy, organisationId);
      const client = engine.client(mode === 'short' ? { commandsPerRun: 3 } : {});
      played.set(`${mode} ${story.title}`, play(client, organisationId, story));
    }
  }
  await Promise.all(played.values());
}, 240_000);
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});

async function play(aftercare: Aftercare, organisationId: OrganisationId, story: Story): Promise<Played> {
  const advance = (caseId: CaseId, at: string) => engine.advance(caseId, at, organisationId);
  const stage = { aftercare, organisationId, advance };
  const caseId = await openStory(stage, story);
  await playSteps(stage, caseId, story.steps);
  await advance(caseId, '2026-04-08 09:00');
  const withoutCase = (key: string) => key.slice(key.indexOf('/') + 1);
  const events = await engine.ledger(caseId, organisationId);
  const messages = await engine.messages(caseId, organisationId);
  return {
    events: events.filter(({ type }) => type !== 'MessageSettled'),
    messages: messages.map(({ key, state }) => `${withoutCase(key)} ${state}`).sort(),
    runs: (await runsOf(engine.temporal, caseWorkflowId(organisationId, caseId))).length,
  };
}

/** The two began some moments apart, and so lies all that follows. */
const APART_MS = 20_000;

/** The events in lines, each with the time of its counterpart when it is as good as the same. */
function linesOf({ events }: Played, counterpart: Played): string[] {
  return events.map(({ type, atMs }, index) => {
    const otherMs = counterpart.events[index]?.atMs ?? 0;
    return `${localMinute(Math.abs(atMs - otherMs) < APART_MS ? otherMs : atMs)} ${type}`;
  });
}

test.each(STORIES.map(({ title }) => title))('%s is the same with a new run every three commands', async (title) => {
  const [long, short] = [await played.get(`long ${title}`)!, await played.get(`short ${title}`)!];
  expect(linesOf(short, long)).toEqual(linesOf(long, long));
  expect(short.messages).toEqual(long.messages);
  expect(long.runs).toBe(1);
  expect(short.runs).toBeGreaterThan(2);
  expect(long.messages.length).toBeGreaterThan(5);
});

test('nothing was lost and nothing came twice in any of them', () => engine.check());
