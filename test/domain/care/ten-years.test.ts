import { describe, expect, test } from 'vitest';
import { evolve } from '../../../domain/case/evolve.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import { answered, CUSTOMER, caring, daysOf, inCare, occasion, told } from '../../support/care.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { differenceOf } from '../../support/difference.ts';
import { DESK } from '../../support/repair.ts';

const UNTIL_MS = Date.parse('2036-03-03T12:00:00+08:00');

const FACTS = {
  ...CUSTOMER,
  'product-model': { value: 'LK-200' },
  'purchase-date': { value: '2026-03-01' },
  'acceptance-date': { value: '2026-03-01' },
};

const POLICY = caring(
  {
    cases: { problem: 'repair' },
    occasions: [
      occasion('monthly', { falls: { kind: 'every-months', months: 1, of: null }, channelTurns: ['sms', 'phone'] }),
      occasion('inspection', {
        falls: { kind: 'in-months', months: [4, 10], day: 15 },
        does: 'open-case',
        kind: 'maintenance',
      }),
      occasion('greeting', { falls: { kind: 'every-months', months: 12, of: 'purchase-date' }, does: 'tell' }),
      occasion('survey', { falls: { kind: 'every-months', months: 12, of: null }, does: 'rate' }),
    ],
  },
  {
    clocks: [
      {
        id: 'answer',
        from: 'monthly.due',
        until: 'monthly.answered',
        calendar: 'office-hours',
        within: [{ when: {}, withinMs: 8 * HOUR_MS }],
        pausedWhile: ['held'],
        warnAtPercent: [],
        warn: null,
        ladder: null,
      },
    ],
    notices: [told('monthly.due', { kind: 'customer' }, 'sms'), told('greeting.due', { kind: 'customer' }, 'sms')],
  },
);

/** Answers every question the day after; each thirteenth month something is wrong, and once a year the customer is away. */
function tenYears(): { readonly care: CoreCase; readonly biggestBytes: number } {
  const care = inCare(POLICY, { facts: FACTS });
  let biggestBytes = 0;
  for (let due = care.due(); due !== null && due.atMs <= UNTIL_MS; due = care.due()) {
    care.until(due.atMs);
    const { stage } = care.open();
    if (stage.name !== 'care') throw new Error(`care went to ${stage.name}`);
    for (const { occasion: name, ordinal } of stage.asked) {
      care.until(care.nowMs + 26 * HOUR_MS);
      if (name === 'survey') care.send('AnswerOccasion', { occasion: name, answer: null, score: 5, noteId: null });
      else care.send('AnswerOccasion', answered(name, ordinal % 13 === 0 ? 'problem' : 'fine'));
      if (ordinal % 12 === 1)
        care.send('HoldCase', { reason: 'customer-away', untilMs: care.nowMs + 90 * HOUR_MS }, DESK);
    }
    biggestBytes = Math.max(biggestBytes, JSON.stringify(care.open()).length);
  }
  return { care, biggestBytes };
}

describe('a unit that is looked after for ten years', () => {
  const { care, biggestBytes } = tenYears();

  test('was asked every month, inspected twice a year and greeted every year, each on its day', () => {
    expect(daysOf(care, 'monthly')).toHaveLength(120);
    expect(daysOf(care, 'monthly').every((day) => day.endsWith('-02'))).toBe(true);
    expect(daysOf(care, 'inspection')).toHaveLength(20);
    expect(daysOf(care, 'inspection').slice(-2)).toEqual(['2035-04-15', '2035-10-15']);
    expect(daysOf(care, 'greeting')).toHaveLength(10);
    expect(daysOf(care, 'survey')).toHaveLength(10);
  });

  test('was never asked outside the hours, however far ahead that was', () => {
    const spans = care.lifelong().spans['office-hours'] ?? [];
    const outside = care
      .of('OccasionDue')
      .filter(({ atMs }) => !spans.some(([fromMs, toMs]) => fromMs <= atMs && atMs < toMs));
    expect(outside).toEqual([]);
  });

  test('had a case opened for each inspection and each problem', () => {
    const because = care.of('LinkedCaseAsked').map(({ because: why, ordinal }) => `${why}-${ordinal}`);
    expect(new Set(because).size).toBe(because.length);
    expect(because.filter((why) => why.startsWith('monthly.problem'))).toHaveLength(9);
    expect(care.of('LinkedCaseOpened')).toHaveLength(because.length);
  });

  test('counts the rounds of its clocks on, and has forgotten the oldest', () => {
    const rounds = care.of('ClockStarted').map(({ round }) => round);
    expect(rounds).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
    expect(care.view().clocks).toHaveLength(60);
    expect(care.view().clocks.at(-1)?.round).toBe(120);
  });

  test('is no bigger than a case of weeks, and sees no more of its calendars', () => {
    expect(biggestBytes).toBeLessThan(64_000);
    const { fromMs, untilMs } = care.context().calendars;
    expect((untilMs - fromMs) / (24 * HOUR_MS)).toBeLessThan(250);
  });

  test('is rebuilt from its ledger', () => {
    const identity = { organisationId: 'org', caseId: 'C-TEST' };
    const rebuilt = care.events.reduce<CaseState | null>((state, event) => evolve(state, event, identity), null);
    expect(differenceOf({ ...rebuilt, receipts: [] }, { ...care.open(), receipts: [] })).toBeNull();
  });

  test('still has a next step, and is in warranty or not as the day says', () => {
    expect(care.view().nextStep).not.toBeNull();
    expect(care.view().warranty).toMatchObject({ standing: 'expired', untilDate: '2027-03-01' });
  });
});
