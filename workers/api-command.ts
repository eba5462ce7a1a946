import { createParts, startOf } from '../client/aftercare.ts';
import { lazyTemporal } from '../client/connection.ts';
import { httpDepsOf } from '../client/http/deps.ts';
import { createOidc } from '../client/http/oidc.ts';
import { createHttpServer } from '../client/http/server.ts';
import { createPool } from '../database/pool.ts';
import { type Config, required } from './config.ts';
import { createLog } from './log.ts';
import type { ResolvedAddress } from './temporal-address.ts';

/** Serves the API until `signal`; requests that have begun are answered first. Engine and database may come later. */
export async function runApiProcess(config: Config, temporal: ResolvedAddress, signal: AbortSignal): Promise<void> {
  process.env.TZ = 'UTC';
  const log = createLog(config.logLevel);
  const { client, connection } = lazyTemporal(temporal);
  const pool = createPool(required(config.databaseUrl, 'DATABASE_URL'), { max: 10, applicationName: 'aftercare-api' });
  const options = { temporal: client, pool, taskQueue: config.taskQueue };
  const start = startOf({});
  const deps = httpDepsOf(createParts(options), start, {
    publicUrl: config.publicUrl,
    smsAuthToken: config.sms?.authToken ?? null,
    ...(config.oidc === null ? {} : { principalOfToken: createOidc(config.oidc, log) }),
    nowMs: () => start.nowMs() + start.offsetMs,
    log,
  });
  const app = await createHttpServer(deps);
  try {
    const where = await app.listen(config.api);
    log.info({ where }, 'the API is running');
    await aborted(signal);
  } finally {
    await app.close();
    await Promise.all([connection.close(), pool.end()]);
    log.info({}, 'the API has stopped');
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
