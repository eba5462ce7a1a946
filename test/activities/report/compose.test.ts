import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { composeReport } from '../../../activities/report/compose.ts';
import { DEVICE_MAKER, filed, reportAt } from '../../domain/report/ledgers.ts';
import { busyMonth } from '../../domain/report/month.ts';

const march = reportAt('monthly', '2026-04-01 08:00', busyMonth());

describe('a report as a mail', () => {
  const mail = composeReport(DEVICE_MAKER, 'en', march);

  test('says in its subject whose and what it is, and of which days', () => {
    expect(mail.subject).toBe('Monthly service report 2026-03-01 – 2026-03-31 · Qingli Instruments');
  });

  test('has a file for each table, which a spreadsheet takes for what it is', () => {
    const [volume] = mail.attachments;
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(
      ['volume', 'channels', 'indicators', 'limits', 'recurring', 'catalogue', 'technicians', 'certificates'].map(
        (table) => `monthly-2026-03-01-${table}.csv`,
      ),
    );
    const text = String(volume?.content);
    expect(text.startsWith('\ufeff')).toBe(true);
    const rows: string[][] = parse(text, { bom: true });
    expect(rows.slice(0, 4)).toEqual([
      ['item', 'now', 'before'],
      ['Calls', '32', '19'],
      ['Enquiries', '17', '0'],
      ['Service requests', '45', '38'],
    ]);
  });

  test('tells in its text what the page tells', () => {
    expect(mail.text).toContain('- Satisfaction: value 4.29, target 4.50, before 4.34, measured 42');
    expect(mail.text).toContain('- handheld borescope LK-200: problem faulty part, month 4, quarter 4, year 4');
  });

  test('needs no style sheet, picture or script to be seen', () => {
    expect(mail.html).not.toMatch(/<(style|script|img|svg|link)\b|url\(|https?:/);
  });

  test('is a page in which every tag is closed', () => {
    const open: string[] = [];
    for (const [, slash, name = ''] of mail.html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
      if (name === 'meta') continue;
      if (slash === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  test('draws a bar as wide as its share', () => {
    const widths = [...mail.html.matchAll(/<tr>((?:<td width="\d+" height="10"[^>]*>&nbsp;<\/td>)+)<\/tr>/g)].map(
      ([row]) => [...row.matchAll(/width="(\d+)"/g)].reduce((sum, [, px]) => sum + Number(px), 0),
    );
    expect(widths.length).toBeGreaterThan(20);
    expect([...new Set(widths)]).toEqual([100]);
  });
});

test('what a customer typed is text in the page, too', () => {
  const report = reportAt('monthly', '2026-04-01 08:00', {
    filed: [filed('2026-03-03 09:00', { productModel: '<b onclick="x">' })],
  });
  const { html } = composeReport(DEVICE_MAKER, 'en', report);
  expect(html).not.toContain('<b ');
  expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;');
});

test('a table too long for a mail goes on in its file', () => {
  const reports = Array.from({ length: 25 }, (_, i) => filed('2026-03-03 09:00', { productModel: `X-${i}` }));
  const { html, attachments } = composeReport(
    DEVICE_MAKER,
    'en',
    reportAt('monthly', '2026-04-01 08:00', { filed: reports }),
  );
  expect(html).toContain('+ 5 more in the attachment');
  expect(attachments.find(({ filename }) => filename.includes('catalogue'))?.content).toContain('X-24');
});

test('an empty section says so', () => {
  const { html, text } = composeReport(DEVICE_MAKER, 'en', reportAt('monthly', '2026-04-01 08:00'));
  expect(html).toContain('Nothing this time.');
  expect(text).toContain('Nothing this time.');
});
