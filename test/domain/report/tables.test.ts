import { expect, test } from 'vitest';
import { csvOf } from '../../../domain/report/csv.ts';
import { number, percent, text } from '../../../domain/report/table.ts';
import { speechOf, tablesOf } from '../../../domain/report/tables.ts';
import { DEVICE_MAKER, filed, ledger, reportAt } from './ledgers.ts';

test('a report speaks the language of its reader, and names nobody by an id', () => {
  const report = reportAt('monthly', '2026-04-01 08:00', {
    ledgers: [
      ledger(
        ['2026-03-02 09:00', 'CaseOpened'],
        ['2026-03-02 10:00', 'ClockStopped'],
        ['2026-03-03 09:00', 'TechnicianArrived'],
      ),
    ],
    filed: ['02', '03', '04'].map((day) => filed(`2026-03-${day} 09:00`)),
  });
  for (const locale of DEVICE_MAKER.pinned.locales) {
    const tables = tablesOf(report, speechOf(DEVICE_MAKER, locale));
    expect(tables.map(({ id }) => id)).toEqual([
      ...['volume', 'channels', 'indicators', 'limits', 'recurring', 'catalogue', 'technicians', 'certificates'],
    ]);
    const said = tables.flatMap(({ title, head, rows }) => [
      ...[title, ...head],
      ...rows.flat().flatMap((cell) => (cell.kind === 'text' ? [cell.text] : [])),
    ]);
    const ids = said.filter((one) => /^[a-z]+(-[a-z0-9]+)+$/.test(one));
    expect(ids).toEqual([]);
  }
});

test('a section that is not asked for has no table', () => {
  const tables = tablesOf(reportAt('weekly', '2026-03-09 08:00'), speechOf(DEVICE_MAKER, 'en'));
  expect(tables.map(({ id }) => id)).toEqual(['volume', 'channels', 'limits', 'recurring', 'certificates']);
});

test('CSV quotes what must be quoted and lets no text become a formula', () => {
  const rows = [
    [text('a, "b"'), number(3), percent(null)],
    [text('=HYPERLINK("x")'), number(-2), percent(98.5)],
  ];
  expect(csvOf({ id: 'x', title: 'X', head: ['name', 'count', 'share'], rows })).toBe(
    'name,count,share\r\n"a, ""b""",3,\r\n"\'=HYPERLINK(""x"")",-2,98.5\r\n',
  );
});
