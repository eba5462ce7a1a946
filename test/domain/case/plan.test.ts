import { describe, expect, test } from 'vitest';
import { keepsTechnician, stageAfter } from '../../../domain/case/plan.ts';
import type { Traits } from '../../../domain/policy/match.ts';
import type { KindPlan, PinnedPolicy } from '../../../domain/policy/pinned.ts';
import { CoreCase } from '../../support/core-case.ts';
import { DEVICE_MAKER, FACTS, LEAD, OPENING, propose, repairAt } from '../../support/repair.ts';

const TRAITS: Traits = {
  kind: 'repair',
  grade: 'simple',
  urgency: 'normal',
  tier: 'standard',
  way: 'remote',
  productModel: 'LK-200',
};
/** A supporter helps from afar; only what can't be solved so is visited (S1c). */
const SUPPORT: KindPlan = {
  stages: ['intake', 'classify', 'assign', 'remote-help', 'appointment', 'visit', 'report', 'callback'],
  requiredFacts: [],
  conditions: { appointment: { ways: ['on-site'] }, visit: { ways: ['on-site'] }, report: { ways: ['on-site'] } },
  way: 'remote',
};

function policyWith(repair: KindPlan, more: Partial<PinnedPolicy> = {}) {
  const { pinned } = DEVICE_MAKER;
  return { ...DEVICE_MAKER, pinned: { ...pinned, ...more, kinds: { ...pinned.kinds, repair } } };
}

function open(policy: ReturnType<typeof policyWith>): CoreCase {
  const supported = new CoreCase(policy, repairAt('intake').nowMs);
  supported.send('OpenCase', { ...OPENING, facts: FACTS });
  return supported;
}

const classify = (one: CoreCase) =>
  one.send('ClassifyCase', { kind: null, grade: 'simple', urgency: null, damage: 'none' });
const help = (one: CoreCase, outcome: 'solved' | 'not-enough') =>
  one.send('RecordRemoteHelp', { outcome, noteId: null });
const reclassify = (one: CoreCase, to: object) =>
  one.send('ReclassifyCase', { grade: null, urgency: null, tier: null, way: null, noteId: null, ...to }, LEAD);
const NOTHING = { grade: null, urgency: null, tier: null, way: null, noteId: null };

describe('a plan', () => {
  const policy = policyWith(SUPPORT).pinned;

  test('goes on in its own order, past stages that are for other cases', () => {
    expect(stageAfter(policy, TRAITS, 'assign')).toBe('remote-help');
    expect(stageAfter(policy, TRAITS, 'remote-help')).toBe('callback');
    expect(stageAfter(policy, { ...TRAITS, way: 'on-site' }, 'remote-help')).toBe('appointment');
    expect(stageAfter(policy, TRAITS, 'callback')).toBeNull();
  });

  test('that lacks the stage of a case goes on in the order of all', () => {
    expect(stageAfter(policy, TRAITS, 'hand-off')).toBe('assign');
  });

  test('keeps whom it assigned before a stage that others have before assignment', () => {
    expect(keepsTechnician(policy, 'repair', 'remote-help')).toBe(true);
    expect(keepsTechnician(policy, 'repair', 'classify')).toBe(false);
    expect(keepsTechnician(DEVICE_MAKER.pinned, 'repair', 'remote-help')).toBe(false);
  });
});

describe('a case of a plan with stages for some', () => {
  const atHelp = (more: Partial<PinnedPolicy> = {}) => {
    const one = classify(open(policyWith(SUPPORT, more)));
    one.send('AssignTechnician', { technicianId: null }, LEAD);
    return one;
  };

  test('takes the way of its kind, and keeps its supporter while it is helped from afar', () => {
    const one = atHelp();
    expect(one.open()).toMatchObject({ way: 'remote', stage: { name: 'remote-help' } });
    expect(one.open().technicianId).not.toBeNull();
    expect(one.view().nextStep).toMatchObject({ what: 'remote-help', who: 'technician' });
    expect(help(one, 'solved').open().stage.name).toBe('callback');
  });

  test('is visited when help was not enough and the policy says so, on record', () => {
    const one = help(atHelp({ remoteHelp: { otherwise: 'on-site' } }), 'not-enough');
    expect(one.of('CaseReclassified')).toMatchObject([{ now: { way: 'on-site' }, because: 'remote-help' }]);
    expect(one.open().stage.name).toBe('appointment');
  });

  test('that nobody was assigned to is assigned before it is visited', () => {
    const plan: KindPlan = { ...SUPPORT, conditions: { ...SUPPORT.conditions, assign: { ways: ['on-site'] } } };
    const one = help(classify(open(policyWith(plan, { remoteHelp: { otherwise: 'on-site' } }))), 'not-enough');
    expect(one.open().stage.name).toBe('assign');
  });

  test('climbs a grade at a time, and leaves the stage that is for lower grades', () => {
    const plan: KindPlan = {
      stages: ['intake', 'classify', 'remote-help', 'assign', 'callback'],
      requiredFacts: [],
      conditions: { 'remote-help': { grades: ['simple', 'general'] }, assign: { grades: ['complex'] } },
    };
    const one = help(classify(open(policyWith(plan, { remoteHelp: { raisesGrade: true } }))), 'not-enough');
    expect(one.open()).toMatchObject({ grade: 'general', stage: { name: 'remote-help' } });
    expect(help(one, 'not-enough').open()).toMatchObject({ grade: 'complex', stage: { name: 'assign' } });
  });
});

