import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postEvent } from '../../../activities/webhooks/post.ts';
import { type OutwardEvent, outwardEvent } from '../../../domain/outward/event.ts';
import type { WebhookTarget } from '../../../domain/outward/target.ts';
import { event } from '../../database/fixtures.ts';
import { type Receiver, startReceiver, verify } from '../../support/receiver.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const FORMER = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const held = event(3, { type: 'CaseHeld', reason: 'other', untilMs: null });
const EVENT = outwardEvent('northwind', { from: 'journal', caseId: 'C-ABCDEFGHJK', event: held }) as OutwardEvent;

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = () => ({ status: 204 });
});
afterAll(() => receiver.stop());

const post = (over: Partial<WebhookTarget> = {}, answerWithinMs?: number) =>
  postEvent({ url: receiver.url, reach: 'private', secrets: [SECRET], ...over }, EVENT, {
    nowMs: Date.now,
    ...(answerWithinMs === undefined ? {} : { answerWithinMs }),
  });

describe('an event that is posted', () => {
  test('is a CloudEvent with an id that stays, signed as Standard Webhooks has it', async () => {
    expect(await post()).toEqual({ kind: 'taken' });
    expect(await post()).toEqual({ kind: 'taken' });
    const [first, second] = receiver.received;
    expect(verify(SECRET, first!)).toEqual(EVENT);
    expect(first!.headers).toMatchObject({
      'webhook-id': EVENT.id,
      'content-type': 'application/cloudevents+json; charset=utf-8',
    });
    expect(second!.headers['webhook-id']).toBe(EVENT.id);
  });

  test('is signed by both secrets while one takes the other’s place, and by no third', async () => {
    await post({ secrets: [SECRET, FORMER] });
    const [one] = receiver.received;
    expect(verify(SECRET, one!)).toEqual(EVENT);
    expect(verify(FORMER, one!)).toEqual(EVENT);
    expect(() => verify('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', one!)).toThrow();
    expect(() => verify(SECRET, { ...one!, text: one!.text.replace('other', 'never') })).toThrow();
  });
});

describe('what is answered', () => {
  test.each([
    [200, { kind: 'taken' }],
    [299, { kind: 'taken' }],
    [410, { kind: 'gone' }],
    [404, { kind: 'failed', code: 'http-404', retryAfterMs: null }],
    [500, { kind: 'failed', code: 'http-500', retryAfterMs: null }],
  ])('%i', async (status, taken) => {
    receiver.answer = () => ({ status });
    expect(await post()).toEqual(taken);
  });

  test('a wait that is asked for is passed on', async () => {
    receiver.answer = () => ({ status: 503, headers: { 'retry-after': '90' } });
    expect(await post()).toEqual({ kind: 'failed', code: 'http-503', retryAfterMs: 90_000 });
  });

  test('a redirect is not followed', async () => {
    const elsewhere = await startReceiver();
    receiver.answer = () => ({ status: 307, headers: { location: elsewhere.url } });
    expect(await post()).toMatchObject({ code: 'http-307' });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
  });

  test('nothing in time', async () => {
    receiver.answer = () => 'silence';
    expect(await post({}, 100)).toMatchObject({ kind: 'failed', code: 'timeout' });
  });

  test('a connection that breaks, a port where nobody is, a name that is none', async () => {
    const breaks = createServer((socket) => socket.destroy());
    await new Promise<void>((ready) => breaks.listen(0, '127.0.0.1', ready));
    const { port } = breaks.address() as { port: number };
    expect(await post({ url: `http://127.0.0.1:${port}/` })).toMatchObject({ code: 'econnreset' });
    await new Promise((ended) => breaks.close(ended));
    expect(await post({ url: `http://127.0.0.1:${port}/` })).toMatchObject({ code: 'econnrefused' });
    expect(await post({ url: 'http://no-such-host.invalid/' })).toMatchObject({ kind: 'failed' });
  });
});

describe('an endpoint that is to be public', () => {
  const port = () => new URL(receiver.url).port;

  test.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '0.0.0.0', '2130706433', '0x7f000001'])(
    'is not reached at %s',
    async (host) => {
      expect(await post({ url: `http://${host}:${port()}/hook`, reach: 'public' })).toMatchObject({
        kind: 'failed',
        code: 'private-address',
      });
      expect(receiver.received).toEqual([]);
    },
  );

  test('is reached there when it was added as one of our own network', async () => {
    expect(await post({ url: `http://localhost:${port()}/hook`, reach: 'private' })).toEqual({ kind: 'taken' });
  });
});
