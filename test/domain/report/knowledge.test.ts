import { expect, test } from 'vitest';
import { knownProblems } from '../../../domain/report/knowledge.ts';
import { filed } from './ledgers.ts';

const WHEN = '2026-03-02 09:00';
const found = (reports: ReturnType<typeof filed>[], fault: string | null = null, caseId = 'C-NOW') =>
  knownProblems(reports, { caseId, fault }).map(({ cause, cases }) => [cause, cases]);

test('what cases of the product came to is told, the most frequent cause first, three at most', () => {
  const causes = ['wear', 'wear', 'supplier-part', 'supplier-part', 'supplier-part', 'workmanship', 'other'] as const;
  expect(found(causes.map((cause) => filed(WHEN, { cause })))).toEqual([
    ['supplier-part', 3],
    ['wear', 2],
    ['workmanship', 1],
  ]);
});

test('those of the same symptom are told alone, and all where nobody had it yet', () => {
  const reports = [filed(WHEN, { fault: 'no-picture', cause: 'wear' }), filed(WHEN), filed(WHEN)];
  expect(found(reports, 'no-picture')).toEqual([['wear', 1]]);
  expect(found(reports, 'no-light').map(([cause]) => cause)).toContain('supplier-part');
});

test('a report that solved nothing, or the case’s own, teaches nothing', () => {
  expect(found([filed(WHEN, { result: 'second-visit' }), filed(WHEN, { caseId: 'C-NOW' })])).toEqual([]);
});
