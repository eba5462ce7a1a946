import { caseRow, UPSERT_CASE } from '../../database/cases.ts';
import { type MessageRow, SELECT_MESSAGES, type SelectedMessage, toMessageRow } from '../../database/messages.ts';
import type { Queryable } from '../../database/pool.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Channel } from '../../domain/policy/vocabulary.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';

/** Single rows, as tests set and read them; the product writes whole batches and reads all that an attempt needs at once. */

/** The case's row becomes this view, unless it already shows a later one. */
export async function putCase(db: Queryable, view: CaseView): Promise<void> {
  await db.query(UPSERT_CASE('$1', 'true'), [caseRow(view)]);
}

export async function findMessage(
  db: Queryable,
  organisationId: OrganisationId,
  key: string,
): Promise<MessageRow | null> {
  const { rows } = await db.query<SelectedMessage>(`${SELECT_MESSAGES} where organisation_id = $1 and key = $2`, [
    organisationId,
    key,
  ]);
  return rows[0] ? toMessageRow(rows[0]) : null;
}

export async function isOptedOut(
  db: Queryable,
  organisationId: OrganisationId,
  channel: Channel,
  addressHash: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from consents where organisation_id = $1 and channel = $2 and address_hash = $3
       and purpose = 'all' and not given`,
    [organisationId, channel, addressHash],
  );
  return rowCount !== 0;
}
