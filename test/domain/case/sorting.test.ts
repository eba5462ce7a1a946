import { describe, expect, test } from 'vitest';
import type { CommandBodies } from '../../../domain/case/commands.ts';
import type { SortRule } from '../../../domain/policy/pinned.ts';
import { CoreCase } from '../../support/core-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DESK, DEVICE_MAKER, FACTS, repairAt } from '../../support/repair.ts';

const sort: readonly SortRule[] = [
  { name: 'danger-first', when: { marks: ['danger'] }, set: { urgency: 'emergency' } },
  { name: 'asks-only', when: { marks: ['question'] }, set: { kind: 'consultation' } },
  { name: 'lenses-are-simple', when: { products: ['LK-*'] }, set: { grade: 'simple' } },
];
const policy = withRules(DEVICE_MAKER, { sort });
const OPENING: CommandBodies['OpenCase'] = {
  source: 'desk',
  channel: 'web',
  kind: null,
  urgency: 'normal',
  tier: 'standard',
  locale: null,
  facts: FACTS,
};
const opened = (body: Partial<CommandBodies['OpenCase']>, rules = policy) =>
  new CoreCase(rules, at('03-09 09:00')).send('OpenCase', { ...OPENING, ...body });
const CLASSIFY: CommandBodies['ClassifyCase'] = { kind: null, grade: null, urgency: null, damage: 'none' };

describe('a request with words the policy looks for', () => {
  test('is sorted by them, and the ledger names the rule', () => {
    const danger = opened({ marks: ['danger'] });
    expect(danger.view()).toMatchObject({ urgency: 'emergency', kind: 'repair' });
    expect(danger.of('CaseOpened')).toMatchObject([{ marks: ['danger'], rules: ['danger-first'] }]);
    expect(opened({ marks: ['question'] }).view().kind).toBe('consultation');
  });

  test('stays what somebody said it is', () => {
    const said = opened({ marks: ['question'], kind: 'repair' });
    expect(said.view().kind).toBe('repair');
    expect(said.of('CaseOpened')[0]).not.toHaveProperty('rules');
  });

  test('is as ever where the policy has no rules', () => {
    expect(opened({ marks: ['danger'] }, DEVICE_MAKER).view().urgency).toBe('normal');
  });
});

describe('the desk', () => {
  test('may leave the grade to the rules', () => {
    const repair = repairAt('classify', { policy }).send('ClassifyCase', CLASSIFY, DESK);
    expect(repair.view()).toMatchObject({ grade: 'simple', stage: 'hand-off' });
    expect(repair.of('CaseClassified')).toMatchObject([{ rules: ['lenses-are-simple'] }]);
  });

  test('says otherwise, and then it counts', () => {
    const repair = repairAt('classify', { policy }).send('ClassifyCase', { ...CLASSIFY, grade: 'complex' }, DESK);
    expect(repair.view().grade).toBe('complex');
    expect(repair.of('CaseClassified')[0]).not.toHaveProperty('rules');
  });

  test('must say it where no rule does', () => {
    expectRefused(repairAt('classify').try('ClassifyCase', CLASSIFY), 'grade-missing', '/grade');
  });

  test('finds an emergency in what the customer wrote later', () => {
    const repair = repairAt('classify', { policy });
    repair.send('ProvideFacts', { facts: { wish: { vaultId: 'v' } }, marks: ['danger'] });
    repair.send('ClassifyCase', CLASSIFY, DESK);
    expect(repair.view().urgency).toBe('emergency');
    expect(repair.of('CaseClassified')).toMatchObject([{ rules: ['danger-first', 'lenses-are-simple'] }]);
  });
});
