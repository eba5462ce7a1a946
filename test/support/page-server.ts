import type { FastifyInstance } from 'fastify';
import { createParts, startOf } from '../../client/aftercare.ts';
import { httpDepsOf } from '../../client/http/deps.ts';
import { createHttpServer } from '../../client/http/server.ts';
import type { Engine } from './engine.ts';

/** Everything that is served over HTTP, over a test's engine; whoever starts it closes it. */
export async function servePages(
  { temporal, database, clockOffsetMs, parts }: Engine,
  nowMs: () => number = () => Date.now() + clockOffsetMs,
): Promise<FastifyInstance> {
  const client = createParts({ temporal, pool: database.pool, taskQueue: parts.taskQueue });
  const log = {
    info() {},
    warn() {},
    error: (fields: object) => void process.stderr.write(`${JSON.stringify(fields)}\n`),
  };
  return createHttpServer(
    httpDepsOf(client, startOf({ clockOffsetMs }), { publicUrl: null, smsAuthToken: null, nowMs, log }),
  );
}
