import { afterEach, describe, expect, test } from 'vitest';
import { createHealthMonitor, POLL_WITHIN_MS, serveHealth } from '../../workers/health.ts';

const QUEUES = ['cases', 'cases-sms'];
const START_MS = 1_000_000;

function monitorAt() {
  const clock = { nowMs: START_MS };
  const polled = new Map<string, number | Error>(QUEUES.map((queue) => [queue, START_MS]));
  const probe = async (queue: string) => {
    const seen = polled.get(queue) ?? null;
    if (seen instanceof Error) throw seen;
    return seen;
  };
  return { clock, polled, monitor: createHealthMonitor(QUEUES, probe, () => clock.nowMs) };
}

describe('health', () => {
  test('is red before the first poll was seen', () => {
    expect(monitorAt().monitor.health().healthy).toBe(false);
  });

  test('is green through an idle long poll, and red once a queue was not asked for longer', async () => {
    const { clock, monitor } = monitorAt();
    await monitor.observe();
    clock.nowMs += POLL_WITHIN_MS - 1;
    expect(monitor.health().healthy).toBe(true);
    clock.nowMs += 1;
    expect(monitor.health().healthy).toBe(false);
  });

  test('is red when only one of the queues is not asked any more', async () => {
    const { clock, polled, monitor } = monitorAt();
    await monitor.observe();
    clock.nowMs += POLL_WITHIN_MS;
    polled.set('cases', clock.nowMs);
    await monitor.observe();
    expect(monitor.health()).toEqual({
      healthy: false,
      queues: [
        { taskQueue: 'cases', lastPolledMs: clock.nowMs },
        { taskQueue: 'cases-sms', lastPolledMs: START_MS },
      ],
    });
  });

  test('goes red by the last known poll when the server refuses or never answers, and green again afterwards', async () => {
    const { clock, polled, monitor } = monitorAt();
    await monitor.observe();
    for (const queue of QUEUES) polled.set(queue, new Error('UNAVAILABLE'));
    clock.nowMs += POLL_WITHIN_MS - 1;
    await monitor.observe();
    expect(monitor.health().healthy).toBe(true);
    clock.nowMs += 1;
    await monitor.observe();
    expect(monitor.health().healthy).toBe(false);
    for (const queue of QUEUES) polled.set(queue, clock.nowMs);
    await monitor.observe();
    expect(monitor.health().healthy).toBe(true);

    const frozen = createHealthMonitor(
      QUEUES,
      () => new Promise(() => {}),
      () => clock.nowMs,
    );
    void frozen.observe();
    expect(frozen.health().healthy).toBe(false);
  });
});

describe('the health page', () => {
  let close: (() => void) | undefined;
  afterEach(() => close?.());

  test('answers 200 or 503 with the state of each queue, and knows one address only', async () => {
    const state = { healthy: true, queues: [{ taskQueue: 'cases', lastPolledMs: 5 }] };
    const server = await serveHealth({ host: '127.0.0.1', port: 0 }, () => state);
    close = () => server.close();
    const address = server.address();
    const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const green = await fetch(`${base}/healthz`);
    expect([green.status, await green.json()]).toEqual([200, state]);
    state.healthy = false;
    expect((await fetch(`${base}/healthz`)).status).toBe(503);
    expect((await fetch(`${base}/`)).status).toBe(404);
  });
});
