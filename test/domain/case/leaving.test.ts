import { describe, expect, test } from 'vitest';
import type { CommandBodies } from '../../../domain/case/commands.ts';
import type { VisitRules } from '../../../domain/policy/pinned.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { itemsOf, task, withItems } from '../../support/items.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DEVICE_MAKER, FACTS, file, LEAD, repairAt } from '../../support/repair.ts';

const PLAIN: CommandBodies['FileReport'] = {
  cause: 'wear',
  parts: [],
  labour: [],
  result: 'solved',
  priceAccepted: true,
  noteId: null,
};
const asked = (visit: VisitRules) => repairAt('report', { policy: withRules(DEVICE_MAKER, { visit }) });
const report = (repair: ReturnType<typeof repairAt>, body: Partial<CommandBodies['FileReport']>) =>
  repair.try('FileReport', { ...PLAIN, ...body }, LEAD);

describe('a visit’s list', () => {
  const visit = { checklist: ['badge', 'price-list', 'shown-how'] };

  test('is ticked to the last entry before the report is taken', () => {
    const repair = asked(visit);
    const refusal = report(repair, { checklist: ['price-list'] });
    expectRefused(refusal, 'checklist-incomplete', '/checklist');
    expect(refusal?.params.missing).toBe('badge, shown-how');
    expectRefused(report(repair, {}), 'checklist-incomplete', '/checklist');
    expect(report(repair, { checklist: ['shown-how', 'price-list', 'badge'] })).toBeNull();
    expect(repair.of('ReportFiled')[0]?.checklist).toEqual(['shown-how', 'price-list', 'badge']);
  });

  test('has no entries of somebody’s own', () => {
    expectRefused(report(asked(visit), { checklist: ['badge', 'coffee'] }), 'not-on-checklist', '/checklist/1');
    expectRefused(report(asked({}), { checklist: ['badge'] }), 'not-on-checklist', '/checklist/0');
  });

  test('is nobody’s where the plan has no visit for the case', () => {
    const { kinds } = DEVICE_MAKER.pinned;
    const stages = kinds.repair!.stages.filter((stage) => stage !== 'visit');
    const policy = withRules(DEVICE_MAKER, { visit, kinds: { ...kinds, repair: { ...kinds.repair!, stages } } });
    const repair = repairAt('report', { policy });
    expect(repair.view().stage).toBe('report');
    expect(report(repair, {})).toBeNull();
  });
});

describe('nobody leaves', () => {
  test('with a result that the policy does not allow', () => {
    const repair = asked({ results: ['solved', 'irreparable'] });
    const refusal = report(repair, { result: 'second-visit' });
    expectRefused(refusal, 'must-not-leave', '/result');
    expect(refusal?.params.known).toBe('solved, irreparable');
    expectRefused(report(repairAt('report'), { result: 'irreparable' }), 'must-not-leave', '/result');
    expect(report(repair, { result: 'irreparable' })).toBeNull();
    expect(repair.view().nextStep).toMatchObject({ what: 'sign', who: 'customer' });
  });

  test('before the customer has signed, where the policy asks for it', () => {
    const repair = asked({ signed: 'before-leaving' });
    expectRefused(report(repair, {}), 'not-signed', '/opinion');
    expect(report(repair, { opinion: 'satisfied' })).toBeNull();
    expect(repair.of('ReportSigned')).toHaveLength(1);
    expect(report(asked({ signed: 'before-leaving' }), { result: 'second-visit' })).toBeNull();
  });
});

describe('what is taken in', () => {
  const visit = { results: ['solved', 'taken-in'] as const };
  const agreedMs = at('03-20 12:00');

  test('has a time to come, and nothing else has', () => {
    expectRefused(report(asked(visit), { result: 'taken-in' }), 'agreed-date-missing', '/agreedMs');
    expectRefused(report(asked(visit), { agreedMs }), 'agreed-date-unwanted', '/agreedMs');
    const repair = asked(visit);
    expectRefused(report(repair, { result: 'taken-in', agreedMs: repair.nowMs }), 'agreed-date-past', '/agreedMs');
    expect(report(repair, { result: 'taken-in', agreedMs })).toBeNull();
  });

  test('is promised by itself for that time', () => {
    const opens = [{ on: 'report-filed', when: { results: ['taken-in'] } }] as const;
    const given: Parameters<typeof withItems>[0] = {
      back: { is: 'promise', owner: { kind: 'lead' }, opens, blocks: ['callback'] },
    };
    const policy = withRules(withItems(given), { visit });
    const repair = repairAt('report', { policy });
    expect(report(repair, { result: 'taken-in', agreedMs, opinion: 'satisfied' })).toBeNull();
    expect(repair.view().items).toMatchObject([{ id: 'back-1', agreedMs }]);
    expect(repair.view()).toMatchObject({ stage: 'gate', nextStep: { what: 'back.kept', byMs: agreedMs } });
  });

  test('was not repaired: neither solved nor remembered', () => {
    const clock = {
      id: 'until-solved',
      from: 'arrived',
      until: 'solved',
      within: [{ when: {}, withinMs: DAY_MS }],
    } as const;
    const warranty = { ...DEVICE_MAKER.pinned.warranty, restartAfter: 2 };
    const policy = withRules(withItems({}, [clock]), { visit, warranty, faults: ['flicker'] });
    const known = {
      policy,
      facts: { ...FACTS, fault: { value: 'flicker' } },
      open: { unit: { unitKey: 'u', repairs: [] } },
    };
    const repair = repairAt('report', known);
    expect(report(repair, { result: 'taken-in', agreedMs, opinion: 'satisfied' })).toBeNull();
    expect(repair.view().clocks.find(({ clockId }) => clockId === 'until-solved')).toMatchObject({ status: 'running' });
    expect(repair.of('UnitRepaired')).toEqual([]);
    const solved = repairAt('report', known);
    expect(report(solved, { opinion: 'satisfied' })).toBeNull();
    expect(solved.of('UnitRepaired')).toHaveLength(1);
  });
});

describe('what a report finds for others', () => {
  const policy = withItems({
    'to-development': task({ opens: [{ on: 'report-filed', when: { findings: ['technical'] } }] }),
    'to-training': task({ opens: [{ on: 'report-filed', when: { findings: ['service'] } }] }),
    'to-stock': task({ opens: [{ on: 'report-filed', when: { results: ['second-visit'] } }] }),
  });

  test('opens what the policy says', () => {
    const repair = repairAt('report', { policy });
    expect(report(repair, { findings: ['technical', 'service'] })).toBeNull();
    expect(itemsOf(repair)).toEqual(['to-development-1: opened', 'to-training-1: opened']);
  });

  test('is of the last report only', () => {
    const repair = repairAt('report', { policy });
    expect(report(repair, { result: 'second-visit', findings: ['service'] })).toBeNull();
    expect(repair.open().findings).toEqual(['service']);
    repair.send('ProposeAppointment', { startMs: at('03-13 10:00'), endMs: at('03-13 12:00'), agreed: true });
    file(repair.send('RecordArrival', {}));
    expect(repair.open()).toMatchObject({ result: 'solved' });
    expect(repair.open().findings).toBeUndefined();
    expect(itemsOf(repair)).toEqual(['to-training-1: opened', 'to-stock-1: opened']);
  });
});
