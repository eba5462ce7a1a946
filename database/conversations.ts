import type { CaseView } from '../domain/case/view.ts';
import type { NoticeOccasion } from '../domain/policy/pinned.ts';
import type { Channel } from '../domain/policy/vocabulary.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import type { MessageRow } from './messages.ts';
import type { Queryable } from './pool.ts';

/** A message that was written to a customer, and its case as the journal has it now. */
export interface Written extends Pick<MessageRow, 'key' | 'params'> {
  readonly purpose: NoticeOccasion;
  readonly caseId: CaseId;
  /** On the clock of its case. */
  readonly plannedAtMs: number;
  readonly view: CaseView;
}

const SELECT_WRITTEN = `select m.key, m.purpose, m.params, m.case_id as "caseId",
    (extract(epoch from m.planned_at) * 1000)::float8 as "plannedAtMs", c.view
  from messages m join cases c using (organisation_id, case_id)`;

/** A conversation is looked through this far back. */
const LOOK_BACK = 20;

/**
 * What an address was written before a moment of this database's clock, the newest first; of one case if it is given. A
 * message that its provider refused was read by nobody.
 */
export async function writtenTo(
  db: Queryable,
  organisationId: OrganisationId,
  to: { readonly channel: Channel; readonly addressHash: string; readonly caseId: CaseId | null },
  beforeMs: number,
): Promise<readonly Written[]> {
  const { rows } = await db.query<Written>(
    `${SELECT_WRITTEN}
     where m.organisation_id = $1 and m.channel = $2 and m.address_hash = $3 and m.recipient->>'kind' = 'customer'
       and m.claimed_at <= $4 and m.state not in ('refused', 'suppressed') and ($5::text is null or m.case_id = $5)
     order by m.claimed_at desc, m.key limit ${LOOK_BACK}`,
    [organisationId, to.channel, to.addressHash, new Date(beforeMs), to.caseId],
  );
  return rows;
}

/** One message to a customer by its key, with its case; null when there is none. */
export async function findWritten(db: Queryable, organisationId: OrganisationId, key: string): Promise<Written | null> {
  const { rows } = await db.query<Written>(
    `${SELECT_WRITTEN}
     where m.organisation_id = $1 and m.key = $2 and m.recipient->>'kind' = 'customer'`,
    [organisationId, key],
  );
  return rows[0] ?? null;
}

/** A person has a few open cases; what is said of being written to goes to each. */
const CASES_AT_MOST = 50;

/** Open cases whose customer was ever written to at an address. */
export async function openCasesOf(
  db: Queryable,
  organisationId: OrganisationId,
  channel: Channel,
  addressHash: string,
): Promise<readonly CaseId[]> {
  const { rows } = await db.query<{ caseId: CaseId }>(
    `select distinct m.case_id as "caseId" from messages m join cases c using (organisation_id, case_id)
     where m.organisation_id = $1 and m.channel = $2 and m.address_hash = $3 and m.recipient->>'kind' = 'customer'
       and c.closed_at is null
     order by m.case_id limit ${CASES_AT_MOST}`,
    [organisationId, channel, addressHash],
  );
  return rows.map(({ caseId }) => caseId);
}
