import { expect, test } from 'vitest';
import type { CaseView } from '../../../domain/case/view.ts';
import { differing, valuesOfView } from '../../../domain/rehearsal/comparable.ts';
import { DEVICE_MAKER, repairAt } from '../../support/repair.ts';

const view = repairAt('assign', { policy: DEVICE_MAKER }).view();
const withLinked = (came: object) => valuesOfView({ ...view, care: { opened: [{ came }] } } as unknown as CaseView);

test('of a case that was opened for this one it counts that there is one, not how it is called', () => {
  expect(differing(withLinked({ caseId: 'C-LINKED-1' }), withLinked({ caseId: 'C-MDK2S1PQ4V' }))).toEqual([]);
  expect(differing(withLinked({ caseId: 'C-LINKED-1' }), withLinked({ code: 'facts-missing' }))).not.toEqual([]);
});
