import type pg from 'pg';
import { listMessages, type MessageRow } from '../../database/messages.ts';
import { findPolicy } from '../../database/policies.ts';
import { expandCalendars } from '../../domain/calendar/expand.ts';
import { nextOpen } from '../../domain/calendar/spans.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Mail } from '../../local/mailbox.ts';
import type { SmsMessage } from '../../local/sandbox/sms-message.ts';

const ALL = 100_000;

export interface Sinks {
  readonly mails: readonly Mail[];
  readonly sms: readonly SmsMessage[];
}

/** What the sinks took against what the ledger says was sent: a normal message once, an alarm at least once. */
export async function checkAccepts(
  pool: pg.Pool,
  { mails, sms }: Sinks,
  organisations: readonly string[],
): Promise<string[]> {
  const faults: string[] = [];
  const accepts = [...mails.map(({ messageId }) => messageId ?? ''), ...sms.map(({ sid }) => sid)];
  const known = new Set<string>();
  let inDoubt = 0;
  for (const organisationId of organisations) {
    for (const row of await listMessages(pool, organisationId, { state: 'sent', limit: ALL })) {
      const times = accepts.filter((id) => id === row.providerId).length;
      known.add(row.providerId ?? '');
      if (times === 0 || (times > 1 && row.class === 'normal')) {
        faults.push(`${row.key} is sent, and was accepted ${times} times`);
      }
    }
    inDoubt += (await listMessages(pool, organisationId, { state: 'unknown', limit: ALL })).length;
  }
  const unexplained = accepts.filter((id) => !known.has(id));
  // Of a message in doubt nobody knows by which name its provider has it.
  if (unexplained.length > inDoubt) {
    for (const id of unexplained) faults.push(`${id} was accepted, and no message of the ledger was sent as it`);
  }
  const { rows } = await pool.query<{ key: string }>(
    `select key from messages join consents using (organisation_id, channel, address_hash)
     where state = 'sent' and consents.purpose = 'all' and not given and settled_at > noted_at`,
  );
  for (const { key } of rows) faults.push(`${key} was sent to somebody who wanted nothing more`);
  return faults;
}

/** What a quiet case owed, and what became of it. */
export async function checkOwed(
  pool: pg.Pool,
  { organisationId, caseId, policyVersion }: CaseView,
  events: readonly CaseEvent[],
): Promise<string[]> {
  const faults: string[] = [];
  const rows = new Map(
    (await listMessages(pool, organisationId, { caseId, limit: ALL })).map((row) => [row.key, row] as const),
  );
  const settled = new Map<string, string>();
  for (const event of events) if (event.type === 'MessageSettled') settled.set(event.key, event.outcome.state);
  for (const event of events) {
    if (event.type !== 'MessagePlanned' && event.type !== 'MessageReleased') continue;
    const { key } = event.intent;
    const inLedger = rows.get(key)?.state;
    // That it was sent is on record in the ledger alone.
    if (inLedger !== (settled.get(key) ?? 'sent')) {
      faults.push(`${key} is ${settled.get(key) ?? 'open'} in the journal, and ${inLedger ?? 'not'} in the ledger`);
    }
  }
  const document = await findPolicy(pool, organisationId, policyVersion);
  for (const row of rows.values()) {
    if (document !== null && isOutsideHours(row, document)) faults.push(`${row.key} was sent outside its hours`);
  }
  return faults;
}

type Document = NonNullable<Awaited<ReturnType<typeof findPolicy>>>;

function isOutsideHours({ state, hours, settledAtMs }: MessageRow, { calendars, zone }: Document): boolean {
  const schedule = hours === null ? undefined : calendars[hours];
  if (state !== 'sent' || hours === null || settledAtMs === null || schedule === undefined) return false;
  const { spans } = expandCalendars({ [hours]: schedule }, zone, settledAtMs, 2);
  return nextOpen(spans[hours] ?? [], settledAtMs) !== settledAtMs;
}
