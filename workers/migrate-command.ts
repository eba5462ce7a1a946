import { unreachablePlace } from '../client/cli/unreachable.ts';
import { connectTemporal } from '../client/connection.ts';
import { UnavailableError } from '../client/errors.ts';
import { migrate } from '../database/migrate.ts';
import { temporalAddress } from './temporal-address.ts';
import { registerSearchAttributes } from './temporal-setup.ts';

/** Brings the database and Temporal's search attributes up to this version; harmless to repeat. */
export async function migrateAll(
  databaseUrl: string,
  env: NodeJS.ProcessEnv,
  say: (sentence: string) => void,
): Promise<void> {
  await migrate(databaseUrl, say).catch((error: unknown) => {
    throw unreachablePlace(error) === null ? error : new UnavailableError('The database does not answer.', null, error);
  });
  const address = temporalAddress(env);
  const { connection } = await connectTemporal(address);
  try {
    await registerSearchAttributes(connection, address.namespace);
    say(`Search attributes are registered in namespace ${address.namespace}.`);
  } finally {
    await connection.close();
  }
}
