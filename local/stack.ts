import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT } from '../workers/config.ts';
import { HEALTH_PATH } from '../workers/health.ts';
import { type RunningChild, startChild } from './child-process.ts';
import { freePort } from './free-ports.ts';
import { startMailbox } from './mailbox.ts';
import { startPostgres } from './postgres.ts';
import type { Log } from './programs.ts';
import { startSmsSandbox } from './sms-sandbox.ts';
import { startTemporalServer } from './temporal-server.ts';

const PROGRAM = fileURLToPath(new URL('../bin/aftercare.js', import.meta.url));
/** The sandbox knows one account; it protects nothing and is reachable from this machine only. */
const SANDBOX_ACCOUNT = { accountSid: 'AC00000000000000000000000000000000', authToken: 'sandbox' };

/** The environment by which every program of Aftercare finds the parts of a running system. */
export type StackEnvironment = Readonly<Record<string, string>>;

export interface StackOptions {
  readonly dataDir: string;
  /** Serve Temporal's web pages. */
  readonly ui?: boolean;
  /** False trades safety after a power cut for speed. */
  readonly durable?: boolean;
  readonly log: Log;
  /** Parts that are given are used and not started: `DATABASE_URL`, `TEMPORAL_ADDRESS`, `SMTP_URL`, `TWILIO_ACCOUNT_SID` … */
  readonly given?: NodeJS.ProcessEnv;
}

export type PartName = (typeof IN_ORDER)[number];

/** What a person may want to know of a running part. */
export interface Part {
  readonly name: PartName;
  readonly where: string;
}

export interface Stack {
  readonly environment: StackEnvironment;
  readonly parts: readonly Part[];
  /** Settles when a part ends that should run, with a sentence that says how. Never on `stop`. */
  readonly ended: Promise<string>;
  /** Starts the worker process; its output goes to `worker.log` in the data folder. */
  startWorker(): Promise<RunningChild>;
  stop(): Promise<void>;
}

/** The outside world of Aftercare on this machine: Postgres, Temporal, mail and SMS that go nowhere. Loopback only. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const { log, given = {} } = options;
  const stops: (() => Promise<void>)[] = [];
  const parts: Part[] = [];
  const environment: Record<string, string> = {};
  let stopping = false;
  let tellEnded: (how: string) => void = () => {};
  const ended = new Promise<string>((tell) => {
    tellEnded = tell;
  });
  const watch: Watch = (part) => void part.ended.then((how) => stopping || tellEnded(how));
  const stop = async () => {
    stopping = true;
    for (const end of stops.splice(0).reverse()) await end();
  };
  const add: Add = (name, where, variables) => {
    parts.push({ name, where });
    Object.assign(environment, variables);
  };
  const site: Site = { dataDir, options, given, add, watch, onStop: (end) => void stops.push(end) };
  // All of them settle before anything is stopped: a part that is still starting could not be.
  const started = await Promise.allSettled([addPostgres(site), addTemporal(site), addMail(site), addSms(site)]);
  const failed = started.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  parts.sort((a, b) => IN_ORDER.indexOf(a.name) - IN_ORDER.indexOf(b.name));
  const startWorker = async () => {
    const healthPort = await freePort();
    const child = await startChild({
      name: 'The worker',
      command: process.execPath,
      args: [PROGRAM, 'worker', '--health-port', String(healthPort)],
      logFile: join(dataDir, 'worker.log'),
      env: { ...withoutOurs(process.env), ...given, ...environment, TZ: 'UTC' },
    });
    stops.push(() => child.stop(25_000));
    await child.orDeath(untilHealthy(healthPort));
    watch(child);
    log('The worker is running.');
    return child;
  };
  return { environment, parts, ended, startWorker, stop };
}

/** What a person wants first comes first. */
const IN_ORDER = ['Mails land at', 'SMS land at', 'Mail', 'SMS', 'Temporal pages', 'Temporal', 'Postgres'] as const;

/** What each part needs to be started, told of and stopped. */
interface Site {
  readonly dataDir: string;
  readonly options: StackOptions;
  readonly given: NodeJS.ProcessEnv;
  readonly add: Add;
  readonly watch: Watch;
  readonly onStop: (end: () => Promise<void>) => void;
}

type Add = (name: PartName, where: string, variables: Record<string, string>) => void;
type Watch = (part: { readonly ended: Promise<string> }) => void;

async function addPostgres({ dataDir, options, given, add, watch, onStop }: Site) {
  if (given.DATABASE_URL) return add('Postgres', 'DATABASE_URL', { DATABASE_URL: given.DATABASE_URL });
  const postgres = await startPostgres({
    dataDir: join(dataDir, 'postgres'),
    durable: options.durable ?? true,
    log: options.log,
  });
  onStop(() => postgres.stop());
  watch(postgres);
  add('Postgres', new URL(postgres.url).host, { DATABASE_URL: postgres.url });
}

async function addTemporal({ dataDir, options, given, add, watch, onStop }: Site) {
  const elsewhere = given.TEMPORAL_ADDRESS ?? given.TEMPORAL_PROFILE ?? given.TEMPORAL_CONFIG_FILE;
  if (elsewhere) return add('Temporal', elsewhere, {});
  const temporal = await startTemporalServer({
    dataDir: join(dataDir, 'temporal'),
    ui: options.ui ?? false,
    log: options.log,
  });
  onStop(() => temporal.stop());
  watch(temporal);
  add('Temporal', temporal.address, {
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_CONFIG_FILE: await emptyProfile(dataDir),
  });
  if (temporal.uiUrl !== undefined) add('Temporal pages', temporal.uiUrl, {});
}

/** Nobody's own profile, with its keys and certificates, is meant for a private server. */
async function emptyProfile(dataDir: string): Promise<string> {
  const file = join(dataDir, 'temporal', 'profile.toml');
  await writeFile(file, '[profile.default]\n');
  return file;
}

async function addMail({ dataDir, given, add, onStop }: Site) {
  if (given.SMTP_URL) return add('Mail', 'SMTP_URL', {});
  const mailbox = await startMailbox({ dataDir: join(dataDir, 'mail') });
  onStop(() => mailbox.stop());
  const mailsUrl = `${mailbox.httpUrl}/mails`;
  add('Mails land at', mailsUrl, { SMTP_URL: mailbox.smtpUrl, MAIL_LOOKUP_URL: mailsUrl });
}

async function addSms({ dataDir, given, add, onStop }: Site) {
  if (given.TWILIO_ACCOUNT_SID) return add('SMS', 'TWILIO_ACCOUNT_SID', {});
  const sandbox = await startSmsSandbox({ dataDir: join(dataDir, 'sms'), ...SANDBOX_ACCOUNT });
  onStop(() => sandbox.stop());
  add('SMS land at', `${sandbox.url}/sandbox/messages`, {
    TWILIO_API_URL: sandbox.url,
    TWILIO_ACCOUNT_SID: SANDBOX_ACCOUNT.accountSid,
    TWILIO_AUTH_TOKEN: SANDBOX_ACCOUNT.authToken,
  });
}

/** The machine's environment without what might name another system than this one. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = new Set<string>(ENVIRONMENT.map(({ name }) => name));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.has(name) && !name.startsWith('TEMPORAL_')));
}

const ASK_AGAIN_MS = 200;

async function untilHealthy(port: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}${HEALTH_PATH}`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, ASK_AGAIN_MS));
  }
}
