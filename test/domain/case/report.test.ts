import { describe, expect, test } from 'vitest';
import type { CommandBodies } from '../../../domain/case/commands.ts';
import { refusalSentence } from '../../../domain/case/refusals.ts';
import { offeredLinks } from '../../../domain/link/offered.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import type { ReportResult } from '../../../domain/policy/vocabulary.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DEVICE_MAKER, FACTS, file, LEAD, propose, repairAt } from '../../support/repair.ts';

const PLAIN: CommandBodies['FileReport'] = {
  cause: 'wear',
  parts: [],
  labour: [],
  result: 'solved',
  priceAccepted: false,
  noteId: null,
};
const EXPIRED = { ...FACTS, 'purchase-date': { value: '2020-01-01' } };
const report = (body: Partial<CommandBodies['FileReport']>, repair = repairAt('report')) =>
  repair.try('FileReport', { ...PLAIN, ...body }, LEAD);

describe('a service report', () => {
  test('may charge only what is on the price list', () => {
    const unlisted = [{ code: 'gold-plating', quantity: 1 }];
    const listed = [{ code: 'battery', quantity: 1 }];
    expectRefused(report({ parts: [...listed, ...unlisted] }), 'part-not-on-price-list', '/parts/1/code');
    expectRefused(report({ labour: unlisted }), 'labour-not-on-price-list', '/labour/0/code');
    expectRefused(report({ parts: [{ code: 'constructor', quantity: 1 }] }), 'part-not-on-price-list', '/parts/0/code');
  });

  test.each([0, -1, 1.5, 1_000, Number.NaN])('takes no quantity of %s', (quantity) => {
    expectRefused(report({ parts: [{ code: 'battery', quantity }] }), 'quantity-out-of-range', '/parts/0/quantity');
  });

  test('costs nothing in warranty, and needs no consent then', () => {
    const repair = repairAt('report');
    expect(report({ parts: [{ code: 'display', quantity: 2 }] }, repair)).toBeNull();
    expect(repair.of('ReportFiled')[0]?.fee).toEqual({ amountMinor: 0, currency: 'CNY' });
  });

  test('that costs something needs the customer’s consent, and says how much it is', () => {
    const repair = repairAt('report', { facts: EXPIRED });
    const body = { parts: [{ code: 'battery', quantity: 2 }] };
    const { prices } = DEVICE_MAKER.pinned;
    const amountMinor = 2 * prices.parts.battery! + prices.travelMinor;
    const refusal = report(body, repair);
    expectRefused(refusal, 'price-not-accepted', '/priceAccepted');
    expect(refusalSentence(refusal!)).toContain(`${(amountMinor / 100).toFixed(2)} CNY`);
    expect(report({ ...body, priceAccepted: true }, repair)).toBeNull();
    expect(repair.of('ReportFiled')[0]?.fee).toEqual({ amountMinor, currency: 'CNY' });
  });

  test('names a price in a currency without cents as it is paid', () => {
    const prices = { ...DEVICE_MAKER.pinned.prices, travelMinor: 1_500, charged: ['travel'] as const };
    const policy = withRules(DEVICE_MAKER, { currency: 'JPY', prices });
    expect(report({}, repairAt('report', { policy, facts: EXPIRED }))?.params).toEqual({ amount: '1500 JPY' });
  });

  test('is filed once, and signed only after that', () => {
    const repair = repairAt('report');
    const sign = () => repair.try('SignReport', { opinion: 'partly-satisfied', noteId: null });
    expectRefused(sign(), 'report-not-filed');
    expect(repair.view().nextStep).toMatchObject({ what: 'report', who: 'technician' });
    file(repair);
    expectRefused(report({}, repair), 'already-filed');
    expect(repair.view().nextStep).toMatchObject({ what: 'sign', who: 'customer' });
    expect(sign()).toBeNull();
    expect(repair.view().stage).toBe('callback');
  });
});

