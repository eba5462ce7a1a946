import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import type pg from 'pg';
import type { Aftercare } from '../client/aftercare.ts';
import { migrate } from '../database/migrate.ts';
import { createPool } from '../database/pool.ts';
import { type RunningChild, startChild } from '../local/child-process.ts';
import { startPostgres } from '../local/postgres.ts';
import { startTemporalServer } from '../local/temporal-server.ts';
import { temporaryFolder } from '../local/temporary-folder.ts';
import { registerSearchAttributes } from '../workers/temporal-setup.ts';
import { createBenchClient } from './aftercare-client.ts';
import { type CpuSeconds, childCalled, cpuSeconds, ownCpuSeconds } from './cpu.ts';
import { createPace, type Pace } from './pace.ts';
import { loadBenchPolicy } from './policy.ts';
import { type Sinks, startSinks } from './sinks.ts';
import { ORGANISATION, type Site } from './site.ts';

const { TASK_QUEUE_TYPE_WORKFLOW: WORKFLOW_QUEUE } = proto.temporal.api.enums.v1.TaskQueueType;
/** What development and tests need, and what makes every write of a search attribute read the whole cluster's settings. */
const AS_DEPLOYED = { 'system.forceSearchAttributesCacheRefreshOnRead': false };
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A whole system of the benchmark's own: every part a process of its own, but sinks and clients, which share this one. */
export interface Rig {
  readonly site: Site;
  readonly dataDir: string;
  readonly temporal: Client;
  readonly pool: pg.Pool;
  readonly aftercare: Aftercare;
  readonly sinks: Sinks;
  readonly pace: Pace;
  readonly worker: () => RunningChild;
  /** Ends the worker in order and starts another, with arguments for Node. */
  restartWorker(nodeArgs?: readonly string[]): Promise<void>;
  /** CPU-seconds so far by part: server, database, worker, and clients with sinks. */
  cpu(): CpuSeconds;
  readonly pids: () => { readonly server: number; readonly database: number; readonly worker: number };
  stop(): Promise<void>;
}

export async function startRig(options: { readonly durable: boolean }): Promise<Rig> {
  const dataDir = await temporaryFolder('aftercare-bench-');
  const log = () => undefined;
  const [temporalServer, postgres, sinks] = await Promise.all([
    startTemporalServer({ dataDir: join(dataDir, 'temporal'), settings: AS_DEPLOYED, log }),
    startPostgres({ dataDir: join(dataDir, 'postgres'), durable: options.durable, log }),
    startSinks(),
  ]);
  const site: Site = {
    temporalAddress: temporalServer.address,
    namespace: temporalServer.namespace,
    taskQueue: 'bench',
    databaseUrl: postgres.url,
    smsUrl: sinks.smsUrl,
    smtpUrl: sinks.smtpUrl,
    account: { accountSid: 'AC00000000000000000000000000000000', authToken: 'sandbox' },
  };
  const connection = await Connection.connect({ address: site.temporalAddress });
  await Promise.all([migrate(site.databaseUrl), registerSearchAttributes(connection, site.namespace)]);
  const pool = createPool(site.databaseUrl, { max: 10, applicationName: 'bench-client' });
  const temporal = new Client({ connection });
  const pace = createPace();
  const aftercare = createBenchClient(temporal, pool, site.taskQueue, pace.dayLastsMs);
  await aftercare.applyPolicy(ORGANISATION, await loadBenchPolicy(), 'Bench Works');
  const siteFile = join(dataDir, 'site.json');
  await writeFile(siteFile, JSON.stringify(site), { mode: 0o600 });
  const runWorker = async (nodeArgs: readonly string[]) => {
    const started = await startProgram('The worker', 'bench/worker.ts', siteFile, dataDir, nodeArgs);
    await started.orDeath(untilPolled(temporal, site.taskQueue));
    return started;
  };
  let worker = await runWorker([]);
  const server = childCalled('temporal');
  const database = childCalled('postgres');
  const pids = () => ({ server, database, worker: worker.pid });
  return {
    site,
    dataDir,
    temporal,
    pool,
    aftercare,
    sinks,
    pace,
    worker: () => worker,
    async restartWorker(nodeArgs = []) {
      await worker.stop(25_000);
      worker = await runWorker(nodeArgs);
    },
    cpu: () => ({ ...cpuSeconds(pids()), clients: ownCpuSeconds() }),
    pids,
    async stop() {
      await worker.stop(25_000);
      await Promise.all([connection.close(), pool.end()]);
      await Promise.all([temporalServer.stop(), postgres.stop(), sinks.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const ASK_AGAIN_MS = 200;

/** The first commands must not wait for a worker that is still bundling. */
async function untilPolled({ connection, options }: Client, taskQueue: string): Promise<void> {
  const request = { namespace: options.namespace, taskQueue: { name: taskQueue }, taskQueueType: WORKFLOW_QUEUE };
  for (;;) {
    const { pollers } = await connection.workflowService.describeTaskQueue(request);
    if (pollers && pollers.length > 0) return;
    await new Promise((again) => setTimeout(again, ASK_AGAIN_MS));
  }
}

/** A program of this folder as a process of its own; its output goes to a log in the data folder. */
export function startProgram(
  name: string,
  program: string,
  siteFile: string,
  dataDir: string,
  nodeArgs: readonly string[] = [],
): Promise<RunningChild> {
  return startChild({
    name,
    command: process.execPath,
    args: [...nodeArgs, '--import', join(ROOT, 'bin/register-typescript.js'), join(ROOT, program), siteFile],
    logFile: join(dataDir, `${basename(program, '.ts')}.log`),
    cwd: dataDir,
    env: { TZ: 'UTC' },
  });
}
