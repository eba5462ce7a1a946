import { describe, expect, test } from 'vitest';
import type { CommandBodies } from '../../../domain/case/commands.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { DEVICE_MAKER, file, LEAD, repairAt } from '../../support/repair.ts';

const results = ['solved', 'reinforced'] as const;
const policy = withRules(DEVICE_MAKER, { visit: { results, reinforcedBy: 'technician' } });
/** At work, and two others who may come. */
function working() {
  const repair = repairAt('report', { policy });
  const others = ['tech-1', 'tech-2', 'tech-3'].filter((id) => id !== repair.open().technicianId);
  return { repair, others };
}
const more = (...personIds: string[]): CommandBodies['ReinforceCrew'] => ({ personIds });

describe('where those who are there are too few', () => {
  test('the report says so, and the case waits for more people', () => {
    const { repair, others } = working();
    expectRefused(
      repair.try('FileReport', { ...REPORT, result: 'reinforced', opinion: 'satisfied' }),
      'nothing-to-sign',
      '/opinion',
    );
    file(repair, { result: 'reinforced' });
    expect(repair.view()).toMatchObject({ stage: 'report', nextStep: { what: 'reinforce', who: 'lead' } });
    repair.send('ReinforceCrew', more(...others), LEAD);
    expect(repair.view()).toMatchObject({ stage: 'report', nextStep: { what: 'report' }, crewIds: others });
    file(repair).send('SignReport', { opinion: 'satisfied', noteId: null });
    expect(repair.of('ReportFiled').map(({ result }) => result)).toEqual(['reinforced', 'solved']);
    expect(repair.view().stage).toBe('callback');
  });

  test('they may have managed it alone before anybody came', () => {
    const { repair } = working();
    file(file(repair, { result: 'reinforced' }));
    expect(repair.view().nextStep?.what).toBe('sign');
  });

  test('only those come whom the policy draws on, each once, until the report is filed', () => {
    const { repair, others } = working();
    const [first = ''] = others;
    const there = repair.open().technicianId!;
    expectRefused(repair.try('ReinforceCrew', more(first, 'nobody')), 'unknown-person', '/personIds/1');
    expectRefused(repair.try('ReinforceCrew', more('desk-1')), 'not-in-role', '/personIds/0');
    expectRefused(repair.try('ReinforceCrew', more(first, first)), 'already-in-crew', '/personIds/1');
    expectRefused(repair.try('ReinforceCrew', more(there)), 'already-in-crew', '/personIds/0');
    expect(repair.try('ReinforceCrew', more(first))).toBeNull();
    expectRefused(file(repair).try('ReinforceCrew', more(others[1]!)), 'already-filed');
    expectRefused(repairAt('report').try('ReinforceCrew', more(first)), 'no-reinforcement');
  });
});

const REPORT = { cause: 'wear', parts: [], labour: [], priceAccepted: true, noteId: null } as const;
