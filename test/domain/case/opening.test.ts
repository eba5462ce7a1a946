import { describe, expect, test } from 'vitest';
import type { CommandBodies } from '../../../domain/case/commands.ts';
import type { Facts } from '../../../domain/case/facts.ts';
import { PAST_DAYS } from '../../../domain/policy/vocabulary.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { CoreCase } from '../../support/core-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DEVICE_MAKER, FACTS } from '../../support/repair.ts';

const OPENING: CommandBodies['OpenCase'] = {
  source: 'web-shop',
  channel: 'web',
  kind: null,
  urgency: 'normal',
  tier: 'key',
  locale: null,
  facts: FACTS,
};

const unborn = () => new CoreCase(DEVICE_MAKER, at('03-09 09:00'));

function opened(body: Partial<CommandBodies['OpenCase']> = {}): CoreCase {
  return unborn().send('OpenCase', { ...OPENING, ...body });
}

function refusalOf(body: Partial<CommandBodies['OpenCase']>) {
  return unborn().try('OpenCase', { ...OPENING, ...body });
}

describe('opening', () => {
  test('takes kind and language from the policy where the request names none', () => {
    const view = opened().view();
    expect(view).toMatchObject({
      kind: DEVICE_MAKER.pinned.defaultKind,
      locale: DEVICE_MAKER.pinned.defaultLocale,
      tier: 'key',
      round: 1,
    });
  });

  test('with all facts goes straight to the next stage of the plan', () => {
    expect(opened().view()).toMatchObject({ stage: 'remote-help', missingFacts: [] });
    expect(opened({ kind: 'installation' }).view().stage).toBe('classify');
  });

  test('with facts missing waits in intake and asks for exactly those', () => {
    const { 'purchase-date': _date, region: _region, ...known } = FACTS;
    const intake = opened({ facts: known });
    expect(intake.view()).toMatchObject({ stage: 'intake', missingFacts: ['region', 'purchase-date'] });
    expect(intake.of('FactsChased')).toMatchObject([{ ordinal: 1, missing: ['region', 'purchase-date'] }]);
    expect(intake.view().nextStep).toMatchObject({ what: 'provide-facts', who: 'customer' });
  });

  test('refuses a kind that the policy does not serve, and says which it does', () => {
    const refusal = refusalOf({ kind: 'exchange' });
    expectRefused(refusal, 'unknown-kind', '/kind');
    expect(refusal?.params.known).toContain('repair');
  });

  test('refuses a language that the policy has no texts in', () => {
    expectRefused(refusalOf({ locale: 'fr' }), 'unknown-locale', '/locale');
  });
});

describe('facts of a request', () => {
  const withFacts = (facts: Facts) => refusalOf({ facts: { ...FACTS, ...facts } });

  test.each(PAST_DAYS)('refuses a %s that is no day, or is still to come', (name) => {
    expectRefused(withFacts({ [name]: { value: '2025-13-01' } }), 'impossible-date', `/facts/${name}`);
    expectRefused(withFacts({ [name]: { value: '2026-03-10' } }), 'date-in-future', `/facts/${name}`);
    expect(withFacts({ [name]: { value: '2026-03-09' } })).toBeNull();
  });

  test('refuses a part and a fault that the policy does not list', () => {
    expectRefused(withFacts({ part: { value: 'tank' } }), 'unknown-part', '/facts/part');
    expectRefused(withFacts({ fault: { value: 'no-heat' } }), 'unknown-fault', '/facts/fault');
    const { warranty } = DEVICE_MAKER.pinned;
    const periods = warranty.periods.map((row) => ({ ...row, parts: { tank: 36 } }));
    const policy = withRules(DEVICE_MAKER, { warranty: { ...warranty, periods }, faults: ['no-heat'] });
    const facts = { ...FACTS, part: { value: 'tank' }, fault: { value: 'no-heat' } };
    expect(new CoreCase(policy, at('03-09 09:00')).try('OpenCase', { ...OPENING, facts })).toBeNull();
  });

  test('a region that the policy does not serve is refused', () => {
    expectRefused(withFacts({ region: { value: 'west' } }), 'unknown-region', '/facts/region');
  });

  test('a purchase on a day that does not exist is refused', () => {
    const place = '/facts/purchase-date';
    expectRefused(withFacts({ 'purchase-date': { value: '2025-02-29' } }), 'impossible-date', place);
    expectRefused(withFacts({ 'purchase-date': { value: 'yesterday' } }), 'impossible-date', place);
  });

  test('a purchase tomorrow is refused, one of today is taken, by the calendar of the policy', () => {
    const tomorrow = { 'purchase-date': { value: '2026-03-10' } };
    const today = { 'purchase-date': { value: '2026-03-09' } };
    expectRefused(withFacts(tomorrow), 'date-in-future', '/facts/purchase-date');
    expect(withFacts(today)).toBeNull();
    // In the policy's zone it is the 10th, in UTC still the 9th.
    const night = new CoreCase(DEVICE_MAKER, at('03-10 01:00'));
    expect(night.try('OpenCase', { ...OPENING, facts: { ...FACTS, ...tomorrow } })).toBeNull();
  });

  test('a fact that nobody knows is refused at its own place', () => {
    expectRefused(withFacts({ colour: { value: 'red' } } as Facts), 'unknown-fact', '/facts/colour');
  });
});

describe('a request that arrives late', () => {
  test('opens at the time it was made', () => {
    const late = unborn();
    late.try('OpenCase', OPENING, { kind: 'customer' }, { effectiveAtMs: late.nowMs - DAY_MS });
    expect(late.view().openedAtMs).toBe(late.nowMs - DAY_MS);
  });

  test('is refused when it says it was made in the future, or longer ago than the policy allows', () => {
    const { effectiveBackMs } = DEVICE_MAKER.pinned;
    const made = (effectiveAtMs: number) => unborn().try('OpenCase', OPENING, { kind: 'customer' }, { effectiveAtMs });
    const { nowMs } = unborn();
    expectRefused(made(nowMs + 1), 'effective-in-future', '/effectiveAtMs');
    expectRefused(made(nowMs - effectiveBackMs - 1), 'effective-too-old', '/effectiveAtMs');
    expect(made(nowMs - effectiveBackMs)).toBeNull();
  });
});
