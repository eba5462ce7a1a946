import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { DESK, handedOff, request } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

const LEAD_PHONE = '+8613900000003';
const LEAD_MAIL = 'he.qing@qingli.example.com';
/** The provider is waited for, and a message in doubt is looked up, in real seconds. */
const IN_THE_END = { timeout: 60_000, interval: 100 };

/** Whose patience ends first, ours or the HTTP client's. */
const SILENCE = /^(ETIMEDOUT|ECONNABORTED)$/;

let engine: Engine;
let workers: Awaited<ReturnType<typeof startWorkers>>;

beforeAll(async () => {
  engine = await startEngine();
  workers = await startWorkers(engine.parts);
});
afterAll(async () => {
  await workers.stop();
  await engine.stop();
});
afterEach(() => engine.check());

const handOffs = async (caseId: string, channel: string) =>
  (await engine.messages(caseId)).filter((row) => row.purpose === 'handed-off' && row.channel === channel);

test('a mail server that is busy twice and a provider that is throttled, broken and silent get each message once', async () => {
  engine.mailbox.script({ to: LEAD_MAIL, answers: [451, 451, 'ok'] });
  engine.sms.script({ to: LEAD_PHONE, answers: [429, 500, 'hang', 'ok'] });
  const caseId = await handedOff(engine.aftercare, 'providers');
  const seen = new Set<string>();
  await expect
    .poll(async () => {
      const rows = [...(await handOffs(caseId, 'sms')), ...(await handOffs(caseId, 'email'))];
      const { inFlight } = await engine.aftercare.showCase(ORGANISATION, caseId);
      for (const { key, channel, state, lastError } of rows) {
        const busy = inFlight.some(({ what }) => what === `send ${key}`);
        if (state !== 'sent' && busy && lastError !== null)
          seen.add(`${channel} ${lastError.replace(SILENCE, 'silence')}`);
      }
      return rows.map(({ state }) => state);
    }, IN_THE_END)
    .toEqual(['sent', 'sent']);
  expect([...seen].sort()).toEqual(['email 451', 'sms 20429', 'sms 20500', 'sms silence']);
  const [sms] = await handOffs(caseId, 'sms');
  const [mail] = await handOffs(caseId, 'email');
  expect([sms?.attempts, mail?.attempts]).toEqual([4, 3]);
  const { sms: accepted, mails } = await engine.sinks();
  expect(accepted.filter(({ to }) => to === LEAD_PHONE)).toHaveLength(1);
  expect(mails.filter(({ envelope }) => envelope.to.includes(LEAD_MAIL))).toHaveLength(1);
}, 90_000);

test('messages that were taken although nobody was told so are found and not sent again', async () => {
  const customer = '+8613900000201';
  const before = await engine.sinks();
  engine.sms.script({ to: customer, answers: ['accept-then-500'] });
  engine.sms.script({ to: LEAD_PHONE, answers: ['accept-then-reset'] });
  engine.mailbox.script({ to: LEAD_MAIL, answers: ['accept-then-reset'] });
  const caseId = await handedOff(engine.aftercare, 'taken-in-silence');
  await expect
    .poll(async () => (await engine.messages(caseId)).map(({ state }) => state), IN_THE_END)
    .toEqual(['sent', 'sent', 'sent']);
  const after = await engine.sinks();
  expect([after.sms.length - before.sms.length, after.mails.length - before.mails.length]).toEqual([2, 1]);
}, 90_000);

test('a message that no provider will take is settled as refused, and a person is told', async () => {
  const facts = { ...request('x').facts, phone: '+8613900000299' };
  engine.sms.script({ to: '+8613900000299', answers: [21211] });
  const { caseId } = await engine.aftercare.openCase(ORGANISATION, request('refused-sms', facts), { by: DESK });
  await engine.check();
  const rows = await engine.messages(caseId);
  expect(rows.map(({ purpose, state, code }) => `${purpose} ${state} ${code}`)).toEqual([
    'case-opened refused 21211',
    'message-undeliverable sent null',
  ]);
});
