import { expect, test } from 'vitest';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import { CoreCase } from '../../support/core-case.ts';
import { DEVICE_MAKER, repairAt } from '../../support/repair.ts';

const INSIDE = { everyMs: 2 * HOUR_MS, times: 1, hours: 'round-the-clock' };

/** A repair that lacks everything, under a policy whose desk is asked first. */
function lacking(): CoreCase {
  const { pinned } = DEVICE_MAKER;
  const asked = pinned.notices.find(({ on }) => on === 'facts-chased')!;
  const toDesk = { ...asked, to: { kind: 'role', role: 'desk' }, hours: 'any' } as const;
  const notices = [asked, toDesk];
  const one = new CoreCase(
    { ...DEVICE_MAKER, pinned: { ...pinned, notices, chase: { ...pinned.chase, inside: INSIDE } } },
    repairAt('intake').nowMs,
  );
  const request = { source: 'desk', channel: 'hotline', kind: 'repair', urgency: 'normal', tier: 'standard' } as const;
  one.send('OpenCase', { ...request, locale: null, facts: {} });
  return one;
}

const recipients = (one: CoreCase) =>
  one.of('MessagePlanned').map(({ intent: { recipient } }) => (recipient.kind === 'staff' ? 'staff' : 'customer'));

test('our own people are asked before the customer, and nobody waits for the customer meanwhile (S1e)', () => {
  const one = lacking();
  expect(recipients(one)).toEqual(['staff']);
  expect(one.of('FactsChased')).toMatchObject([{ ordinal: 1, inside: true }]);
  expect(one.of('PauseBegan')).toEqual([]);
  expect(one.view().nextStep).toMatchObject({ what: 'provide-facts', who: 'desk' });
});

test('the customer is asked when they could not tell, as often as the policy says', () => {
  const one = lacking();
  one.until(one.nowMs + 2 * HOUR_MS);
  expect(one.of('FactsChased').map(({ inside = false }) => inside)).toEqual([true, false]);
  expect(one.of('PauseBegan')).toMatchObject([{ cause: 'waiting-for-customer' }]);
  expect(one.view().nextStep).toMatchObject({ what: 'provide-facts', who: 'customer' });
  one.until(one.nowMs + 1_000 * HOUR_MS);
  expect(one.of('FactsChased')).toHaveLength(1 + DEVICE_MAKER.pinned.chase.times);
  expect(recipients(one).filter((who) => who === 'staff')).toHaveLength(1);
});
