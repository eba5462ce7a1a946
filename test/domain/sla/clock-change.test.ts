import { beforeAll, describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { DAY_MS, HOUR_MS } from '../../../domain/shared/time.ts';
import { CoreCase } from '../../support/core-case.ts';
import { loadPolicy } from '../../support/policies.ts';
import { withClock } from '../../support/policy-variants.ts';

/** Stockholm: the clocks go forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00. */
let lanterns: PolicyDocument;
beforeAll(async () => {
  lanterns = await loadPolicy('lantern-care');
});

const OPENING = {
  source: 'shop',
  channel: 'walk-in',
  kind: 'repair',
  urgency: 'normal',
  tier: 'standard',
  locale: null,
  facts: {},
} as const;

function opened(start: string, withinMs: number, calendar: string): CoreCase {
  const steps = [{ afterMs: HOUR_MS, notify: { kind: 'role', role: 'owner' } }] as const;
  const clock = { from: 'opened', until: 'handed-off', within: [{ when: {}, withinMs }], calendar } as const;
  const policy = withClock(lanterns, clock, steps);
  return new CoreCase(policy, Date.parse(start)).send('OpenCase', OPENING);
}

const dueAt = (lamp: CoreCase) => new Date(lamp.view().clocks[0]!.dueAtMs!).toISOString();

describe('a limit that runs over the night in which the clocks change', () => {
  test.each([
    ['spring', '2026-03-28T12:00:00+01:00', '2026-03-29T13:00:00+02:00'],
    ['autumn', '2026-10-24T12:00:00+02:00', '2026-10-25T11:00:00+01:00'],
  ])('in %s is as long as promised', (_season, start, due) => {
    expect(dueAt(opened(start, DAY_MS, 'desk'))).toBe(new Date(due).toISOString());
  });

  test.each([
    ['shorter in spring', '2026-03-28T22:00:00+01:00', '2026-03-29T06:00:00+02:00', 7],
    ['longer in autumn', '2026-10-24T22:00:00+02:00', '2026-10-25T06:00:00+01:00', 9],
  ])('counts a night shift %s', (_season, start, end, hours) => {
    expect(dueAt(opened(start, hours * HOUR_MS, 'night-van'))).toBe(new Date(end).toISOString());
  });

  test.each(['2026-03-28T20:00:00+01:00', '2026-10-24T20:00:00+02:00'])('from %s fires each step once', (start) => {
    const lamp = opened(start, 6 * HOUR_MS, 'desk');
    lamp.until(lamp.nowMs + 2 * DAY_MS);
    expect(lamp.of('ClockBreached')).toHaveLength(1);
    expect(lamp.of('ClockEscalated').map(({ atMs }) => atMs)).toEqual([Date.parse(start) + 7 * HOUR_MS]);
  });

  test('loses no minute at midnight, however many midnights', () => {
    const lamp = opened('2026-05-01T00:00:00+02:00', 60 * DAY_MS, 'desk');
    expect(dueAt(lamp)).toBe(new Date('2026-06-30T00:00:00+02:00').toISOString());
  });
});
