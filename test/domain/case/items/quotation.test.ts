import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../../domain/case/commands.ts';
import type { Facts } from '../../../../domain/case/facts.ts';
import type { ItemValues } from '../../../../domain/case/items/item.ts';
import { refusalSentence } from '../../../../domain/case/refusals.ts';
import type { ClockDefinition, PinnedPolicy } from '../../../../domain/policy/pinned.ts';
import type { QuotationDefinition } from '../../../../domain/policy/pinned-items.ts';
import { HOUR_MS } from '../../../../domain/shared/time.ts';
import type { CoreCase } from '../../../support/core-case.ts';
import { advance, itemsOf, open, step, withItems } from '../../../support/items.ts';
import { withRules } from '../../../support/policy-variants.ts';
import { expectRefused } from '../../../support/refusing.ts';
import { at, DESK, DEVICE_MAKER, FACTS, file, LEAD, repairAt } from '../../../support/repair.ts';

const QUOTATION: QuotationDefinition = {
  is: 'quotation',
  opens: [],
  blocks: ['report'],
  owner: { kind: 'lead' },
  answer: 'consent',
  payment: 'before',
  valid: { forMs: 16 * HOUR_MS, hours: 'office-hours' },
};
const PRICES: PinnedPolicy['prices'] = {
  ...DEVICE_MAKER.pinned.prices,
  charged: ['parts', 'labour'],
  parts: { battery: 9_800, display: 31_000 },
  labour: { repair: 18_000 },
  market: ['tee'],
};
const EXPIRED: Facts = { ...FACTS, 'purchase-date': { value: '2020-01-01' } };
const CUSTOMER: Actor = { kind: 'customer' };
const BATTERY: ItemValues = { parts: [{ code: 'battery', quantity: 2 }] };

function policyWith(rules: Partial<QuotationDefinition> = {}, clocks: readonly Partial<ClockDefinition>[] = []) {
  const all = clocks.map((clock) => ({ id: 'work', from: 'record-completed', until: 'arrived', ...clock }) as const);
  return withRules(withItems({ quotation: { ...QUOTATION, ...rules } }, all), { prices: PRICES });
}

/** Out of warranty, handed off on Monday at nine, a quotation opened by the desk. */
function opened(policy = policyWith(), facts = EXPIRED): CoreCase {
  return repairAt('assign', { policy, facts }).send('OpenItem', open('quotation'), DESK);
}

const sent = (policy = policyWith()) => advance(opened(policy), 'quotation', 'sent', BATTERY);
const accepted = (policy = policyWith()) => advance(sent(policy), 'quotation', 'accepted', {}, CUSTOMER);

