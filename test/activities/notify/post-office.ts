import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TryLater } from '../../../activities/failures.ts';
import type { SendDeps } from '../../../activities/notify/attempt.ts';
import { createNodemailerMailer } from '../../../activities/notify/nodemailer-mailer.ts';
import { sendMessage } from '../../../activities/notify/send.ts';
import { createTwilioGateway } from '../../../activities/notify/twilio-gateway.ts';
import { createPolicyShelf } from '../../../activities/policy-shelf.ts';
import { commitBatch } from '../../../database/journal.ts';
import type { MessageRow } from '../../../database/messages.ts';
import { putOrganisation } from '../../../database/organisations.ts';
import { activatePolicy, storePolicy } from '../../../database/policies.ts';
import { putVault } from '../../../database/vault.ts';
import type { MessageOutcome } from '../../../domain/case/commands.ts';
import type { CaseView } from '../../../domain/case/view.ts';
import type { MessageIntent } from '../../../domain/notice/intent.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { startMailbox } from '../../../local/mailbox.ts';
import { startSmsSandbox } from '../../../local/sms-sandbox.ts';
import { batch, intent, ORGANISATION, view } from '../../database/fixtures.ts';
import { freshDatabase } from '../../support/database.ts';
import { loadPolicy } from '../../support/policies.ts';
import { findMessage } from '../../support/rows.ts';

/** Wednesday 12:00 in the policy's zone. */
export const NOON_MS = Date.UTC(2026, 2, 4, 4, 0);
export const PHONE = '+8613912345678';
export const EMAIL = 'chen.mo@example.com';
const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'local-token' };
/** How long the providers are waited for; the sandbox hangs for ever. */
const ANSWER_WITHIN_MS = 1_000;

export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>;
/** How one attempt ended. */
export type Ended = MessageOutcome | { readonly later: string; readonly delayMs: number | null };

/** A database, a policy and both providers' sandboxes, with the real clients in between. */
export async function openPostOffice(mailLookUp: 'over-http' | 'none' = 'over-http') {
  const dataDir = await mkdtemp(join(tmpdir(), 'aftercare-post-'));
  const database = await freshDatabase();
  const document: PolicyDocument = await loadPolicy('device-maker');
  const mailbox = await startMailbox({ dataDir });
  const sandbox = await startSmsSandbox({ dataDir, ...ACCOUNT });
  const { pool } = database;
  await putOrganisation(pool, { id: ORGANISATION, name: 'Qingli' });
  await storePolicy(pool, ORGANISATION, document);
  await activatePolicy(pool, ORGANISATION, document.version);

  const logged: unknown[] = [];
  const log = (fields: unknown, sentence: string): void => void logged.push([fields, sentence]);
  const lookUpUrl = mailLookUp === 'none' ? null : `${mailbox.httpUrl}/mails`;
  const deps = {
    pool,
    policies: createPolicyShelf(pool),
    log: { info: log, warn: log, error: log },
    sms: createTwilioGateway({ ...ACCOUNT, baseUrl: sandbox.url, statusCallbackUrl: null }, ANSWER_WITHIN_MS),
    mailer: createNodemailerMailer({ url: mailbox.smtpUrl, lookUpUrl }, ANSWER_WITHIN_MS),
  };
  let cases = 0;

  /** A new case with a message planned in it; attempts are made one by one, as the server would. */
  async function plan(
    over: Partial<MessageIntent> = {},
    viewOver: Partial<CaseView> = {},
    contact: { readonly name?: string; readonly email?: string } = {},
  ) {
    const caseId = `C-POST${String(++cases).padStart(6, '0')}`;
    const current = view({ caseId, policyVersion: document.version, productModel: null, seq: 5, ...viewOver });
    const planned = intent({ ...over, key: `${caseId}/${over.purpose ?? 'case-opened'}/${over.channel ?? 'sms'}` });
    const texts = { name: 'Chen Mo', phone: PHONE, email: EMAIL, ...contact };
    const rows = Object.entries(texts).map(([id, content]) => ({ id: `${caseId}-${id}`, caseId, content }));
    await putVault(pool, ORGANISATION, rows);
    const vaultIds = rows.map((row) => row.id);
    const journal = () => commitBatch(pool, batch({ caseId, view: current, messages: [planned], vaultIds }));
    await journal();
    const facts = {
      'customer-name': { vaultId: `${caseId}-name` },
      phone: { vaultId: `${caseId}-phone` },
      email: { vaultId: `${caseId}-email` },
    };
    const input = { intent: planned, view: current, facts, clockOffsetMs: 0 };
    return {
      caseId,
      input,
      view: current,
      journal,
      attempt: (nowMs = NOON_MS, other: Partial<SendDeps> = {}): Promise<Ended> =>
        sendMessage({ ...deps, ...other }, input, nowMs).catch((error: unknown) => {
          if (error instanceof TryLater) return { later: error.code, delayMs: error.delayMs };
          throw error;
        }),
      row: async (): Promise<MessageRow> => (await findMessage(pool, ORGANISATION, planned.key))!,
      texts: async () => (await sandbox.messages()).filter((message) => message.body.includes(caseId)),
      mails: async () => (await mailbox.mails()).filter((mail) => mail.raw.includes(caseId)),
    };
  }

  return {
    ...database,
    document,
    deps,
    mailbox,
    sandbox,
    logged,
    plan,
    async close() {
      await Promise.all([mailbox.stop(), sandbox.stop()]);
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
