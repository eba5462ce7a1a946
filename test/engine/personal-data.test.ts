import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '../../domain/shared/ids.ts';
import { instantOf } from '../../local/demo/director.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { runsOf, textOf } from '../support/histories.ts';
import { CUSTOMER, DESK, LEAD, TECHNICIAN } from '../support/requests.ts';
import { startWorkerProcess, type WorkerProcess } from '../support/workers.ts';

const NAME = 'Marker-name-7f3a';
const PHONE = '+8613912345073';
const EMAIL = 'marker-mail-7f3a@customer.example.com';
const TEXTS = {
  name: NAME,
  phone: '13912345073',
  email: 'marker-mail-7f3a',
  address: 'MARKER-address-7f3a',
  fault: 'MARKER-fault-7f3a',
  wish: 'MARKER-wish-7f3a',
  note: 'MARKER-note-7f3a',
  reply: 'MARKER-reply-7f3a',
  // The reference is the sender's own and may be a name; it stays in the one table that finds a case by it.
  reference: 'MARKER-reference-7f3a',
};

let engine: Engine;
let worker: WorkerProcess;

beforeAll(async () => {
  engine = await startEngine();
  worker = await startWorkerProcess(engine.parts, { env: { LOG_LEVEL: 'debug' } });
});
afterAll(() => engine.stop());

/** A whole case with a marker in every personal field and note, refusals and failing sends among it. */
async function playMarked(): Promise<CaseId> {
  const { aftercare: a, sms, mailbox } = engine;
  const ours = (type: Parameters<typeof a.send>[2], body: object, by: Parameters<typeof a.send>[4]['by'] = DESK) =>
    a.send(ORGANISATION, caseId, type, body, { by });
  sms.script({ to: PHONE, answers: [429, 'ok', 500, 'ok', 21610] });
  mailbox.script({ to: EMAIL, answers: [451, 550] });
  const facts = {
    'customer-name': NAME,
    phone: PHONE,
    email: EMAIL,
    address: TEXTS.address,
    wish: TEXTS.wish,
    'fault-description': TEXTS.fault,
    region: 'south',
    'product-model': 'LK-200',
    'purchase-date': '2025-06-01',
  };
  const request = { source: 'shop', reference: TEXTS.reference, channel: 'web', locale: 'en', facts };
  await a
    .openCase(ORGANISATION, { ...request, facts: { ...facts, region: TEXTS.wish } }, { by: DESK })
    .catch(() => null);
  const { caseId } = await a.openCase(ORGANISATION, request, { by: DESK });
  const note = TEXTS.note;
  await ours('RateService', { score: 1, note }).catch(() => null);
  await ours('ProvideFacts', { facts: { phone: `${TEXTS.note} ${PHONE}` } }).catch(() => null);
  await ours('RecordRemoteHelp', { outcome: 'not-enough', note });
  await ours('ClassifyCase', { grade: 'general' });
  await ours('HandOffCase', {});
  await ours('AssignTechnician', { technicianId: 'tech-1' }, LEAD);
  const visit = { start: instantOf('2026-03-10 14:00'), end: instantOf('2026-03-10 16:00') };
  await ours('ProposeAppointment', visit, TECHNICIAN);
  await expect
    .poll(
      () =>
        ours('ConfirmAppointment', {}, CUSTOMER).then(
          () => true,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
  await engine.advance(caseId, '2026-03-10 13:50');
  await ours('RecordArrival', {}, TECHNICIAN);
  await ours('FileReport', { cause: 'wear', result: 'solved', note }, TECHNICIAN);
  await ours('SignReport', { opinion: 'satisfied', note }, CUSTOMER);
  await engine.advance(caseId, '2026-03-10 17:30');
  await ours('RateService', { score: 5, note }, CUSTOMER);
  await engine.advance(caseId, '2026-03-11 11:00');
  await ours('AnswerFollowUp', { day: 1, answer: 'question', note }, CUSTOMER);
  await reply();
  await ours('CloseCase', { outcome: 'answered', note });
  await engine.workflowOf(caseId).result();
  return caseId;
}

/** What the customer writes back is told to the case by us, and again by the worker, as if we had ended in between. */
async function reply(): Promise<void> {
  const text = `${TEXTS.reply}, call me`;
  const about = { externalId: 'SM-marker', caseId: null, writtenBy: 'person', providerFound: null } as const;
  const { entry } = await engine.aftercare.takeReply(
    ORGANISATION,
    { channel: 'sms', from: PHONE, text, ...about },
    null,
  );
  expect(entry.state).toBe('taken');
  const { pool } = engine.database;
  await pool.query("update inbox set state = 'received', leased_until = now() - interval '1 s'");
  await expect
    .poll(async () => (await engine.aftercare.inboxEntry(ORGANISATION, entry.id)).entry.state, { timeout: 15_000 })
    .toBe('taken');
}

function markersIn(text: string): string[] {
  const folded = text.toLowerCase();
  return Object.entries(TEXTS).flatMap(([field, marker]) => (folded.includes(marker.toLowerCase()) ? [field] : []));
}

test('what people wrote about themselves is in the vault and in their messages, and nowhere else', async () => {
  const caseId = await playMarked();
  await engine.check();
  const workflowId = caseWorkflowId(ORGANISATION, caseId);
  const histories = textOf(await runsOf(engine.temporal, workflowId));
  expect(histories).toContain('FileReport');
  expect(markersIn(histories)).toEqual([]);
  const { raw } = await engine.workflowOf(caseId).describe();
  expect(markersIn(textOf(raw) + workflowId)).toEqual([]);

  await worker.stop(20_000);
  const log = await readFile(worker.logFile, 'utf8');
  expect(log.split('\n').length).toBeGreaterThan(10);
  expect(log).toContain('"level":20');
  expect(markersIn(log)).toEqual([]);

  const { pool } = engine.database;
  const { rows } = await pool.query(`select tablename from pg_tables where schemaname = 'public' order by 1`);
  const found: Record<string, string[]> = {};
  for (const { tablename } of rows) {
    const all = await pool.query(`select t::text as row from "${tablename}" as t`);
    const fields = markersIn(all.rows.map(({ row }) => row).join('\n'));
    if (fields.length > 0) found[tablename] = fields;
  }
  expect(Object.keys(found)).toEqual(['case_references', 'vault']);
  expect(found.case_references).toEqual(['reference']);
  expect(found.vault).toEqual(['name', 'phone', 'email', 'address', 'fault', 'wish', 'note', 'reply']);

  const { sms, mails } = await engine.sinks();
  const customers = sms.filter(({ to }) => to === PHONE);
  expect(customers.length).toBeGreaterThan(1);
  expect(customers.some(({ body }) => body.includes(NAME)) || mails.some(({ text }) => text.includes(NAME))).toBe(true);
}, 90_000);
