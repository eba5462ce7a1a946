import type pg from 'pg';
import type { Actor } from '../domain/case/commands.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { REFUSES } from './consents.ts';
import { INBOX_COLUMNS, type InboxEntry, type InboxState } from './inbox.ts';
import { inboxVault } from './inbox-arrivals.ts';
import { toJson } from './json.ts';
import { inTransaction, type Queryable } from './pool.ts';

/** What a delivery is about to tell, written down before it is told. Words and files belong to the case from then on. */
export async function planDelivery(
  db: Queryable,
  organisationId: OrganisationId,
  id: string,
  { caseId, about, meaning }: Pick<InboxEntry, 'caseId' | 'about' | 'meaning'>,
): Promise<void> {
  await db.query(
    `with planned as (
       update inbox set case_id = $3, about = $4, meaning = $5 where organisation_id = $1 and id = $2
       returning text_id, address_id
     ), files as (
       update attachments set case_id = $3
       where organisation_id = $1 and case_id = $6 and $3::text is not null
     )
     update vault set case_id = $3 where organisation_id = $1 and $3::text is not null
       and id in (select unnest(array[text_id, address_id]) from planned)`,
    [organisationId, id, caseId, about, meaning, inboxVault(id)],
  );
}

export interface Settlement {
  readonly state: Exclude<InboxState, 'received'>;
  readonly waitsBecause: string | null;
  readonly code: string | null;
  /** The answer its sender should have, unless they have had their share of the day. */
  readonly answer: string | null;
}

const DAY_SECONDS = 86_400;

/**
 * Ends the delivery of an entry. An answer is granted while its address had fewer than `answersADay` within a day; else the
 * entry waits for a person as `loop`: two programs may be talking. Gives what the sender is answered.
 */
export async function settleReply(
  pool: pg.Pool,
  organisationId: OrganisationId,
  id: string,
  settlement: Settlement,
  answersADay: number,
): Promise<InboxEntry> {
  return inTransaction(pool, async (db) => {
    const { rows: entries } = await db.query<InboxEntry>(
      `select ${INBOX_COLUMNS} from inbox where organisation_id = $1 and id = $2`,
      [organisationId, id],
    );
    const before = entries[0] && entries[0];
    if (before === undefined) throw new Error('There is no such entry in the inbox.');
    if (before.state !== 'received') return before;
    const share = settlement.answer === null ? 'left' : await shareOfAnswers(db, organisationId, before, answersADay);
    const { rows } = await db.query<InboxEntry>(
      `update inbox set state = $3, waits_because = coalesce($4, nullif(waits_because, 'not-delivered')), code = $5, answer = coalesce(answer, $6), settled_at = clock_timestamp(),
         leased_until = null
       where organisation_id = $1 and id = $2 returning ${INBOX_COLUMNS}`,
      [
        ...[
          organisationId,
          id,
          settlement.state,
          share === 'used-up' ? 'loop' : settlement.waitsBecause,
          settlement.code,
        ],
        share === 'left' ? settlement.answer : null,
      ],
    );
    return rows[0] as InboxEntry;
  });
}

/** Answers to one address are counted one after the other, however many of its messages come at once. */
async function shareOfAnswers(
  db: Queryable,
  organisationId: OrganisationId,
  { channel, addressHash }: InboxEntry,
  answersADay: number,
): Promise<'left' | 'used-up' | 'opted-out'> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    JSON.stringify(['inbox', organisationId, channel, addressHash]),
  ]);
  const { rows } = await db.query<{ answered: number; refused: boolean }>(
    `select exists (${REFUSES('$1', '$2', '$3', "'service'")}) as refused,
       (select count(*)::int from inbox
        where organisation_id = $1 and channel = $2 and address_hash = $3 and answer is not null
          and received_at > clock_timestamp() - $4 * interval '1 second') as answered`,
    [organisationId, channel, addressHash, DAY_SECONDS],
  );
  if (rows[0]?.refused) return 'opted-out';
  return (rows[0]?.answered ?? 0) < answersADay ? 'left' : 'used-up';
}

/** Attempts after which a person should know; by then it has been tried for some minutes. */
const TELL_AFTER_ATTEMPTS = 8;

/** It could not be delivered now and is left for later: longer each time, five minutes at most. */
export async function putReplyOff(db: Queryable, organisationId: OrganisationId, id: string): Promise<void> {
  await db.query(
    `update inbox set leased_until = clock_timestamp() + least(300, 2 ^ least(attempts, 12)) * interval '1 second',
       waits_because = coalesce(waits_because, case when attempts >= $3 then 'not-delivered' end)
     where organisation_id = $1 and id = $2 and state = 'received'`,
    [organisationId, id, TELL_AFTER_ATTEMPTS],
  );
}

/** Takes entries that nobody is delivering, of every organisation, the oldest first. */
export async function claimLeftReplies(
  db: Queryable,
  limit: number,
  leaseMs: number,
): Promise<readonly { readonly organisationId: OrganisationId; readonly entry: InboxEntry }[]> {
  const { rows } = await db.query<InboxEntry & { readonly organisationId: OrganisationId }>(
    `with due as (
       select organisation_id, id from inbox where state = 'received' and leased_until < clock_timestamp()
       order by leased_until limit $1 for update skip locked
     ), claimed as (
       update inbox set attempts = attempts + 1, leased_until = clock_timestamp() + $2 * interval '1 millisecond'
       from due where inbox.organisation_id = due.organisation_id and inbox.id = due.id returning inbox.*
     )
     select organisation_id as "organisationId", ${INBOX_COLUMNS} from claimed order by received_at, id`,
    [limit, leaseMs],
  );
  return rows.map(({ organisationId, ...row }) => ({ organisationId, entry: row }));
}

/** A person gave it to a case or put it aside. What no case has is forgotten then: nobody would ever erase it. */
export async function handleReply(
  db: Queryable,
  organisationId: OrganisationId,
  id: string,
  by: Actor,
  to: { readonly caseId: CaseId } | 'dismissed',
): Promise<void> {
  const caseId = to === 'dismissed' ? null : to.caseId;
  await db.query(
    `with handled as (
       update inbox set state = case when $3::text is not null then 'taken' when case_id is null then 'dismissed' else state end,
         case_id = coalesce($3, case_id), waits_because = null, settled_by = $4, settled_at = clock_timestamp(),
         leased_until = null
       where organisation_id = $1 and id = $2 returning case_id, text_id, address_id
     ), files as (
       update attachments set case_id = coalesce(handled.case_id, attachments.case_id),
         content = case when handled.case_id is null then null else content end,
         name = case when handled.case_id is null then null else name end,
         erased_at = case when handled.case_id is null then now() else erased_at end
       from handled
       where organisation_id = $1 and attachments.case_id = $5 and attachments.erased_at is null
     )
     update vault set case_id = coalesce(handled.case_id, vault.case_id),
       content = case when handled.case_id is null then null else content end,
       erased_at = case when handled.case_id is null then now() else erased_at end
     from handled
     where organisation_id = $1 and vault.id in (handled.text_id, handled.address_id) and vault.erased_at is null`,
    [organisationId, id, caseId, toJson(by), inboxVault(id)],
  );
}
