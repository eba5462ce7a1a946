import { expect, test } from 'vitest';
import { filedIn } from '../../../domain/report/filed.ts';
import { ledger } from './ledgers.ts';

test('a whole ledger tells its reports and what a workshop found, each with the symptom of the case', () => {
  const bench = { itemId: 'bench-1', name: 'bench', noteId: null };
  const lived = ledger(
    ['2026-03-09 09:00', 'CaseOpened', { facts: { fault: { value: 'no-heat' } } }],
    ['2026-03-10 09:00', 'ItemAdvanced', { ...bench, step: 'received', values: {} }],
    ['2026-03-10 10:00', 'ItemAdvanced', { ...bench, step: 'diagnosed', values: { cause: 'wear' } }],
    [
      '2026-03-12 10:00',
      'ReportFiled',
      { cause: 'workmanship', parts: [{ code: 'valve', quantity: 1 }], labour: [], result: 'solved' },
    ],
  );
  expect(filedIn(lived, 'HEAT-20')).toMatchObject([
    { fault: 'no-heat', productModel: 'HEAT-20', cause: 'wear', remedies: [], result: 'taken-in' },
    { fault: 'no-heat', cause: 'workmanship', remedies: ['valve'], result: 'solved' },
  ]);
});
