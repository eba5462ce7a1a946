import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT } from '../workers/config.ts';
import { HEALTH_PATH } from '../workers/health.ts';
import { type RunningChild, startChild } from './child-process.ts';
import { freePort, isPortFree } from './free-ports.ts';
import {
  type Add,
  addMail,
  addPostgres,
  addSms,
  addTemporal,
  IN_ORDER,
  type PartName,
  type Site,
  type StackOptions,
  type Watch,
} from './stack-parts.ts';

const USUAL_API_PORT = 8080;
const PROGRAM = fileURLToPath(new URL('../bin/aftercare.js', import.meta.url));
/** The environment by which every program of Aftercare finds the parts of a running system. */
export type StackEnvironment = Readonly<Record<string, string>>;

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
  /** Serves the API, where messages of workers that are started later lead to; its output goes to `api.log`. */
  startApi(): Promise<RunningChild>;
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
    parts.sort((a, b) => IN_ORDER.indexOf(a.name) - IN_ORDER.indexOf(b.name));
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
  const startProgram = async (name: string, port: number, args: readonly string[]) => {
    const child = await startChild({
      name: `The ${name}`,
      command: process.execPath,
      args: [PROGRAM, ...args],
      logFile: join(dataDir, `${name.toLowerCase()}.log`),
      env: { ...withoutOurs(process.env), ...given, ...environment, TZ: 'UTC' },
    });
    stops.push(() => child.stop(25_000));
    await child.orDeath(untilHealthy(port));
    watch(child);
    log(`The ${name} is running.`);
    return child;
  };
  const startWorker = async () => {
    const healthPort = await freePort();
    return startProgram('worker', healthPort, ['worker', '--health-port', String(healthPort)]);
  };
  const startApi = async () => {
    const port = await apiPort(given);
    const url = given.PUBLIC_URL ?? `http://127.0.0.1:${port}`;
    add('API', url, { API_PORT: String(port), PUBLIC_URL: url });
    return startProgram('API', port, ['api']);
  };
  return { environment, parts, ended, startWorker, startApi, stop };
}

/** Where people expect it, unless something else is there. */
async function apiPort({ API_PORT }: NodeJS.ProcessEnv): Promise<number> {
  if (API_PORT) return Number(API_PORT);
  return (await isPortFree(USUAL_API_PORT)) ? USUAL_API_PORT : freePort();
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
