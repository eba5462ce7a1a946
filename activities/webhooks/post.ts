import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Webhook } from 'standardwebhooks';
import type { OutwardEvent } from '../../domain/outward/event.ts';
import { retryAfterMs, type Taken } from '../../domain/outward/retries.ts';
import type { WebhookTarget } from '../../domain/outward/target.ts';
import { NotPublic, namesPrivateAddress, publicLookup } from './public-lookup.ts';

export interface PostOptions {
  readonly nowMs: () => number;
  /** From the first byte to the answer; 15 s unless told. */
  readonly answerWithinMs?: number;
}

const ANSWER_WITHIN_MS = 15_000;
const MEDIA_TYPE = 'application/cloudevents+json; charset=utf-8';

/**
 * Posts an event once and says how it was taken: any 2xx is yes, 410 is never again, all else is no for now. Redirects
 * are not followed. Throws nothing.
 */
export async function postEvent(target: WebhookTarget, event: OutwardEvent, options: PostOptions): Promise<Taken> {
  const { nowMs, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const body = JSON.stringify(event);
  const headers = { ...signed(target.secrets, event.id, body, nowMs()), 'content-type': MEDIA_TYPE };
  try {
    const { status, retryAfter } = await post(target, headers, body, answerWithinMs);
    if (status >= 200 && status < 300) return { kind: 'taken' };
    if (status === 410) return { kind: 'gone' };
    return { kind: 'failed', code: `http-${status}`, retryAfterMs: retryAfterMs(retryAfter, nowMs()) };
  } catch (error) {
    return { kind: 'failed', code: codeOf(error), retryAfterMs: null };
  }
}

/** The newest secret first; whoever checks takes any of them. */
function signed(secrets: readonly string[], id: string, body: string, nowMs: number): Record<string, string> {
  const seconds = Math.floor(nowMs / 1_000);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(seconds * 1_000), body));
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') };
}

async function post(
  { url: text, reach }: WebhookTarget,
  headers: Record<string, string>,
  body: string,
  withinMs: number,
): Promise<{ readonly status: number; readonly retryAfter: string | undefined }> {
  const url = new URL(text);
  if (reach === 'public' && namesPrivateAddress(url)) throw new NotPublic();
  const signal = AbortSignal.timeout(withinMs);
  const options = {
    method: 'POST',
    headers: { ...headers, 'user-agent': 'aftercare', 'content-length': Buffer.byteLength(body) },
    signal,
    // A connection each: an address is judged whenever one is made.
    agent: false as const,
    ...(reach === 'public' ? { lookup: publicLookup } : {}),
  };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, options, (response: IncomingMessage) => {
      // What it says beyond its status interests nobody; the connection ends with it, or with the time limit.
      response.on('error', () => {}).resume();
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
    });
    request.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    request.end(body);
  });
}

function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no-answer';
  return code.toLowerCase().replaceAll('_', '-');
}
