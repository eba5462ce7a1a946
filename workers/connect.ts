import { type Aftercare, createAftercare } from '../client/aftercare.ts';
import { lazyTemporal } from '../client/connection.ts';
import { createPool } from '../database/pool.ts';
import { type Config, required } from './config.ts';
import { temporalAddress } from './temporal-address.ts';

/** A client of the system that the environment names. Readings need Postgres only, but commands need both. */
export async function connect(
  config: Config,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly aftercare: Aftercare; readonly close: () => Promise<void> }> {
  const databaseUrl = required(config.databaseUrl, 'DATABASE_URL');
  const { client, connection } = lazyTemporal(temporalAddress(env));
  const pool = createPool(databaseUrl, { max: 4, applicationName: 'aftercare-cli' });
  return {
    aftercare: createAftercare({ temporal: client, pool, taskQueue: config.taskQueue }),
    close: async () => {
      await Promise.all([connection.close(), pool.end()]);
    },
  };
}
