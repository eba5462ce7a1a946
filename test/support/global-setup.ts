import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../local/postgres.ts';
import { startTemporalServer } from '../../local/temporal-server.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { registerSearchAttributes } from '../../workers/temporal-setup.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** `host:port` of a private Temporal server with the namespace `default`. */
    temporalAddress: string;
  }
}

/** One Temporal server and one Postgres for all tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await temporaryFolder('aftercare-test-');
  const [temporal, postgres] = await Promise.all([
    startTemporalServer({ dataDir: join(dataDir, 'temporal') }),
    startPostgres({ dataDir: join(dataDir, 'postgres'), durable: false }),
  ]);
  const connection = await Connection.connect({ address: temporal.address });
  await registerSearchAttributes(connection, temporal.namespace);
  await connection.close();
  project.provide('temporalAddress', temporal.address);
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await Promise.all([temporal.stop(), postgres.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
}
