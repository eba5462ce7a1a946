import type { MessageOutcome } from '../domain/case/commands.ts';
import type { MessageIntent } from '../domain/notice/intent.ts';
import type { NoticeOccasion } from '../domain/policy/pinned.ts';
import type { Channel } from '../domain/policy/vocabulary.ts';
import type { Delivery } from '../domain/reply/delivery.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { toJson } from './json.ts';
import type { Queryable } from './pool.ts';

export type MessageState = 'planned' | 'claimed' | MessageOutcome['state'];

/** What is owed: a notice of a case, or a report to one of the heads. */
export interface LedgerIntent extends Omit<MessageIntent, 'purpose'> {
  readonly purpose: NoticeOccasion | 'service-report';
}

/** A message in the ledger. Nothing personal: whom and what it says is worked out when it is sent. */
export interface MessageRow extends LedgerIntent {
  /** Of a report its name and first day: `report/weekly/2026-11-16`. */
  readonly caseId: CaseId;
  readonly state: MessageState;
  /** Why it was refused or suppressed. */
  readonly code: string | null;
  readonly attempts: number;
  readonly unconfirmed: number;
  readonly lastError: string | null;
  readonly providerId: string | null;
  /** On the case's clock. */
  readonly plannedAtMs: number;
  /** While positive an attempt may still be at the provider. */
  readonly leasedForMs: number;
  /** First claim that was not taken back, on the database's clock. */
  readonly claimedAtMs: number | null;
  /** On the case's clock. */
  readonly settledAtMs: number | null;
  /** How far its provider says it has come; null before the first report. */
  readonly delivery: Delivery | null;
  /** Why it did not arrive, in the provider's code. */
  readonly deliveryCode: string | null;
}

export const SELECT_MESSAGES = `select key, case_id as "caseId", purpose, channel, recipient, class, hours,
  appointment_revision as "appointmentRevision", params, state, code, attempts, unconfirmed,
  last_error as "lastError", provider_id as "providerId", planned_at as "plannedAt", claimed_at as "claimedAt",
  settled_at as "settledAt", delivery, delivery_code as "deliveryCode",
  greatest(0, extract(epoch from leased_until - now()) * 1000)::int as "leasedForMs" from messages`;

type Timed = 'plannedAtMs' | 'claimedAtMs' | 'settledAtMs';
/** Times as the driver reads them, or as JSON writes them. */
export type SelectedMessage = Omit<MessageRow, Timed> & {
  readonly plannedAt: Date | string;
  readonly claimedAt: Date | string | null;
  readonly settledAt: Date | string | null;
};

export function toMessageRow({ plannedAt, claimedAt, settledAt, ...row }: SelectedMessage): MessageRow {
  const ms = (at: Date | string | null) => (at === null ? null : new Date(at).getTime());
  return { ...row, plannedAtMs: new Date(plannedAt).getTime(), claimedAtMs: ms(claimedAt), settledAtMs: ms(settledAt) };
}

/** Adds messages that are owed, given as the parameter named; a key that is there already is the same message. */
export const PLAN_MESSAGES = (rows: string): string => `
  insert into messages (organisation_id, case_id, planned_at,
    key, purpose, channel, recipient, class, hours, appointment_revision, params)
  select organisation_id, case_id, planned_at,
    key, purpose, channel, recipient, class, hours, appointment_revision, params
  from jsonb_populate_recordset(null::messages, ${rows})`;

/** Messages as rows that are planned at `atMs` of the case's clock. */
export function messageRows(
  organisationId: OrganisationId,
  caseId: CaseId,
  intents: readonly LedgerIntent[],
  atMs: number,
): string {
  return toJson(
    intents.map(({ key, purpose, channel, recipient, class: urgency, hours, appointmentRevision, params }) => ({
      organisation_id: organisationId,
      case_id: caseId,
      planned_at: new Date(atMs),
      key,
      purpose,
      channel,
      recipient,
      class: urgency,
      hours,
      appointment_revision: appointmentRevision,
      params,
    })),
  );
}

/** Writes a message down that is owed; a key that is there already stays as it is. */
export async function planMessage(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  intent: LedgerIntent,
  atMs: number,
): Promise<void> {
  await db.query(`${PLAN_MESSAGES('$1')} on conflict do nothing`, [
    messageRows(organisationId, caseId, [intent], atMs),
  ]);
}

export interface MessageFilter {
  readonly caseId?: CaseId;
  readonly state?: MessageState;
  readonly limit: number;
}

/** Messages in the order they were planned, at most `limit`. */
export async function listMessages(
  db: Queryable,
  organisationId: OrganisationId,
  { caseId, state, limit }: MessageFilter,
): Promise<MessageRow[]> {
  const values: unknown[] = [organisationId, limit];
  const conditions = ['organisation_id = $1'];
  if (caseId !== undefined) conditions.push(`case_id = $${values.push(caseId)}`);
  if (state !== undefined) conditions.push(`state = $${values.push(state)}`);
  const { rows } = await db.query<SelectedMessage>(
    `${SELECT_MESSAGES} where ${conditions.join(' and ')} order by planned_at, key limit $2`,
    values,
  );
  return rows.map(toMessageRow);
}

/** How a settled message ended, or null while it is planned or claimed. */
export function outcomeOf(row: Pick<MessageRow, 'state' | 'code'>): MessageOutcome | null {
  switch (row.state) {
    case 'planned':
    case 'claimed':
      return null;
    case 'sent':
    case 'unknown':
      return { state: row.state };
    case 'refused':
      return { state: 'refused', code: row.code ?? 'unspecified' };
    case 'suppressed':
      return { state: 'suppressed', code: row.code as Extract<MessageOutcome, { state: 'suppressed' }>['code'] };
  }
}

/** Provider ids of messages to an address that are accounted for, so that a look-up takes none of them for another. */
export async function knownProviderIds(
  db: Queryable,
  organisationId: OrganisationId,
  channel: Channel,
  addressHash: string,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select provider_id as id from messages
     where organisation_id = $1 and channel = $2 and address_hash = $3 and provider_id is not null`,
    [organisationId, channel, addressHash],
  );
  return rows.map((row) => row.id);
}
