import { hashAddress } from '../../database/consents.ts';
import { mailName } from '../../database/mail-ids.ts';
import { outcomeOf } from '../../database/messages.ts';
import { reportRecords } from '../../database/reports.ts';
import type { MessageOutcome } from '../../domain/case/commands.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { type DueReport, dueReport, reportOf } from '../../domain/report/report.ts';
import { TryLater } from '../failures.ts';
import type { Attempt, SendDeps } from '../notify/attempt.ts';
import type { Courier } from '../notify/courier.ts';
import { deliver, settle } from '../notify/deliver.ts';
import { openRow, type PlannedRow } from '../notify/desk.ts';
import { isEmail, plainName } from '../notify/plain-text.ts';
import { localeOf } from '../notify/render.ts';
import { composeReport } from './compose.ts';
import type { ReportSend } from './ports.ts';

/**
 * Mails a report to one of the heads, once: its key is the report, its days and the recipient, so whoever asks for it
 * again gets the outcome. Throws `TryLater` when this attempt could not end it.
 */
export async function sendReport(deps: SendDeps, send: ReportSend, nowMs: number): Promise<MessageOutcome> {
  const { organisationId, policyVersion, name, atMs, personId } = send;
  const document = await deps.policies(organisationId, policyVersion);
  const due = dueReport(document, name, atMs);
  if (due === null) throw new TryLater('report-not-in-policy');
  const { message: row, organisation } = await openRow(deps.pool, rowOf(send, due, nowMs));
  const settled = outcomeOf(row);
  if (settled) return settled;
  if (row.leasedForMs > 0) throw new TryLater('in-flight', row.leasedForMs);

  const attempt: Attempt = { deps, organisationId, nowMs, row, purpose: 'service' };
  const address = document.people[personId]?.email ?? null;
  if (address === null || !isEmail(address)) {
    return settle(
      attempt,
      address === null ? { state: 'suppressed', code: 'no-address' } : { state: 'refused', code: 'bad-address' },
    );
  }
  const report = reportOf(organisationId, document, due, await reportRecords(deps.pool, organisationId, due));
  const courier = courierFor(deps, document, send, { key: row.key, address }, report);
  return deliver(attempt, hashAddress(organisation, 'email', address), courier, () => ({ kind: 'go' }));
}

/** The report in the ledger of messages, where it stands beside those of the cases. */
function rowOf({ organisationId, name, personId }: ReportSend, { window }: DueReport, nowMs: number): PlannedRow {
  const caseId = `report/${name}/${window.fromDate}`;
  const intent: PlannedRow['intent'] = {
    key: `${caseId}/${window.untilDate}/${personId}/email`,
    purpose: 'service-report',
    channel: 'email',
    recipient: { kind: 'staff', personId },
    class: 'normal',
    hours: null,
    appointmentRevision: null,
    params: {},
  };
  return { organisationId, caseId, vaultIds: [], intent, plannedAtMs: nowMs };
}

function courierFor(
  { mailer }: SendDeps,
  document: PolicyDocument,
  { organisationId, personId }: ReportSend,
  { key, address }: { readonly key: string; readonly address: string },
  report: Parameters<typeof composeReport>[2],
): Courier {
  const person = document.people[personId];
  const locale = localeOf(document, person?.locale ?? document.pinned.defaultLocale);
  const { mailFrom } = document.senders;
  const messageId = `${mailName(organisationId, key)}@${mailFrom.split('@')[1] ?? 'localhost'}`;
  const mail = {
    messageId,
    from: { name: plainName(document.organisation[locale]?.name ?? ''), address: mailFrom },
    to: { name: plainName(person?.name ?? ''), address },
    ...composeReport(document, locale, report),
    invite: null,
  };
  return { submit: () => mailer.send(mail), lookUp: () => mailer.lookUp(messageId) };
}
