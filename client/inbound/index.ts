import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http/deps.ts';
import { addMailHook } from './mail.ts';
import { addTwilioHooks } from './twilio.ts';

/** What providers post to us, each in its own way and proved in its own way. */
export function addInbound(app: FastifyInstance, deps: HttpDeps): void {
  addTwilioHooks(app, deps);
  addMailHook(app, deps);
}
