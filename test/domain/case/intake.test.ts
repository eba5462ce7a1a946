import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../domain/case/facts.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DEVICE_MAKER, FACTS, repairAt } from '../../support/repair.ts';

const { chase } = DEVICE_MAKER.pinned;
const PHONE: Facts = { phone: { vaultId: 'v_phone' } };

describe('providing facts', () => {
  test('completes the record with the last one that was missing', () => {
    const { region, ...others } = FACTS;
    const intake = repairAt('intake').send('ProvideFacts', { facts: others });
    expect(intake.view()).toMatchObject({ stage: 'intake', missingFacts: ['region'] });
    intake.send('ProvideFacts', { facts: { region: region! } });
    expect(intake.view()).toMatchObject({ stage: 'remote-help', region: 'south' });
  });

  test('corrects a fact in a later stage without moving the case', () => {
    const repair = repairAt('visit').send('ProvideFacts', { facts: { 'product-model': { value: 'LK-350' } } });
    expect(repair.view()).toMatchObject({ stage: 'visit', productModel: 'LK-350' });
  });

  test('of nothing is refused', () => {
    expectRefused(repairAt('intake').try('ProvideFacts', { facts: {} }), 'nothing-provided', '/facts');
  });

  test('is held to the same rules as the opening, in any stage', () => {
    const facts: Facts = { 'purchase-date': { value: '2030-01-01' } };
    expectRefused(repairAt('callback').try('ProvideFacts', { facts }), 'date-in-future', '/facts/purchase-date');
  });
});

describe('chasing what is missing', () => {
  test('asks the policy’s number of times, then leaves it to the desk', () => {
    const intake = repairAt('intake').send('ProvideFacts', { facts: PHONE });
    intake.until(intake.nowMs + 30 * DAY_MS);
    expect(intake.of('FactsChased').map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: chase.times }, (_, index) => index + 1),
    );
    expect(intake.view().nextStep).toMatchObject({ what: 'provide-facts', who: 'desk', byMs: null });
  });

  test('asks only in the hours of the policy', () => {
    const intake = repairAt('intake', { startMs: at('03-09 20:00') }).send('ProvideFacts', { facts: PHONE });
    intake.until(intake.nowMs + 30 * DAY_MS);
    const hours = intake.context().calendars.spans[chase.hours]!;
    for (const { atMs } of intake.of('FactsChased')) {
      expect(hours.some(([fromMs, toMs]) => fromMs <= atMs && atMs <= toMs)).toBe(true);
    }
  });

  test('asks for what is still missing, and stops at the answer', () => {
    const intake = repairAt('intake').send('ProvideFacts', { facts: PHONE });
    const second = intake.until(intake.due()!.atMs).of('FactsChased')[1];
    expect(second?.missing).not.toContain('phone');
    intake.send('ProvideFacts', { facts: FACTS }).until(intake.nowMs + 30 * DAY_MS);
    expect(intake.of('FactsChased')).toHaveLength(2);
  });

  test('waits while the case is on hold, and asks when it is over', () => {
    const intake = repairAt('intake');
    const untilMs = intake.nowMs + 9 * DAY_MS;
    intake.send('HoldCase', { reason: 'customer-away', untilMs }).until(untilMs - 1);
    expect(intake.of('FactsChased')).toHaveLength(1);
    intake.until(untilMs);
    expect(intake.of('FactsChased')[1]?.atMs).toBe(untilMs);
  });
});
