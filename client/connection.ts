import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { NotAllowedError, UnavailableError } from './errors.ts';
import { patience, retry } from './retry.ts';
import { meaningOf } from './temporal-errors.ts';

/** Where the engine is: what `loadClientConnectConfig` of `@temporalio/envconfig` resolved. */
export interface TemporalAddress {
  readonly connectionOptions: ConnectionOptions;
  readonly namespace?: string;
}

const ONE_ATTEMPT = '3 seconds';

/**
 * Connects, and tries again for `withinMs`, because a client often starts before its server. Throws `UnavailableError`
 * and `NotAllowedError`. The caller closes `connection`.
 */
export async function connectTemporal(
  { connectionOptions, namespace }: TemporalAddress,
  withinMs = 10_000,
): Promise<{ readonly client: Client; readonly connection: Connection }> {
  const options: ConnectionOptions = { ...connectionOptions, connectTimeout: ONE_ATTEMPT };
  const isOver = (error: unknown) => meaningOf(error).kind === 'not-allowed';
  try {
    const connection = await retry(
      patience(withinMs),
      (error) => !isOver(error),
      () => Connection.connect(options),
    );
    return { connection, client: new Client({ connection, ...(namespace === undefined ? {} : { namespace }) }) };
  } catch (error) {
    if (isOver(error)) throw new NotAllowedError('The Temporal server refused our credentials.', { cause: error });
    const where = options.address ?? 'its default address';
    throw new UnavailableError(`No Temporal server answers at ${where}.`, null, error);
  }
}

/**
 * A client that connects with its first call: what Postgres alone can answer is answered while Temporal is away. The
 * caller closes `connection`.
 */
export function lazyTemporal({ connectionOptions, namespace }: TemporalAddress): {
  readonly client: Client;
  readonly connection: Connection;
} {
  const connection = Connection.lazy({ ...connectionOptions, connectTimeout: ONE_ATTEMPT });
  return { connection, client: new Client({ connection, ...(namespace === undefined ? {} : { namespace }) }) };
}
