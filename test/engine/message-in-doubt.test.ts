import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cli } from '../client/cli-harness.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { type HttpFront, startHttpFront } from '../support/http-front.ts';
import { handedOff } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

const LEAD_PHONE = '+8613900000003';
const LEAD_MAIL = 'he.qing@qingli.example.com';
/** Ten seconds of silence of each provider are real; the pauses between look-ups are skipped. */
const IN_THE_END = { timeout: 30_000, interval: 100 };

let engine: Engine;
let smsApi: HttpFront;
let mailLog: HttpFront;
let workers: Awaited<ReturnType<typeof startWorkers>>;

beforeAll(async () => {
  engine = await startEngine();
  [smsApi, mailLog] = await Promise.all([startHttpFront(engine.parts.smsUrl), startHttpFront(engine.mailbox.httpUrl)]);
  workers = await startWorkers({ ...engine.parts, smsUrl: smsApi.url, mailLookUpUrl: `${mailLog.url}/mails` });
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
  await Promise.all([smsApi.stop(), mailLog.stop()]);
});
afterEach(() => engine.check());

/** Both providers take what is sent to the lead, and neither says so. */
async function takenInSilence(reference: string): Promise<string> {
  engine.sms.script({ to: LEAD_PHONE, answers: ['accept-then-hang'] });
  engine.mailbox.script({ to: LEAD_MAIL, answers: ['accept-then-hang'] });
  const caseId = await handedOff(engine.aftercare, reference);
  await expect.poll(async () => (await handOffs(caseId)).map((row) => row.unconfirmed), IN_THE_END).toEqual([1, 1]);
  return caseId;
}

const handOffs = async (caseId: string) =>
  (await engine.messages(caseId)).filter(({ purpose }) => purpose === 'handed-off');

async function takenForLead(): Promise<{ sms: number; mails: number }> {
  const { sms, mails } = await engine.sinks();
  return {
    sms: sms.filter(({ to }) => to === LEAD_PHONE).length,
    mails: mails.filter(({ envelope }) => envelope.to.includes(LEAD_MAIL)).length,
  };
}

test('an SMS and a mail that were taken in silence are found at their providers and not sent again', async () => {
  const before = await takenForLead();
  const caseId = await takenInSilence('found');
  await engine.advance(caseId, '2026-03-09 09:30');
  expect((await handOffs(caseId)).map(({ state, attempts }) => ({ state, attempts }))).toEqual([
    { state: 'sent', attempts: 1 },
    { state: 'sent', attempts: 1 },
  ]);
  expect(await takenForLead()).toEqual({ sms: before.sms + 1, mails: before.mails + 1 });
}, 60_000);

test('when nobody can be asked what became of them, they are not sent again, stay unknown, and a person is told', async () => {
  smsApi.shut = 'GET';
  mailLog.shut = 'GET';
  const before = await takenForLead();
  const caseId = await takenInSilence('not-found');
  await engine.advance(caseId, '2026-03-09 09:30');
  expect((await handOffs(caseId)).map(({ state, attempts }) => ({ state, attempts }))).toEqual([
    { state: 'unknown', attempts: 1 },
    { state: 'unknown', attempts: 1 },
  ]);
  expect(await takenForLead()).toEqual({ sms: before.sms + 1, mails: before.mails + 1 });

  const told = (await engine.messages(caseId)).filter(({ purpose }) => purpose === 'message-undeliverable');
  expect(told.map(({ state, channel, params }) => `${state} ${channel} about ${params.purpose}`)).toEqual([
    'sent email about handed-off',
    'sent email about handed-off',
  ]);
  const listed = await cli(['message', 'list', '--state', 'unknown', '-o', 'json'], engine.aftercare);
  expect((JSON.parse(listed.out) as { key: string }[]).map(({ key }) => key).sort()).toEqual([
    `${caseId}/handed-off/round-1/lead-south/email`,
    `${caseId}/handed-off/round-1/lead-south/sms`,
  ]);
  const page = await cli(['message', 'list', '--state', 'unknown'], engine.aftercare);
  expect(page.out.match(/unknown/g)).toHaveLength(2);
}, 60_000);
