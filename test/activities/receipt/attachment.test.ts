import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodemailerMailer } from '../../../activities/notify/nodemailer-mailer.ts';
import { issueReceipt } from '../../../database/money-receipts.ts';
import type { MessageIntent } from '../../../domain/notice/intent.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { mapValues } from '../../../domain/shared/map-values.ts';
import { ORGANISATION } from '../../database/fixtures.ts';
import { withRules } from '../../support/policy-variants.ts';
import { NOON_MS, openPostOffice, type PostOffice } from '../notify/post-office.ts';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

const TOLD: Partial<MessageIntent> = {
  channel: 'email',
  purpose: 'receipt-issued',
  params: { number: 'QL-000001', amountMinor: 9_800, receiptId: 'report-1' },
};

/** The policy of the office, with a mail that a receipt goes with, or goes without. */
function policies(attach: { attach?: 'receipt' }) {
  const { document } = office;
  const notice = {
    on: 'receipt-issued',
    to: { kind: 'customer' },
    channels: ['email'],
    hours: 'any',
    emergency: 'same',
    class: 'normal',
    when: {},
    ...attach,
  } as const;
  const text = { 'receipt-issued.customer.email': 'Subject: {{ params.number }}\n\n{{ case.id }}\n' };
  const told: PolicyDocument = {
    ...document,
    templates: mapValues(document.templates, (texts) => ({ ...texts, ...text })),
  };
  const policy = withRules(told, { notices: [notice], receipts: { on: ['report-signed'], prefix: 'QL' } });
  // A busy machine may take its time over a mail of this size.
  const mailer = createNodemailerMailer({ url: office.mailbox.smtpUrl, lookUpUrl: null });
  return { policies: () => Promise.resolve(policy), mailer };
}

async function paid(currency = 'CNY') {
  const message = await office.plan(TOLD);
  const money = { amountMinor: 9_800, currency };
  const { caseId } = message;
  const receipt = {
    organisationId: ORGANISATION,
    caseId,
    receiptId: 'report-1',
    money,
    lines: [],
    receivedAtMs: NOON_MS,
  };
  await issueReceipt(office.pool, receipt);
  return message;
}

test('a receipt goes with the mail as PDF, where the policy attaches it', async () => {
  const message = await paid();
  expect(await message.attempt(NOON_MS, policies({ attach: 'receipt' }))).toEqual({ state: 'sent' });
  const [mail] = await message.mails();
  expect(mail?.attachments).toMatchObject([{ filename: 'QL-000001.pdf' }]);
  expect(
    Buffer.from(mail?.attachments[0]?.base64 ?? '', 'base64')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const plain = await paid();
  expect(await plain.attempt(NOON_MS, policies({}))).toEqual({ state: 'sent' });
  expect((await plain.mails())[0]?.attachments).toEqual([]);
});

test('one that is not there, or can’t be printed, is a refused message and nothing else', async () => {
  const missing = await office.plan(TOLD);
  const refused = (code: string) => ({ state: 'refused', code });
  expect(await missing.attempt(NOON_MS, policies({ attach: 'receipt' }))).toEqual(refused('receipt-not-found'));
  const broken = await paid('no currency');
  expect(await broken.attempt(NOON_MS, policies({ attach: 'receipt' }))).toEqual(refused('receipt-not-printed'));
  expect(await broken.mails()).toEqual([]);
});
