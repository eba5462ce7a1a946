import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportScheduleId } from '../../workflows/report-messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { loadPolicy } from '../support/policies.ts';
import { CUSTOMER, request } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

/** Its own: schedules belong to the one server that all tests share, and are named after organisations. */
const ORGANISATION = `reporting-${process.pid}`;

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;
beforeAll(async () => {
  engine = await startEngine();
  await engine.aftercare.applyPolicy(ORGANISATION, await loadPolicy('device-maker'), 'Reporting');
  workers = await startWorkers(engine.parts);
});
afterAll(async () => {
  await engine.aftercare.applyPolicy(ORGANISATION, { ...(await loadPolicy('device-maker')), reports: EMPTY }, null);
  await workers.stop();
  await engine.stop();
});

const EMPTY = { mailed: {}, targets: {}, recurring: {}, certificateDays: 0 };
const reportsMailed = async () => (await engine.sinks()).mails.filter(({ subject }) => subject.includes('售后'));

test('a schedule that is due mails its report to the head, once however often it is asked for', async () => {
  const schedule = engine.temporal.schedule.getHandle(reportScheduleId(ORGANISATION, 'weekly'));
  const { spec } = await schedule.describe();
  expect(spec.timezone).toBe('Asia/Shanghai');
  await schedule.trigger();
  await expect.poll(reportsMailed, { timeout: 20_000 }).toHaveLength(1);
  const [mail] = await reportsMailed();
  // The engine's cases begin on Monday 2026-03-09: the last whole week ended the day before.
  expect(mail).toMatchObject({
    to: ['gu.yan@qingli.example.com'],
    subject: '售后周报 2026-03-02 – 2026-03-08 · 青栎仪器',
    autoSubmitted: 'auto-generated',
  });
  expect(mail?.raw).toContain('Content-Type: text/html');
  expect(mail?.attachments.map(({ filename }) => filename)).toContain('weekly-2026-03-02-volume.csv');

  await schedule.trigger();
  const again = await engine.aftercare.sendReport(ORGANISATION, 'weekly');
  expect(again).toMatchObject({ report: { name: 'weekly' }, ends: { 'head-1': { state: 'sent' } } });
  expect(await reportsMailed()).toHaveLength(1);
  const ledger = await engine.aftercare.messages(ORGANISATION, { limit: 100 });
  expect(ledger.filter(({ purpose }) => purpose === 'service-report')).toMatchObject([
    { caseId: 'report/weekly/2026-03-02', state: 'sent', attempts: 1 },
  ]);
});

test('what has been lived is in the report of its week', async () => {
  await engine.aftercare.openCase(ORGANISATION, request('reported'), { by: CUSTOMER });
  const calls = async () => (await engine.aftercare.report(ORGANISATION, 'weekly', '2026-03-16')).requests?.opened;
  await expect.poll(calls, { timeout: 10_000 }).toEqual({ count: 1, before: 0 });
});

test('a report that a policy drops loses its schedule, and its runs do nothing', async () => {
  const document = await loadPolicy('device-maker');
  const { weekly, monthly } = document.reports!.mailed;
  const later = {
    ...document,
    reports: { ...document.reports!, mailed: { weekly: { ...weekly!, atMinuteOfDay: 570 } } },
  };
  expect(monthly).toBeDefined();
  await engine.aftercare.applyPolicy(ORGANISATION, { ...later, version: 'a1b2c3d4e5f6' }, null);
  const at = (name: string) => engine.temporal.schedule.getHandle(reportScheduleId(ORGANISATION, name)).describe();
  await expect(at('monthly')).rejects.toThrow(/not found/i);
  const [calendar] = (await at('weekly')).spec.calendars ?? [];
  expect([calendar?.hour, calendar?.minute]).toMatchObject([[{ start: 9 }], [{ start: 30 }]]);
});