describe('a report that nobody signed on the spot', () => {
  const asking = {
    on: 'signature-asked',
    to: { kind: 'customer' },
    channels: ['sms'],
    hours: { calendar: 'customer-contact' },
    emergency: 'same',
    class: 'normal',
    when: {},
  } as const;
  const { notices, visit, warranty } = DEVICE_MAKER.pinned;
  const policy = withRules(DEVICE_MAKER, { notices: [...notices, asking] });
  const asked = (body: Partial<CommandBodies['FileReport']>, by: PolicyDocument = policy) => {
    const repair = repairAt('report', { policy: by });
    expect(report(body, repair)).toBeNull();
    const messages = repair.of('MessagePlanned').filter(({ intent }) => intent.purpose === 'signature-asked');
    return { facts: repair.of('SignatureAsked').length, messages: messages.length };
  };

  test.each<ReportResult>(['solved', 'taken-in', 'irreparable'])('asks the customer to, when it is %s', (result) => {
    const agreedMs = result === 'taken-in' ? { agreedMs: at('03-30 10:00') } : {};
    const results = withRules(policy, { visit: { ...visit, results: ['solved', 'taken-in', 'irreparable'] } });
    expect(asked({ result, ...agreedMs }, results)).toEqual({ facts: 1, messages: 1 });
  });

  test('asks nobody when the work goes on, or gets no service', () => {
    const refusing = withRules(policy, { warranty: { ...warranty, causes: { 'user-damage': 'refuse' } } });
    const reinforced = withRules(policy, { visit: { ...visit, results: ['reinforced'] } });
    expect(asked({ result: 'second-visit' })).toEqual({ facts: 0, messages: 0 });
    expect(asked({ result: 'reinforced' }, reinforced)).toEqual({ facts: 0, messages: 0 });
    expect(asked({ cause: 'user-damage' }, refusing)).toEqual({ facts: 0, messages: 0 });
  });

  test('asks nobody under a policy that has no message for it, and leaves no trace in the ledger', () => {
    expect(asked({}, DEVICE_MAKER)).toEqual({ facts: 0, messages: 0 });
  });

  test('asks nobody who signed at once', () => {
    expect(asked({ opinion: 'satisfied' })).toEqual({ facts: 0, messages: 0 });
  });

  test('tells the message that the customer can sign', () => {
    const repair = file(repairAt('report', { policy }));
    const intent = repair.of('MessagePlanned').find((one) => one.intent.purpose === 'signature-asked')!.intent;
    const links = offeredLinks(intent, repair.view(), 'service', repair.nowMs);
    expect(links.map(({ purpose }) => purpose)).toContain('sign');
  });

  test('is not asked about in the morning when it was signed at night', () => {
    const repair = file(repairAt('report', { policy }).until(at('03-11 23:30')));
    expect(repair.open().heldMessages.map(({ intent }) => intent.purpose)).toContain('signature-asked');
    repair.send('SignReport', { opinion: 'satisfied', noteId: null });
    const { key } = repair.of('MessageHeld').find(({ intent }) => intent.purpose === 'signature-asked')!.intent;
    expect(repair.of('MessageSuppressed')).toContainEqual(expect.objectContaining({ key, reason: 'answered' }));
  });
});

