import { describe, expect, test } from 'vitest';
import { filed, reportAt } from './ledgers.ts';

describe('a problem that keeps coming back', () => {
  const warned = (...reports: ReturnType<typeof filed>[]) =>
    reportAt('monthly', '2026-04-01 08:00', { filed: reports }).recurring;
  const three = ['2026-03-02 09:00', '2026-03-12 09:00', '2026-03-31 23:59'];

  test('is told at its third case within the month, not at its second', () => {
    expect(warned(...three.slice(1).map((when) => filed(when)))).toEqual([]);
    expect(warned(...three.map((when) => filed(when)))).toEqual([
      {
        productModel: 'LK-200',
        problem: 'supplier-part',
        counts: { month: 3, quarter: 3, year: 3 },
        warnings: ['month'],
      },
    ]);
  });

  test('is one product’s and one cause’s', () => {
    const [a = '', b = '', c = ''] = three;
    expect(warned(filed(a), filed(b), filed(c, { productModel: 'LK-350' }))).toEqual([]);
    expect(warned(filed(a), filed(b), filed(c, { cause: 'wear' }))).toEqual([]);
  });

  test('is its symptom, whatever the cause, where the request named one', () => {
    const causes = ['supplier-part', 'wear', 'workmanship'] as const;
    const named = three.map((when, i) => filed(when, { fault: 'no-picture', cause: causes[i] ?? 'other' }));
    expect(warned(...named)).toMatchObject([{ problem: 'no-picture', counts: { month: 3 } }]);
  });

  test('a second visit is the same case, and what was no fault is no problem', () => {
    const again = { caseId: 'C-SAME' };
    expect(warned(...three.map((when) => filed(when, again)))).toEqual([]);
    expect(warned(...three.map((when) => filed(when, { cause: 'no-fault-found' })))).toEqual([]);
  });

  test('is looked for in the quarter and in the year by their own numbers', () => {
    const quarter = [
      '2026-01-01 00:00',
      '2026-01-20 09:00',
      '2026-02-03 09:00',
      '2026-02-20 09:00',
      '2026-03-05 09:00',
    ];
    expect(warned(...quarter.map((when) => filed(when)))).toMatchObject([
      { counts: { month: 1, quarter: 5, year: 5 }, warnings: ['quarter'] },
    ]);
    // One minute earlier lies in the quarter before.
    expect(warned(filed('2025-12-31 23:59'), ...quarter.slice(1).map((when) => filed(when)))).toEqual([]);
    const year = Array.from({ length: 9 }, (_, i) => filed(`2025-${String(i + 4).padStart(2, '0')}-10 09:00`));
    expect(warned(...year, filed('2026-03-05 09:00'))).toMatchObject([
      { counts: { month: 1, quarter: 1, year: 10 }, warnings: ['year'] },
    ]);
  });

  test('that did not come again this time is not told anew', () => {
    const february = [
      '2026-02-02 09:00',
      '2026-02-12 09:00',
      '2026-02-22 09:00',
      '2026-02-23 09:00',
      '2026-02-24 09:00',
    ];
    expect(warned(...february.map((when) => filed(when)))).toEqual([]);
  });
});

test('the catalogue has each product’s problems with what was done, the most frequent first', () => {
  const { catalogue } = reportAt('monthly', '2026-04-01 08:00', {
    filed: [
      filed('2026-03-02 09:00', { productModel: 'IV-3000', cause: 'wear', remedies: ['cooling-fan'] }),
      filed('2026-03-02 09:00', { caseId: 'C-A', result: 'second-visit', remedies: ['diagnosis'] }),
      filed('2026-03-04 09:00', { caseId: 'C-A', remedies: ['lens-head', 'repair'] }),
      filed('2026-03-05 09:00', { remedies: ['lens-head'] }),
      filed('2026-03-06 09:00', { productModel: null }),
    ],
  });
  expect(catalogue?.map(({ productModel }) => productModel)).toEqual(['LK-200', 'IV-3000']);
  expect(catalogue?.[0]?.problems).toMatchObject([
    {
      cause: 'supplier-part',
      cases: 2,
      atOnce: 1,
      remedies: [
        { code: 'lens-head', cases: 2 },
        { code: 'diagnosis', cases: 1 },
        { code: 'repair', cases: 1 },
      ],
    },
  ]);
});
