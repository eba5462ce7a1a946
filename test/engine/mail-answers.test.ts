import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '../../domain/shared/ids.ts';
import type { Mail } from '../../local/mailbox.ts';
import { type Engine, ORGANISATION, startEngine } from '../support/engine.ts';
import { rawMail } from '../support/mails.ts';
import { CUSTOMER, FACTS, handedOff, LEAD, TECHNICIAN } from '../support/requests.ts';
import { startWorkers } from '../support/workers.ts';

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

const mailsTo = async (caseId: CaseId) =>
  (await engine.sinks()).mails.filter(({ raw, envelope }) => raw.includes(caseId) && envelope.to.includes(FACTS.email));
const view = async (caseId: CaseId) => (await engine.aftercare.showCase(ORGANISATION, caseId)).view;

/** As a mail program answers a mail: to where it asks for answers, in its thread, with all of it below. */
function answer(to: Mail, text: string, over: Readonly<Record<string, string>> = {}): Buffer {
  const { messageId = '', headers } = to;
  const quoted = to.text.replaceAll(/^/gm, '> ');
  return Buffer.from(
    rawMail(
      {
        From: `Ada Brook <${FACTS.email}>`,
        To: headers['reply-to'] ?? to.from,
        'Message-ID': `<answer-${text.length}-${messageId.slice(1)}`,
        'In-Reply-To': messageId,
        References: `${headers.references} ${messageId}`,
        Subject: `Re: ${to.subject}`,
        ...over,
      },
      `${text}\r\n\r\nOn Mon, 9 Mar 2026 at 09:40, Qingli <${to.from}> wrote:\r\n${quoted}`,
    ),
  );
}

test('a mail that the worker sent is answered by mail: the visit is agreed, and all of it is one conversation', async () => {
  const { aftercare } = engine;
  const caseId = await handedOff(aftercare, 'mail-answer');
  await engine.advance(caseId, '2026-03-09 09:30');
  await aftercare.assignTechnician(ORGANISATION, caseId, { technicianId: 'tech-1' }, { by: LEAD });
  const at = { start: '2026-03-11T14:00+08:00', end: '2026-03-11T16:00+08:00' };
  await aftercare.proposeAppointment(ORGANISATION, caseId, at, { by: TECHNICIAN });
  await engine.advance(caseId, '2026-03-09 09:40');
  const proposal = (await mailsTo(caseId)).at(-1)!;

  const yes = answer(proposal, 'Yes, please.');
  expect(await aftercare.receiveMail(ORGANISATION, yes)).toMatchObject({ state: 'taken', caseId });
  expect(await view(caseId)).toMatchObject({ stage: 'visit', appointment: { status: 'confirmed' } });
  const { seq } = await view(caseId);
  expect(await aftercare.receiveMail(ORGANISATION, yes)).toMatchObject({ state: 'taken', caseId });

  await engine.advance(caseId, '2026-03-09 09:50');
  const confirmation = (await mailsTo(caseId)).at(-1)!;
  expect(confirmation.calendar).toContain('METHOD:REQUEST');
  expect(confirmation.headers.references).toBe(proposal.headers.references);
  expect(confirmation.headers['reply-to']).toBe(proposal.headers['reply-to']);

  // The other side is away: nothing is recorded and nothing is answered.
  const mails = (await engine.sinks()).mails.length;
  const away = answer(confirmation, 'I am away until Friday.', { 'Auto-Submitted': 'auto-replied' });
  expect(await aftercare.receiveMail(ORGANISATION, away)).toMatchObject({ state: 'kept', caseId });
  const words = answer(confirmation, 'The bell does not work, knock.');
  expect(await aftercare.receiveMail(ORGANISATION, words)).toMatchObject({ state: 'taken', caseId });
  const said = async () =>
    (await engine.ledger(caseId)).filter((event) => event.seq > seq && event.type === 'CustomerContacted');
  await expect.poll(said).toMatchObject([{ direction: 'from', channel: 'email', by: CUSTOMER }]);
  const personal = await aftercare.personal(ORGANISATION, caseId);
  expect(personal.map(({ entry }) => entry)).toContainEqual({
    kind: 'text',
    content: 'The bell does not work, knock.',
  });
  expect((await engine.sinks()).mails).toHaveLength(mails);
  await aftercare.close(ORGANISATION, caseId, { outcome: 'withdrawn' }, { by: CUSTOMER });
});
