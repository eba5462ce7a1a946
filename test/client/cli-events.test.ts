import { describe, expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { RefusedError } from '../../client/errors.ts';
import type { Endpoint, EndpointTarget } from '../../database/event-endpoints.ts';
import { refusal } from '../../domain/case/refusals.ts';
import { type OutwardEvent, outwardEvent } from '../../domain/outward/event.ts';
import type { Taken } from '../../domain/outward/retries.ts';
import type { WebhookTarget } from '../../domain/outward/target.ts';
import { event } from '../database/fixtures.ts';
import { cli, cliDeps, NOW_MS } from './cli-harness.ts';

const ENDPOINT: Endpoint = {
  id: 'E-7K3M9P2QXA',
  url: 'https://erp.example.com/hook',
  reach: 'public',
  types: null,
  state: 'enabled',
  code: null,
  addedAtMs: NOW_MS,
  waiting: 0,
  failing: 0,
  lastFailure: null,
};
const TARGET: EndpointTarget = { ...ENDPOINT, organisationId: 'northwind', since: '1', secrets: ['whsec_x'] };
const opened = event(1, { type: 'CaseHandedOff', leadId: 'li' });
const EVENT = outwardEvent('northwind', { from: 'journal', caseId: 'C-7K3M9P2QXA', event: opened }) as OutwardEvent;
const unknown = async (): Promise<never> => {
  throw new RefusedError([refusal('unknown-policy', '', { value: '' })]);
};

/** A program with these methods, whose posts end as `taken` says. */
function run(line: string[], aftercare: Partial<Aftercare>, taken: Taken = { kind: 'taken' }) {
  const posts: [WebhookTarget, OutwardEvent][] = [];
  const post = async (target: WebhookTarget, posted: OutwardEvent) => {
    posts.push([target, posted]);
    return taken;
  };
  const interrupted = new AbortController();
  const deps = { run: { ...cliDeps().run, post }, interrupted: interrupted.signal };
  return { posts, interrupted, ended: cli(line, { policy: unknown, ...aftercare }, deps) };
}

describe('endpoint', () => {
  test('add prints the secret alone, and asks for what was named', async () => {
    const asked: unknown[] = [];
    const addEndpoint: Aftercare['addEndpoint'] = async (_organisation, request) => {
      asked.push(request);
      return { endpoint: ENDPOINT, secret: 'whsec_secret' };
    };
    const line = ['endpoint', 'add', ENDPOINT.url, '--events', 'case.*, message.sent'];
    const added = await run(line, { addEndpoint }).ended;
    expect([added.code, added.out]).toEqual([0, 'whsec_secret\n']);
    expect(added.err).toContain('E-7K3M9P2QXA hears');
    await run(['endpoint', 'add', 'http://10.0.0.1/', '--allow-private'], { addEndpoint }).ended;
    expect(asked).toEqual([
      { url: ENDPOINT.url, types: ['case.*', 'message.sent'], reach: 'public' },
      { url: 'http://10.0.0.1/', types: null, reach: 'private' },
    ]);
  });

  test('list tells which is disabled and why, and what waits', async () => {
    const gone = {
      ...ENDPOINT,
      state: 'disabled',
      code: 'gave-up',
      waiting: 3,
      failing: 1,
      lastFailure: 'http-500',
    } as const;
    const { out, err } = await run(['endpoint', 'list'], { listEndpoints: async () => [ENDPOINT, gone] }).ended;
    expect(out).toMatch(/enabled +all +nothing +https/);
    expect(out).toContain('disabled (gave-up)');
    expect(out).toContain('3 cases, 1 of them refused (http-500)');
    expect(err).toContain('endpoint enable E-7K3M9P2QXA');
  });

  test('one that does not exist is refused with its code', async () => {
    const showEndpoint = async () => {
      throw new RefusedError([refusal('unknown-endpoint', '', { value: 'E-X' })]);
    };
    const { code, err } = await run(['endpoint', 'show', 'E-X'], { showEndpoint }).ended;
    expect([code, err]).toEqual([1, expect.stringContaining('unknown-endpoint')]);
  });
});

describe('events', () => {
  test('list prints them as they are posted', async () => {
    const found = await run(['events', 'list', '-o', 'jsonl'], { outwardEvents: async () => [EVENT] }).ended;
    expect(JSON.parse(found.out)).toEqual(EVENT);
    const shown = await run(['events', 'list'], { outwardEvents: async () => [EVENT] }).ended;
    expect(shown.out).toContain('case.handed_off');
    expect(shown.out).toContain('C-7K3M9P2QXA:1');
  });

  test('resend posts to whoever wants it, and ends with 1 when it is not taken', async () => {
    const other = { ...TARGET, id: 'E-0000000000', types: ['message.*'] };
    const parts = { outwardEvent: async () => EVENT, outwardTargets: async () => [TARGET, other] };
    const sent = run(['events', 'resend', EVENT.id], parts);
    expect((await sent.ended).code).toBe(0);
    expect(sent.posts).toEqual([[TARGET, EVENT]]);
    const failed = run(['events', 'resend', EVENT.id], parts, { kind: 'failed', code: 'http-500', retryAfterMs: null });
    const { code, out } = await failed.ended;
    expect([code, out]).toEqual([1, 'E-7K3M9P2QXA  http-500\n']);
    const none = await run(['events', 'resend', EVENT.id], { ...parts, outwardTargets: async () => [] }).ended;
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('No endpoint is enabled')]);
  });

  test('resend to a named endpoint asks nobody what it wants', async () => {
    const named = { ...TARGET, types: ['message.*'] };
    const parts = { outwardEvent: async () => EVENT, outwardTargets: async () => [named] };
    const sent = run(['events', 'resend', EVENT.id, '--endpoint', TARGET.id], parts);
    await sent.ended;
    expect(sent.posts).toEqual([[named, EVENT]]);
  });

  test('listen tells its secret, forwards what comes, and ends with Ctrl-C', async () => {
    const other = { ...EVENT, id: 'C-7K3M9P2QXA:2', type: 'case.held' } as const;
    const batches = [[EVENT, other]];
    const listening = run(['events', 'listen', '--forward-to', 'http://localhost:1/', '--events', 'case.held'], {
      listen: async () => ({
        secret: 'whsec_listen',
        next: async () => {
          const next = batches.shift();
          if (next === undefined) listening.interrupted.abort();
          return next ?? [];
        },
      }),
    });
    const { code, out, err } = await listening.ended;
    expect([code, err]).toEqual([0, expect.stringContaining('whsec_listen')]);
    expect(out).toContain('C-7K3M9P2QXA:2  taken');
    expect(listening.posts).toEqual([
      [{ url: 'http://localhost:1/', reach: 'private', secrets: ['whsec_listen'] }, other],
    ]);
  });

  test('listen refuses what is no address and no event', async () => {
    const line = ['events', 'listen', '--forward-to', 'localhost:3000', '--events', 'case.opend'];
    const { code, err } = await run(line, {}).ended;
    expect(code).toBe(1);
    expect(err).toContain('endpoint-address');
    expect(err).toContain('unknown-event-type');
  });
});
