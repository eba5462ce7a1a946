import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import proto from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';
import { STORIES } from '../../local/demo/stories/index.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';

const FOLDER = new URL('histories/', import.meta.url);
const files = readdirSync(FOLDER).sort();
const outcomes = new Map<string, Error | undefined>();

function historyIn(file: string): unknown {
  const bytes = readFileSync(new URL(file, FOLDER));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  // The SDK's own reading of JSON needs one copy of protobufjs for all its packages, and npm gives each its own.
  return proto.temporal.api.history.v1.History.fromObject(JSON.parse(text));
}

// All in one worker: what takes time is making one.
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  const histories = files.map((file) => ({ workflowId: file, history: historyIn(file) }));
  const results = Worker.runReplayHistories({ workflowBundle: await bundleWorkflows() }, histories);
  for await (const { workflowId, error } of results) outcomes.set(workflowId, error);
}, 120_000);

test.each(files)('%s, written by earlier code, is understood by today’s', (file) => {
  expect(outcomes.has(file)).toBe(true);
  expect(outcomes.get(file)?.message).toBeUndefined();
});

test('there is a history of every story of the demo, whole, in short runs and while its case was open', () => {
  for (const { title } of STORIES) {
    const name = title.toLowerCase().replaceAll(' ', '-');
    expect(files.some((file) => file.startsWith(`${name}.json`))).toBe(true);
    expect(files.some((file) => file.startsWith(`${name}-short-run-2`))).toBe(true);
    expect(files.some((file) => file.startsWith(`${name}-open-`))).toBe(true);
  }
});