describe('the amount of a quotation', () => {
  test('is what the price list makes of the work, and nobody types it', () => {
    const repair = advance(opened(), 'quotation', 'sent', { ...BATTERY, labour: [{ code: 'repair', quantity: 1 }] });
    expect(repair.view().items?.[0]).toMatchObject({ step: 'sent', amountMinor: 2 * 9_800 + 18_000 });
    const typed = opened().try('AdvanceItem', step('quotation', 'sent', { ...BATTERY, amountMinor: 1 }), DESK);
    expectRefused(typed, 'item-value-unwanted', '/values/amountMinor');
  });

  test('has only what is on the list, but for the price the market asks', () => {
    const gold = { parts: [{ code: 'gold', quantity: 1 }] };
    expectRefused(
      opened().try('AdvanceItem', step('quotation', 'sent', gold), DESK),
      'part-not-on-price-list',
      '/values/parts/0/code',
    );
    const tee = (priceMinor?: number) => ({ parts: [{ code: 'tee', quantity: 3, priceMinor }] });
    expectRefused(
      opened().try('AdvanceItem', step('quotation', 'sent', tee()), DESK),
      'market-price-missing',
      '/values/parts/0/priceMinor',
    );
    const repair = advance(opened(), 'quotation', 'sent', tee(1_250));
    expect(repair.view().items?.[0]?.amountMinor).toBe(3_750);
  });

  test('follows the warranty and the cause: what is free is accepted by itself, and nothing is to be paid', () => {
    const free = advance(opened(policyWith(), FACTS), 'quotation', 'sent', { ...BATTERY, cause: 'workmanship' });
    expect(free.view().items?.[0]).toMatchObject({ step: 'accepted', amountMinor: 0, next: null });
    const broken = advance(opened(policyWith(), FACTS), 'quotation', 'sent', { ...BATTERY, cause: 'user-damage' });
    expect(broken.view().items?.[0]).toMatchObject({ step: 'sent', amountMinor: 19_600 });
  });

  test('is none where the cause takes every service away', () => {
    const policy = withRules(policyWith(), {
      warranty: { ...DEVICE_MAKER.pinned.warranty, causes: { wear: 'refuse' } },
    });
    const refused = opened(policy).try('AdvanceItem', step('quotation', 'sent', { ...BATTERY, cause: 'wear' }), DESK);
    expectRefused(refused, 'service-refused', '/values/cause');
  });

  test('is the last that was sent', () => {
    const repair = advance(sent(), 'quotation', 'sent', { parts: [{ code: 'battery', quantity: 1 }] });
    expect(repair.view().items?.[0]).toMatchObject({ step: 'sent', amountMinor: 9_800 });
  });
});

describe('who says what of a quotation', () => {
  test('we send it and record the money; the customer answers', () => {
    expectRefused(opened().try('AdvanceItem', step('quotation', 'sent', BATTERY), CUSTOMER), 'not-your-step', '/by');
    expect(sent().view().items?.[0]?.next).toMatchObject({ what: 'quotation.accepted', who: 'customer' });
    expectRefused(accepted().try('AdvanceItem', step('quotation', 'paid'), CUSTOMER), 'not-your-step', '/by');
    expect(itemsOf(advance(accepted(), 'quotation', 'paid'))).toEqual(['quotation-1: paid']);
  });

  test('nobody says that it has lapsed: it does, when its time is over and nobody answered', () => {
    expectRefused(sent().try('AdvanceItem', step('quotation', 'lapsed'), DESK), 'not-your-step', '/by');
    const repair = sent();
    // Two working days of eight hours from Monday at nine.
    expect(repair.view().items?.[0]?.next?.byMs).toBe(at('03-10 18:00'));
    expect(itemsOf(repair.until(at('03-10 18:00') - 1))).toEqual(['quotation-1: sent']);
    expect(itemsOf(repair.until(at('03-10 18:00')))).toEqual(['quotation-1: lapsed']);
    expect(itemsOf(accepted().until(at('03-13 18:00')))).toEqual(['quotation-1: accepted']);
  });

  test('sent anew it has all its time again', () => {
    const repair = advance(sent().until(at('03-10 09:00')), 'quotation', 'sent', BATTERY);
    expect(itemsOf(repair.until(at('03-11 18:00') - 1))).toEqual(['quotation-1: sent']);
    expect(itemsOf(repair.until(at('03-11 18:00')))).toEqual(['quotation-1: lapsed']);
  });

  test('a price that is only told is accepted as it is sent, and never lapses', () => {
    const policy = policyWith({ answer: 'none', payment: 'none', valid: null });
    const repair = advance(opened(policy), 'quotation', 'sent', BATTERY);
    expect(repair.view().items?.[0]).toMatchObject({ step: 'accepted', next: null });
  });
});

