import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectTemporal } from '../client/connection.ts';
import { temporalAddress } from '../workers/temporal-address.ts';
import { prepare } from './prepare.ts';
import type { Log } from './programs.ts';
import { type Stack, startStack } from './stack.ts';

/** Where a running `aftercare dev` says how to reach it, so that the command line finds it without any setting. */
export const ENVIRONMENT_FILE = 'environment.json';

export interface DevOptions {
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly given: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly say: Log;
}

/** Runs the whole system until `signal`. Data stays in the data folder; `fresh` begins without it. */
export async function runDev({ dataDir, fresh, given, signal, say }: DevOptions): Promise<void> {
  say('Starting Postgres, Temporal, the mailbox and the SMS sandbox on this machine …');
  const stack = await startStack({ dataDir, fresh, ui: true, given, log: say });
  const environmentFile = join(dataDir, ENVIRONMENT_FILE);
  try {
    signal.throwIfAborted();
    await prepareStack(stack, given, say);
    const worker = await stack.startWorker();
    await mkdir(dataDir, { recursive: true });
    await writeFile(environmentFile, JSON.stringify(stack.environment, null, 2), { mode: 0o600 });
    say(welcome(stack, dataDir));
    await Promise.race([worker.ended.then(endedEarly(signal)), untilAborted(signal)]);
  } finally {
    say('Stopping …');
    await rm(environmentFile, { force: true });
    await stack.stop();
    say('Everything has stopped. The data is kept; `npm start` goes on with it.');
  }
}

/** Schema, search attributes and policies of a stack that runs. */
export async function prepareStack({ environment }: Stack, given: NodeJS.ProcessEnv, log: Log): Promise<void> {
  const address = temporalAddress({ ...given, ...environment });
  const { connection } = await connectTemporal(address);
  try {
    await prepare(environment.DATABASE_URL ?? '', connection, address.namespace, log);
  } finally {
    await connection.close();
  }
}

function endedEarly(signal: AbortSignal) {
  return (how: string) => {
    if (!signal.aborted) throw new Error(`The worker ended by itself: ${how}`);
  };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function welcome({ parts }: Stack, dataDir: string): string {
  const width = Math.max(...parts.map(({ name }) => name.length));
  return [
    '',
    'Aftercare is running.',
    ...parts.map(({ name, where }) => `  ${name.padEnd(width)}  ${where}`),
    `  ${'Data'.padEnd(width)}  ${dataDir}`,
    '',
    'Try, in another terminal:',
    '  npx aftercare case open --file local/demo/requests.jsonl',
    '  npx aftercare case list',
    '  npx aftercare case show <id>',
    '  npx aftercare message list',
    '',
    'Ctrl-C stops everything it started.',
  ].join('\n');
}
