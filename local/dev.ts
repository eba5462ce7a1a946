import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectTemporal } from '../client/connection.ts';
import { dataDirOf } from '../workers/config.ts';
import { temporalAddress } from '../workers/temporal-address.ts';
import { takeDataFolder } from './data-folder.ts';
import { devKey } from './dev-key.ts';
import { LocalFault } from './local-fault.ts';
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

/**
 * Runs the whole system until `signal`, or until a part of it ends, which is thrown. Data stays in the data folder;
 * `fresh` begins without it.
 */
export async function runDev(options: DevOptions): Promise<void> {
  const folder = await takeDataFolder(options.dataDir, options);
  try {
    await runOn(options);
  } finally {
    await folder.release();
  }
}

async function runOn({ dataDir, given, signal, say }: DevOptions): Promise<void> {
  say('Starting Postgres, Temporal, the mailbox and the SMS sandbox on this machine …');
  const stack = await startStack({ dataDir, ui: true, given, log: say });
  const environmentFile = join(dataDir, ENVIRONMENT_FILE);
  try {
    if (signal.aborted) return;
    await prepareStack(stack, given, say);
    const key = await devKey(stack.environment.DATABASE_URL ?? '', dataDir);
    await stack.startApi();
    await stack.startWorker();
    await writeFile(environmentFile, JSON.stringify(stack.environment, null, 2), { mode: 0o600 });
    say(welcome(stack, dataDir, key));
    await Promise.race([stack.ended.then(partEnded(dataDir)), untilAborted(signal)]);
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

function partEnded(dataDir: string) {
  return (how: string): never => {
    const logs = `the logs in ${dataDir} (worker.log, api.log, postgres, temporal)`;
    throw new LocalFault('part-ended', how, `Without it nothing can go on. See ${logs}; then start again.`);
  };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function welcome({ parts, environment }: Stack, dataDir: string, key: string): string {
  const width = Math.max(...parts.map(({ name }) => name.length));
  return [
    '',
    'Aftercare is running.',
    ...parts.map(({ name, where }) => `  ${name.padEnd(width)}  ${where}`),
    `  ${'Data'.padEnd(width)}  ${dataDir}`,
    '',
    'Try, in another terminal:',
    ...(dataDir === dataDirOf({}) ? [] : [`  export AFTERCARE_DATA_DIR=${dataDir}`]),
    '  npx aftercare case open --file local/demo/requests.jsonl',
    '  npx aftercare case list',
    '  npx aftercare case show <id>',
    '  npx aftercare message list',
    '',
    'Or over HTTP, as the README shows:',
    `  export AFTERCARE_URL=${environment.PUBLIC_URL} AFTERCARE_KEY=${key}`,
    '',
    'Ctrl-C stops everything it started.',
  ].join('\n');
}