describe('what a quotation blocks', () => {
  const gated = (rules: Partial<QuotationDefinition>) => {
    const policy = policyWith({ blocks: ['assign', 'closing'], ...rules });
    const repair = repairAt('hand-off', { policy, facts: EXPIRED }).send('OpenItem', open('quotation'), DESK);
    return advance(repair.send('HandOffCase', { leadId: null }, DESK), 'quotation', 'sent', BATTERY);
  };
  const stage = (repair: CoreCase) => repair.open().stage.name;

  test('waits for the money where it is paid before, and for the yes where it is paid after', () => {
    const before = gated({});
    expect(stage(before)).toBe('gate');
    expect(stage(advance(before, 'quotation', 'accepted', {}, CUSTOMER))).toBe('gate');
    expect(before.view().nextStep).toMatchObject({ what: 'quotation.paid', who: 'customer' });
    expect(stage(advance(before, 'quotation', 'paid'))).toBe('assign');
    const after = gated({ payment: 'after' });
    expect(stage(after)).toBe('gate');
    expect(stage(advance(after, 'quotation', 'accepted', {}, CUSTOMER))).toBe('assign');
    const none = gated({ payment: 'none' });
    expect(stage(advance(none, 'quotation', 'accepted', {}, CUSTOMER))).toBe('assign');
  });

  test('is not open for a no, for silence or for a dropped one: another must be sent', () => {
    const declined = advance(gated({}), 'quotation', 'declined', {}, CUSTOMER);
    const lapsed = gated({}).until(at('03-10 18:00'));
    const dropped = advance(gated({}), 'quotation', 'dropped');
    for (const repair of [declined, lapsed, dropped]) {
      expect(stage(repair)).toBe('gate');
      expect(repair.view().nextStep).toMatchObject({ what: 'quotation.opened', who: 'desk' });
    }
  });

  test('may not close before the money has come, where it is paid after', () => {
    const repair = advance(gated({ payment: 'after' }), 'quotation', 'accepted', {}, CUSTOMER);
    const close = () => repair.try('CloseCase', { outcome: 'answered', noteId: null }, DESK);
    expectRefused(close(), 'gate-closed');
    advance(repair, 'quotation', 'paid');
    expect(close()).toBeNull();
  });
});

describe('clocks stand still', () => {
  const EIGHT_HOURS = [{ when: {}, withinMs: 8 * HOUR_MS }];
  const timed = (pausedWhile: ClockDefinition['pausedWhile'], rules: Partial<QuotationDefinition> = {}) =>
    policyWith(rules, [{ pausedWhile, within: EIGHT_HOURS }]);
  const dueAtMs = (repair: CoreCase) => repair.view().clocks.find(({ clockId }) => clockId === 'work')?.dueAtMs;

  test('from the sent quotation to the answer, and from there to the money', () => {
    const policy = timed(['waiting-for-consent', 'waiting-for-payment']);
    const repair = opened(policy).until(at('03-09 10:00'));
    expect(dueAtMs(repair)).toBe(at('03-09 18:00'));
    advance(repair, 'quotation', 'sent', BATTERY);
    expect(dueAtMs(repair)).toBeNull();
    advance(repair.until(at('03-09 11:00')), 'quotation', 'accepted', {}, CUSTOMER);
    expect(dueAtMs(repair)).toBeNull();
    advance(repair.until(at('03-09 12:00')), 'quotation', 'paid');
    expect(dueAtMs(repair)).toBe(at('03-10 11:00'));
  });

  test('for one of them only, if the policy says so; and not for money that comes afterwards', () => {
    const consent = opened(timed(['waiting-for-consent'])).until(at('03-09 10:00'));
    advance(advance(consent, 'quotation', 'sent', BATTERY).until(at('03-09 11:00')), 'quotation', 'accepted');
    expect(dueAtMs(consent)).toBe(at('03-10 10:00'));
    const after = opened(timed(['waiting-for-payment'], { payment: 'after' })).until(at('03-09 10:00'));
    advance(advance(after, 'quotation', 'sent', BATTERY), 'quotation', 'accepted');
    expect(dueAtMs(after)).toBe(at('03-09 18:00'));
  });

  test('until the quotation lapses, and back from when money is told to have come', () => {
    const lapsed = opened(timed(['waiting-for-consent'])).until(at('03-09 10:00'));
    advance(lapsed, 'quotation', 'sent', BATTERY).until(at('03-11 10:00'));
    expect(itemsOf(lapsed)).toEqual(['quotation-1: lapsed']);
    expect(dueAtMs(lapsed)).toBe(at('03-11 18:00'));
    const late = opened(timed(['waiting-for-payment'])).until(at('03-09 10:00'));
    advance(advance(late, 'quotation', 'sent', BATTERY), 'quotation', 'accepted');
    late.until(at('03-09 15:00'));
    late.try('AdvanceItem', step('quotation', 'paid'), DESK, { effectiveAtMs: at('03-09 11:00') });
    expect(dueAtMs(late)).toBe(at('03-10 10:00'));
  });
});

