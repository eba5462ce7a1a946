import { expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { RefusedError } from '../../client/errors.ts';
import { refusal } from '../../domain/case/refusals.ts';
import { DEVICE_MAKER, reportAt } from '../domain/report/ledgers.ts';
import { busyMonth } from '../domain/report/month.ts';
import { cli } from './cli-harness.ts';

const asked: unknown[][] = [];
const aftercare: Partial<Aftercare> = {
  policy: async () => DEVICE_MAKER,
  report: async (...call) => {
    asked.push(call);
    return reportAt('monthly', '2026-04-01 08:00', busyMonth());
  },
};

test('report show prints tables that fit the terminal', async () => {
  const { code, out, err } = await cli(['report', 'show', 'monthly', '--on', '2026-04-01'], aftercare);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(asked.at(-1)).toEqual(['northwind', 'monthly', '2026-04-01']);
  expect(out).toMatch(/^monthly {2}2026-03-01 – 2026-03-31\n/);
  expect(out).toMatch(/满意度 +4\.29 +4\.50 +4\.34 +42 +█+\n/);
});

test('report show -o csv prints the tables, -o json the figures', async () => {
  const { out: csv } = await cli(['report', 'show', 'monthly', '-o', 'csv'], aftercare);
  expect(csv).toContain('\r\n\r\n服务指标\r\n指标,实际,目标,上期,样本数\r\n满意度,4.29,4.5,4.34,42\r\n');
  const { out: json } = await cli(['report', 'show', 'monthly', '-o', 'json'], aftercare);
  expect(JSON.parse(json)).toMatchObject({
    name: 'monthly',
    indicators: [{ name: 'satisfaction', value: 4.29 }, {}, {}, {}],
  });
});

test('a day that does not exist is no day', async () => {
  const { code, err } = await cli(['report', 'show', 'monthly', '--on', '2026-02-30'], aftercare);
  expect(code).toBe(2);
  expect(err).toContain('2026-05-01');
});

test('a report that the policy does not have is refused with those it has', async () => {
  const unknown = refusal('unknown-report', '', { value: 'daily', known: 'weekly, monthly' });
  const { code, err } = await cli(['report', 'show', 'daily'], {
    report: async () => {
      throw new RefusedError([unknown]);
    },
    policy: async () => DEVICE_MAKER,
  });
  expect(code).toBe(1);
  expect(err).toContain('It has: weekly, monthly.');
});

test('report send tells how each mail ended, and fails when one did not go', async () => {
  const { window } = reportAt('weekly', '2026-03-09 08:00');
  const send = (state: 'sent' | 'unknown') =>
    cli(['report', 'send', 'weekly'], {
      sendReport: async () => ({ report: { name: 'weekly', window }, ends: { 'head-1': { state } } }),
    });
  expect(await send('sent')).toMatchObject({ code: 0, out: expect.stringMatching(/head-1 +sent/) });
  expect(await send('unknown')).toMatchObject({ code: 1, out: expect.stringMatching(/head-1 +unknown/) });
});
