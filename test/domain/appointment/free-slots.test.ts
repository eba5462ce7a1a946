import { beforeAll, describe, expect, test } from 'vitest';
import { freeSlots, type Wish } from '../../../domain/appointment/free-slots.ts';
import { expandCalendars } from '../../../domain/calendar/expand.ts';
import { elapsed } from '../../../domain/calendar/spans.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { DAY_MS, HOUR_MS, type Span } from '../../../domain/shared/time.ts';
import { loadPolicy } from '../../support/policies.ts';
import { withRules } from '../../support/policy-variants.ts';

/** Monday 9 March 2026, 09:00 in Shanghai. */
const NOW_MS = Date.UTC(2026, 2, 9, 1);
let policy: PolicyDocument;
let wish: Wish;
beforeAll(async () => {
  policy = await loadPolicy('device-maker');
  wish = {
    calendars: expandCalendars(policy.calendars, policy.zone, NOW_MS, 40),
    people: policy.pinned.people.filter(({ id }) => id === 'tech-1'),
    busy: [],
    lengthMs: 2 * HOUR_MS,
    nowMs: NOW_MS,
    standsAtMs: null,
  };
});

const offer = (over: Partial<Wish> = {}, document = policy) => freeSlots(document.pinned, { ...wish, ...over });
const local = (slots: readonly Span[]) =>
  slots.map(([fromMs]) => new Date(fromMs + 8 * HOUR_MS).toISOString().slice(5, 16));

describe('times that are offered for a visit', () => {
  test('are a few a day on the next days, in visiting hours, with notice', () => {
    const slots = offer();
    const { hours, minNoticeMs } = policy.pinned.appointment;
    expect(slots).toHaveLength(24);
    expect(new Set(local(slots).map((at) => at.slice(0, 5))).size).toBe(6);
    for (const [fromMs, toMs] of slots) {
      expect(toMs - fromMs).toBe(2 * HOUR_MS);
      expect(elapsed(wish.calendars.spans[hours]!, fromMs, toMs)).toBe(2 * HOUR_MS);
      expect(fromMs).toBeGreaterThan(NOW_MS + minNoticeMs);
    }
    expect([...slots].sort((a, b) => a[0] - b[0])).toEqual(slots);
  });

  test('leave out what is kept for others, to the minute', () => {
    const [first] = offer();
    expect(local(offer({ busy: [[first![1] - 1, first![1] + 1]] }))).not.toContain(local([first!])[0]);
    expect(local(offer({ busy: [[first![0] - DAY_MS, first![0]]] }))).toContain(local([first!])[0]);
  });

  test('leave out the time that stands', () => {
    const [first] = offer();
    expect(offer({ standsAtMs: first![0] })[0]).not.toEqual(first);
  });

  test('are those at which everybody who goes is there', () => {
    const [first] = offer();
    const day = local([first!])[0]!.slice(0, 5);
    const absent = [{ from: `2026-${day}`, to: `2026-${day}` }];
    const away = { ...policy.pinned.people.find(({ id }) => id === 'tech-4')!, absent };
    expect(local(offer({ people: [...wish.people, away] })).some((at) => at.startsWith(day))).toBe(false);
  });

  test('lie no further ahead than the policy allows', () => {
    const near = withRules(policy, { appointment: { ...policy.pinned.appointment, maxAheadMs: 30 * HOUR_MS } });
    const slots = offer({}, near);
    expect(slots.length).toBeGreaterThan(0);
    expect(slots.every(([fromMs]) => fromMs <= NOW_MS + 30 * HOUR_MS)).toBe(true);
  });

  test('are none when nothing is free', () => {
    expect(offer({ busy: [[NOW_MS, NOW_MS + 60 * DAY_MS]] })).toEqual([]);
    expect(offer({ lengthMs: 20 * HOUR_MS })).toEqual([]);
  });
});