describe('what turns out otherwise', () => {
  test('leaves a stage that is not for such a case, and calls off the visit that was agreed', () => {
    const one = open(policyWith({ ...SUPPORT, way: 'on-site' }));
    classify(one).send('AssignTechnician', { technicianId: null }, LEAD);
    help(one, 'not-enough');
    propose(one, one.nowMs + 48 * 3_600_000);
    one.send('ConfirmAppointment', { revision: null });
    expect(one.open().stage.name).toBe('visit');
    reclassify(one, { way: 'remote' });
    expect(one.open()).toMatchObject({ stage: { name: 'callback' }, appointment: null });
    expect(one.of('AppointmentCancelled')).toMatchObject([{ reason: 'reclassified' }]);
  });

  test('moves nothing while the stage is for such a case still', () => {
    const one = repairAt('hand-off');
    expect(reclassify(one, { urgency: 'emergency' }).open()).toMatchObject({
      urgency: 'emergency',
      stage: { name: 'hand-off' },
    });
    expect(one.try('ReclassifyCase', { ...NOTHING, urgency: 'emergency' })?.code).toBe('nothing-changed');
  });

  test('is no grade and no way before there was a first', () => {
    const one = repairAt('remote-help');
    expect(one.try('ReclassifyCase', { ...NOTHING, grade: 'complex' })?.code).toBe('not-classified-yet');
    expect(one.try('ReclassifyCase', { ...NOTHING, way: 'remote' })?.code).toBe('not-classified-yet');
    expect(one.try('ReclassifyCase', { ...NOTHING, tier: 'key' })).toBeNull();
  });
});

describe('a word with the customer', () => {
  const word = { direction: 'to', channel: 'phone', outcome: 'reached', noteId: null } as const;
  const RESPONDED = {
    id: 'responded',
    from: 'opened',
    until: 'responded',
    pausedWhile: [],
    calendar: 'round-the-clock',
    within: [{ when: {}, withinMs: 120_000 }],
    warnAtPercent: [],
    warn: null,
    ladder: null,
  } as const;

  test('is the response when it is the first that reached them', () => {
    const one = open(policyWith(SUPPORT, { clocks: [RESPONDED] }));
    one.send('RecordContact', { ...word, outcome: 'no-answer' });
    one.send('RecordContact', { ...word, direction: 'from' });
    expect(one.of('ClockStopped')).toEqual([]);
    one.send('RecordContact', word);
    expect(one.of('ClockStopped')).toMatchObject([{ clockId: 'responded', verdict: 'met' }]);
    one.send('RecordContact', word);
    expect(one.of('CustomerContacted').map(({ first }) => first)).toEqual([undefined, undefined, true, undefined]);
  });

  test('from the customer always reaches somebody', () => {
    const one = repairAt('classify');
    const refusal = one.try('RecordContact', { ...word, direction: 'from', outcome: 'no-answer' });
    expect(refusal).toMatchObject({ code: 'nobody-called', place: '/outcome' });
  });

  test('remote help that solved it is the solution that clocks run to', () => {
    const solved = { ...RESPONDED, id: 'solved', until: 'solved' } as const;
    const plan: KindPlan = { stages: ['intake', 'remote-help', 'callback'], requiredFacts: [] };
    const one = help(open(policyWith(plan, { clocks: [solved] })), 'solved');
    expect(one.of('ClockStopped')).toMatchObject([{ clockId: 'solved', verdict: 'met' }]);
  });
});

describe('a stage that the plan means for other cases, but that the next one stands on', () => {
  const ASSIGNED: KindPlan = {
    stages: ['intake', 'classify', 'assign', 'appointment', 'visit', 'report'],
    requiredFacts: [],
    conditions: { assign: { products: ['IV-*'] } },
    way: 'on-site',
  };

  test('is not entered again when the case is classified anew', () => {
    const one = open(policyWith(ASSIGNED));
    classify(one);
    expect(one.view().stage).toBe('assign');
    reclassify(one, { urgency: 'emergency' });
    expect(one.view().stage).toBe('assign');
    expect(one.of('StageEntered').filter(({ stage }) => stage === 'assign')).toHaveLength(1);
    expect(one.of('TechniciansRanked')).toHaveLength(1);
  });
});
