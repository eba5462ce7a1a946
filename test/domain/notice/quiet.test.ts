import { describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { pinQuiet, wakingCalendars } from '../../../domain/policy/pin-quiet.ts';
import { exercisedBy } from '../../../domain/rehearsal/coverage.ts';
import { rulesOf } from '../../../domain/rehearsal/coverage-rules.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import { at, DESK, DEVICE_MAKER, FACTS, repairAt } from '../../support/repair.ts';

/** 21:00 to 08:00, in Shanghai, Stockholm (seven hours earlier in March) and New York (twelve). */
const NIGHT = {
  zone: 'Asia/Shanghai',
  quiet: { hours: { fromMinute: 21 * 60, toMinute: 32 * 60 }, zones: ['Europe/Stockholm', 'America/New_York'] },
};
const QUIET: PolicyDocument = {
  ...withRules(DEVICE_MAKER, {
    ...pinQuiet(NIGHT),
    notices: [
      {
        on: 'case-opened',
        to: { kind: 'customer' },
        channels: ['sms'],
        hours: 'recipient',
        emergency: 'at-once',
        class: 'normal',
        when: {},
      },
    ],
  }),
  calendars: { ...DEVICE_MAKER.calendars, ...wakingCalendars(NIGHT) },
};

function opened(local: string, zone: string | null, urgency: 'normal' | 'emergency' = 'normal'): CoreCase {
  const facts = zone === null ? FACTS : { ...FACTS, 'customer-zone': { value: zone } };
  return repairAt('hand-off', { policy: QUIET, facts, startMs: at(local), open: { facts, urgency } });
}

function toldAt(repair: CoreCase): number[] {
  repair.until(repair.nowMs + 86_400_000);
  return [...repair.of('MessagePlanned'), ...repair.of('MessageReleased')].map(({ atMs }) => atMs);
}

describe('a customer is left alone at night', () => {
  test('where the company is, while nobody knows where the customer is', () => {
    expect(toldAt(opened('03-09 23:00', null))).toEqual([at('03-10 08:00')]);
    expect(toldAt(opened('03-09 20:59', null))).toEqual([at('03-09 20:59')]);
    expect(toldAt(opened('03-09 21:00', null))).toEqual([at('03-10 08:00')]);
  });

  test('on their own clock', () => {
    expect(toldAt(opened('03-09 23:00', 'Europe/Stockholm'))).toEqual([at('03-09 23:00')]);
    expect(toldAt(opened('03-09 10:00', 'Europe/Stockholm'))).toEqual([at('03-09 15:00')]);
  });

  test('and once summer time has come an hour earlier', () => {
    expect(toldAt(opened('03-30 10:00', 'Europe/Stockholm'))).toEqual([at('03-30 14:00')]);
  });

  test('but for an emergency, where the notice says so', () => {
    expect(toldAt(opened('03-09 23:00', null, 'emergency'))).toEqual([at('03-09 23:00')]);
  });
});

test('a zone that the policy does not name is refused: its hours are not known', () => {
  const repair = opened('03-09 10:00', null);
  const refusal = repair.try('ProvideFacts', { facts: { 'customer-zone': { value: 'Atlantic/Azores' } } }, DESK);
  expect(refusal).toMatchObject({ code: 'unknown-zone', place: '/facts/customer-zone' });
  const anywhere = repairAt('hand-off');
  expect(anywhere.try('ProvideFacts', { facts: { 'customer-zone': { value: 'Atlantic/Azores' } } }, DESK)).toBeNull();
});

test('a night is exercised where a message waits for its end', () => {
  const rules = rulesOf(QUIET.pinned).filter(({ id }) => id.startsWith('quiet'));
  expect(rules.map(({ id }) => id)).toEqual(['quiet/hours', 'quiet/zones/0', 'quiet/zones/1']);
  const shown = (repair: CoreCase) =>
    [...exercisedBy(QUIET.pinned, { events: repair.events, refusals: [] })].filter((id) => id.startsWith('quiet'));
  expect(shown(opened('03-09 10:00', null))).toEqual([]);
  expect(shown(opened('03-09 22:00', null))).toEqual(['quiet/hours']);
  expect(shown(opened('03-09 10:00', 'Europe/Stockholm'))).toEqual(['quiet/hours', 'quiet/zones/0']);
});

test('a night may lie within a day, or end with it', () => {
  const open = (fromMinute: number, toMinute: number) =>
    wakingCalendars({ zone: 'Asia/Tokyo', quiet: { hours: { fromMinute, toMinute }, zones: [] } })['awake@Asia/Tokyo']
      ?.weekly[0];
  expect(open(600, 720)).toEqual([
    { fromMinute: 0, toMinute: 600 },
    { fromMinute: 720, toMinute: 1_440 },
  ]);
  expect(open(1_260, 1_440)).toEqual([{ fromMinute: 0, toMinute: 1_260 }]);
  expect(open(0, 420)).toEqual([{ fromMinute: 420, toMinute: 1_440 }]);
});
