import { randomUUID } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createParts, startOf } from '../../client/aftercare.ts';
import { type HttpDeps, httpDepsOf } from '../../client/http/deps.ts';
import { createHttpServer } from '../../client/http/server.ts';
import { signatureOf } from '../../local/sandbox/sms-callback.ts';
import { type Engine, ORGANISATION, SANDBOX_ACCOUNT } from './engine.ts';

/** Where customers reply to a real engine. */
export interface ReplyDesk {
  readonly app: FastifyInstance;
  readonly deps: HttpDeps;
  readonly logged: unknown[];
  /** Sends a text from a phone, as its provider posts it; the same sid is the same text. */
  text(from: string, body: string, over?: Record<string, string>): Promise<LightMyRequestResponse>;
  stop(): Promise<void>;
}

export async function startReplyDesk(
  engine: Engine,
  publicUrl = 'https://service.example.com',
  temporal = engine.temporal,
): Promise<ReplyDesk> {
  const logged: unknown[] = [];
  const log = (fields: object, sentence: string) => void logged.push({ ...fields, sentence });
  const parts = createParts({ temporal, pool: engine.database.pool, taskQueue: engine.parts.taskQueue });
  const deps = httpDepsOf(parts, startOf({ clockOffsetMs: engine.clockOffsetMs }), {
    publicUrl,
    smsAuthToken: SANDBOX_ACCOUNT.authToken,
    nowMs: () => Date.now() + engine.clockOffsetMs,
    log: { info: log, warn: log, error: log },
  });
  const app = await createHttpServer(deps);
  return {
    app,
    deps,
    logged,
    text: (from, body, over = {}) => {
      const url = `/hooks/twilio/${ORGANISATION}/sms`;
      const fields = { MessageSid: `SM${randomUUID()}`, From: from, To: '+8613900000001', Body: body, ...over };
      return app.inject({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': signatureOf(SANDBOX_ACCOUNT.authToken, publicUrl + url, fields),
        },
        payload: new URLSearchParams(fields).toString(),
      });
    },
    stop: () => app.close(),
  };
}