describe('a report in a case with a quotation', () => {
  const work = { cause: 'wear', labour: [], result: 'solved', priceAccepted: false, noteId: null } as const;
  const reported = (repair: CoreCase, quantity: number, priceAccepted = false) =>
    repair.try('FileReport', { ...work, priceAccepted, parts: [{ code: 'battery', quantity }] }, LEAD);
  const quotedAt = (rules: Partial<QuotationDefinition>, steps: readonly string[]) => {
    const repair = repairAt('report', { policy: policyWith({ blocks: [], ...rules }), facts: EXPIRED });
    repair.send('OpenItem', open('quotation'), DESK);
    for (const one of steps) advance(repair, 'quotation', one, one === 'sent' ? BATTERY : {});
    return repair;
  };

  test('charges what was accepted or less, and needs no second yes for it', () => {
    expect(reported(quotedAt({}, ['sent', 'accepted']), 2)).toBeNull();
    expect(reported(quotedAt({}, ['sent', 'accepted', 'paid']), 1)).toBeNull();
  });

  test('never charges more, whoever says that the price was accepted', () => {
    const above = reported(quotedAt({}, ['sent', 'accepted']), 3, true);
    expectRefused(above, 'above-quotation');
    expect(refusalSentence(above!)).toContain('294.00 CNY is more than the 196.00 CNY');
    for (const steps of [[], ['sent'], ['sent', 'declined']]) {
      expectRefused(reported(quotedAt({}, steps), 1, true), 'above-quotation');
    }
    expect(reported(quotedAt({}, ['sent', 'dropped']), 1, true)).toBeNull();
  });

  test('asks for the yes where the price was only told', () => {
    const told = { answer: 'none', payment: 'none', valid: null } as const;
    expectRefused(reported(quotedAt(told, ['sent']), 2), 'price-not-accepted', '/priceAccepted');
    expect(reported(quotedAt(told, ['sent']), 2, true)).toBeNull();
    expectRefused(reported(quotedAt(told, ['sent']), 3, true), 'above-quotation');
  });

  test('of a second visit charges what the first one left, and a second quotation adds to it', () => {
    const repair = quotedAt({}, ['sent', 'accepted', 'paid']);
    file(repair, { cause: 'wear', parts: [{ code: 'battery', quantity: 1 }], result: 'second-visit' });
    const start = repair.nowMs + 49 * HOUR_MS;
    repair.send('ProposeAppointment', { startMs: start, endMs: start + HOUR_MS }, LEAD);
    repair.send('ConfirmAppointment', { revision: null });
    repair.until(start).send('RecordArrival', {});
    expectRefused(reported(repair, 2), 'above-quotation');
    repair.send('OpenItem', open('quotation'), DESK);
    advance(
      advance(repair, 'quotation', 'sent', { parts: [{ code: 'battery', quantity: 1 }] }),
      'quotation',
      'accepted',
    );
    expect(reported(repair, 2)).toBeNull();
  });

  test('is what is paid afterwards, when it came to less', () => {
    const repair = quotedAt({ payment: 'after' }, ['sent', 'accepted']);
    expect(reported(repair, 1)).toBeNull();
    advance(repair, 'quotation', 'paid');
    expect(repair.of('ItemAdvanced').at(-1)).toMatchObject({ step: 'paid', values: { amountMinor: 9_800 } });
  });
});
