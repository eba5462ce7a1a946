import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../http/deps.ts';
import { addTwilioHooks } from './twilio.ts';

/** What providers post to us, each in its own way and under its own signature. */
export function addInbound(app: FastifyInstance, deps: HttpDeps): void {
  addTwilioHooks(app, deps);
}
