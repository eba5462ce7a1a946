import { rm } from 'node:fs/promises';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { connectTemporal } from '../../client/connection.ts';
import { migrate } from '../../database/migrate.ts';
import { createPool } from '../../database/pool.ts';
import { readConfig } from '../../workers/config.ts';
import { temporalAddress } from '../../workers/temporal-address.ts';
import { registerSearchAttributes } from '../../workers/temporal-setup.ts';
import type { Log } from '../programs.ts';
import { startStack } from '../stack.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const CONNECTIONS = 8;

/** A whole system that nobody else uses and nobody keeps: no policy, no organisation, no case. */
export interface PrivateEngine {
  readonly temporal: Client;
  readonly pool: pg.Pool;
  readonly taskQueue: string;
  /** Settles when a part ends that should run, with a sentence that says how. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Throws `LocalFault` when a part can't be started; nothing is left behind then either. */
export async function startPrivateEngine(say: Log): Promise<PrivateEngine> {
  const dataDir = await temporaryFolder('aftercare-rehearsal-');
  const stops: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const { environment, startWorker, ended, ...stack } = await startStack({ dataDir, durable: false, log: say });
    stops.push(stack.stop);
    const { databaseUrl, taskQueue } = readConfig(environment);
    const address = temporalAddress(environment);
    const { client: temporal, connection } = await connectTemporal(address);
    stops.push(() => connection.close());
    await Promise.all([migrate(databaseUrl ?? ''), registerSearchAttributes(connection, address.namespace)]);
    const pool = createPool(databaseUrl ?? '', { max: CONNECTIONS, applicationName: 'aftercare-rehearsal' });
    stops.push(() => pool.end());
    await startWorker();
    return { temporal, pool, taskQueue, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
