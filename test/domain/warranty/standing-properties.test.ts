import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandCalendars } from '../../../domain/calendar/expand.ts';
import { localDate } from '../../../domain/calendar/local-day.ts';
import type { WarrantyRules } from '../../../domain/policy/pinned.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { warrantyStanding } from '../../../domain/warranty/standing.ts';
import { midnight } from '../../support/brute-calendar.ts';
import { holds } from '../../support/properties.ts';
import { somewhere } from '../calendar/arbitraries.ts';

const TRAITS = { kind: 'repair', grade: null, urgency: 'normal', tier: 'standard', productModel: 'lamp' } as const;

/** The same day of the month some months later, or the last of a shorter month: `Date` moves 31 April to 1 May. */
function lastDay(bought: string, months: number): string {
  const [year, month, day] = bought.split('-').map(Number) as [number, number, number];
  const rolled = new Date(Date.UTC(year, month - 1 + months, day));
  const overrun = rolled.getUTCDate() < day;
  return new Date(overrun ? rolled.setUTCDate(0) : rolled).toISOString().slice(0, 10);
}

describe('a warranty', () => {
  test('ends with the last millisecond of its last day, wherever the company is', () => {
    const months = fc.constantFrom(0, 1, 6, 12, 24, 36);
    const property = fc.property(somewhere, months, fc.nat(31), ({ zone, atMs }, period, before) => {
      const bought = new Date(atMs - before * DAY_MS).toISOString().slice(0, 10);
      const untilDate = lastDay(bought, period);
      const rules: WarrantyRules = {
        anchor: 'purchase-date',
        periods: [{ when: {}, months: period }],
        exclusions: {},
        expired: 'quote',
      };
      const overMs = midnight(zone, new Date(Date.parse(untilDate) + DAY_MS).toISOString().slice(0, 10));
      const calendars = expandCalendars({}, zone, overMs, 1);
      const claim = { traits: TRAITS, facts: { 'purchase-date': { value: bought } }, damage: 'none' } as const;
      const standing = (nowMs: number) => warrantyStanding(rules, claim, localDate(calendars, nowMs));
      expect(standing(overMs - 1)).toEqual({ standing: 'in-warranty', untilDate });
      expect(standing(overMs)).toEqual({ standing: 'expired', untilDate, outcome: 'quote' });
    });
    holds(property, 60);
  });
});