describe('what else may be charged', () => {
  const { prices, warranty } = DEVICE_MAKER.pinned;
  const priced = withRules(DEVICE_MAKER, {
    prices: { ...prices, fees: { upgrade: 9_900 }, market: ['tee'], charged: ['parts'] },
  });

  test('is a fee of the list, in warranty too', () => {
    const repair = repairAt('report', { policy: priced });
    expectRefused(report({ fees: [{ code: 'polish', quantity: 1 }] }, repair), 'fee-not-on-price-list', '/fees/0/code');
    const fees = [{ code: 'upgrade', quantity: 1 }];
    expectRefused(report({ fees }, repair), 'price-not-accepted', '/priceAccepted');
    expect(report({ fees, priceAccepted: true }, repair)).toBeNull();
    expect(repair.of('ReportFiled')).toMatchObject([{ fees, fee: { amountMinor: 9_900 } }]);
  });

  test('is a part at the price that the market asked, and never at two prices', () => {
    const at = () => repairAt('report', { policy: priced, facts: EXPIRED });
    const tee = (priceMinor?: number) => [{ code: 'tee', quantity: 2, priceMinor }];
    expectRefused(report({ parts: tee() }, at()), 'market-price-missing', '/parts/0/priceMinor');
    for (const wrong of [-1, 1.5, Number.MAX_SAFE_INTEGER]) {
      expectRefused(report({ parts: tee(wrong) }, at()), 'market-price-out-of-range', '/parts/0/priceMinor');
    }
    const battery = [{ code: 'battery', quantity: 1, priceMinor: 5 }];
    expectRefused(report({ parts: battery }, at()), 'price-is-fixed', '/parts/0/priceMinor');
    const repair = at();
    expect(report({ parts: tee(1_250), priceAccepted: true }, repair)).toBeNull();
    expect(repair.of('ReportFiled')[0]?.fee.amountMinor).toBe(2_500);
  });

  test('hangs on the cause that was found, where the policy says so', () => {
    const policy = withRules(DEVICE_MAKER, {
      prices: { ...prices, charges: [{ when: { causes: ['wear'] }, charge: ['travel'], at: 'price' }] },
      warranty: { ...warranty, causes: { wear: 'quote' } },
    });
    const repair = repairAt('report', { policy });
    expect(report({ cause: 'wear', priceAccepted: true }, repair)).toBeNull();
    expect(repair.of('ReportFiled')[0]?.fee.amountMinor).toBe(prices.travelMinor);
  });
});

describe('a cause that gets no service', () => {
  const { warranty } = DEVICE_MAKER.pinned;
  const policy = withRules(DEVICE_MAKER, { warranty: { ...warranty, causes: { 'user-damage': 'refuse' } } });
  const found = { cause: 'user-damage' } as const;

  test.each<Partial<CommandBodies['FileReport']>>([
    { parts: [{ code: 'battery', quantity: 1 }] },
    { labour: [{ code: 'repair', quantity: 1 }] },
    { opinion: 'satisfied' },
    { result: 'second-visit' },
  ])('takes no %j', (body) => {
    expectRefused(report({ ...found, ...body }, repairAt('report', { policy })), 'service-refused', '/cause');
  });

  test('ends the case, and nothing is to pay or to sign', () => {
    const repair = repairAt('report', { policy });
    expect(report(found, repair)).toBeNull();
    expect(repair.of('ReportFiled')).toMatchObject([{ service: 'refused', fee: { amountMinor: 0 } }]);
    expect(repair.view()).toMatchObject({ stage: 'closed', outcome: 'not-serviceable', nextStep: null });
  });

  test('is one that the policy names', () => {
    const repair = repairAt('report', { policy });
    expect(report({ cause: 'wear' }, repair)).toBeNull();
    expect(repair.view()).toMatchObject({ stage: 'report' });
  });
});

describe('a second visit', () => {
  test('goes back for another appointment with the same technician', () => {
    const repair = repairAt('report');
    const { technicianId } = repair.open();
    file(repair, { result: 'second-visit' });
    expect(repair.view()).toMatchObject({ stage: 'appointment', appointment: null, technicianId, round: 1 });
    propose(repair, at('03-13 10:00')).send('ConfirmAppointment', { revision: null });
    expect(repair.view().appointment?.revision).toBe(2);
  });

  test('has a report of its own', () => {
    const repair = file(repairAt('report'), { result: 'second-visit' });
    propose(repair, at('03-13 10:00')).send('ConfirmAppointment', { revision: null }).send('RecordArrival', {});
    expect(repair.view().nextStep).toMatchObject({ what: 'report' });
    file(repair).send('SignReport', { opinion: 'satisfied', noteId: null });
    expect(repair.of('ReportFiled').map(({ result }) => result)).toEqual(['second-visit', 'solved']);
  });
});

describe('a report that the customer signs on the spot', () => {
  test('is filed and signed at once', () => {
    const repair = repairAt('report');
    expect(report({ opinion: 'partly-satisfied' }, repair)).toBeNull();
    expect(repair.of('ReportSigned')).toMatchObject([{ opinion: 'partly-satisfied' }]);
    expect(repair.view().stage).toBe('callback');
  });

  test('is not one that asks for a second visit', () => {
    expectRefused(report({ opinion: 'satisfied', result: 'second-visit' }), 'nothing-to-sign', '/opinion');
  });
});
