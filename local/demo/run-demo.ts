import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { type Aftercare, createAftercare } from '../../client/aftercare.ts';
import { connectTemporal } from '../../client/connection.ts';
import { createPool } from '../../database/pool.ts';
import type { CaseId } from '../../domain/shared/ids.ts';
import { readConfig } from '../../workers/config.ts';
import { temporalAddress } from '../../workers/temporal-address.ts';
import { prepareStack } from '../dev.ts';
import type { Log } from '../programs.ts';
import { type Stack, type StackEnvironment, startStack } from '../stack.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { createDirector, instantOf, type Scripted } from './director.ts';
import { narrate } from './narrate.ts';
import { acceptedCount, arrivedMessages } from './sinks.ts';
import { STORIES } from './stories/index.ts';
import type { Outcome, Story } from './story.ts';

const REQUESTS = fileURLToPath(new URL('requests.jsonl', import.meta.url));
/** Whatever day it is, the demo begins on this Monday at nine. */
const BEGINS_AT = '2026-03-09 09:00';
const ORGANISATION = 'device-maker';
const ALL = 10_000;

export interface DemoOptions {
  /** Leave everything running at the end until `signal`. */
  readonly keep: boolean;
  readonly signal: AbortSignal;
  readonly out: { write(text: string): unknown };
  readonly say: Log;
  readonly color: boolean;
}

/** Plays every story on a private system of its own and tells what came of it. True when every promise was kept. */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const { keep, signal, say, out } = options;
  const dataDir = await temporaryFolder('aftercare-demo-');
  say('Starting Postgres, Temporal, the mailbox and the SMS sandbox on this machine …');
  const stack = await startStack({ dataDir, durable: false, ui: keep, log: say });
  try {
    await prepareStack(stack, {}, say);
    await stack.startWorker();
    const kept = await withClients(stack.environment, (clients) => playAll(stack, clients, options));
    out.write(
      kept
        ? '\nEverything that was promised has happened.\n'
        : '\nSome promises were NOT kept: see the lines marked ✗.\n',
    );
    if (keep && !signal.aborted) {
      say(`Left running until Ctrl-C:\n${stack.parts.map(({ name, where }) => `  ${name}  ${where}`).join('\n')}`);
      await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
    }
    return kept;
  } finally {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Clients {
  readonly aftercare: Aftercare;
  readonly temporal: Client;
  readonly clockOffsetMs: number;
}

async function withClients<T>(environment: StackEnvironment, work: (clients: Clients) => Promise<T>): Promise<T> {
  const config = readConfig(environment);
  const { client: temporal, connection } = await connectTemporal(temporalAddress(environment));
  const pool = createPool(config.databaseUrl ?? '', { max: 4, applicationName: 'aftercare-demo' });
  const clockOffsetMs = instantOf(BEGINS_AT) - Date.now();
  const aftercare = createAftercare({ temporal, pool, taskQueue: config.taskQueue, clockOffsetMs });
  try {
    return await work({ aftercare, temporal, clockOffsetMs });
  } finally {
    await Promise.all([connection.close(), pool.end()]);
  }
}

async function playAll(stack: Stack, clients: Clients, { out, say, signal, color }: DemoOptions): Promise<boolean> {
  const { aftercare } = clients;
  const director = createDirector({ ...clients, organisationId: ORGANISATION });
  const opened = await director.open(REQUESTS);
  const cast = STORIES.map((story, index) => ({ story, caseId: opened.get(index + 1) ?? '' }));
  say(
    `Four requests from ${REQUESTS.split('/').slice(-3).join('/')} are open. It is Monday 9 March 2026, 09:00 in Shenzhen.`,
  );
  await director.play(scriptOf(cast), ({ at, caseId, type }) => {
    signal.throwIfAborted();
    say(`  ${at}  ${caseId}  ${type}`);
  });
  const unfinished = await director.finish();
  const document = await aftercare.policy(ORGANISATION);
  const verdicts: boolean[] = [];
  for (const { story, caseId } of cast) {
    const outcome = await outcomeOf(aftercare, caseId, stack.environment);
    out.write(`${narrate(story, outcome, document, color)}\n`);
    verdicts.push(story.promised.every(({ holds }) => holds(outcome)));
  }
  verdicts.push(unfinished.length === 0, await eachOnce(aftercare, stack.environment, out));
  return verdicts.every(Boolean);
}

function scriptOf(cast: readonly { readonly story: Story; readonly caseId: CaseId }[]): readonly Scripted[] {
  return cast.flatMap(({ story, caseId }) => story.steps.map((step) => ({ ...step, caseId })));
}

async function outcomeOf(aftercare: Aftercare, caseId: CaseId, environment: StackEnvironment): Promise<Outcome> {
  const [{ view }, events, messages] = await Promise.all([
    aftercare.showCase(ORGANISATION, caseId),
    aftercare.timeline(ORGANISATION, caseId, { limit: ALL }),
    aftercare.messages(ORGANISATION, { caseId, limit: ALL }),
  ]);
  return { view, events, messages, arrived: await arrivedMessages(environment, messages) };
}

/** As many messages at the sinks as the ledger sent: none lost, none twice. */
async function eachOnce(
  aftercare: Aftercare,
  environment: StackEnvironment,
  out: DemoOptions['out'],
): Promise<boolean> {
  const sent = await aftercare.messages(ORGANISATION, { state: 'sent', limit: ALL });
  const accepted = await acceptedCount(environment);
  out.write(
    `\nMessages sent by the ledger: ${sent.length}; accepted by the mail server and the SMS provider: ${accepted}.\n`,
  );
  return sent.length === accepted;
}
