import type pg from 'pg';
import type { Channel } from '../domain/policy/vocabulary.ts';
import type { OrganisationId, VaultId } from '../domain/shared/ids.ts';
import { noteConsent } from './consents.ts';
import { findInboxEntry, INBOX_COLUMNS, type InboxEntry } from './inbox.ts';
import { toText } from './json.ts';
import { inTransaction, type Queryable } from './pool.ts';

export interface Arrival
  extends Pick<InboxEntry, 'id' | 'channel' | 'writtenBy' | 'caseId' | 'about' | 'meaning' | 'waitsBecause'> {
  readonly addressHash: string;
  /** Null for a word of consent: nothing more is kept of it. */
  readonly words: {
    readonly textId: VaultId;
    readonly text: string;
    readonly addressId: VaultId;
    readonly address: string;
  } | null;
  /** A word about being written to at all on this channel; counts from now on. */
  readonly consent: 'given' | 'withdrawn' | null;
  /** What its sender is answered with when that changed something. */
  readonly confirmation: string | null;
}

/** In the vault an entry without a case has a name of its own there. */
export const inboxVault = (id: string): string => `inbox:${id}`;

/**
 * Keeps what came, its words and what it changes for the address, all or nothing. `again`: it came before, and nothing was
 * changed. It is leased to the caller.
 */
export async function receiveReply(
  pool: pg.Pool,
  organisationId: OrganisationId,
  arrival: Arrival,
  leaseMs: number,
): Promise<{ readonly entry: InboxEntry; readonly came: 'first' | 'again' }> {
  return inTransaction(pool, async (db) => {
    const { id, channel, addressHash, words, consent } = arrival;
    const inserted = await db.query<InboxEntry>(
      `insert into inbox (organisation_id, id, channel, address_hash, text_id, address_id, written_by, state, case_id,
         about, meaning, waits_because, attempts, leased_until)
       values ($1, $2, $3, $4, $5, $6, $7, 'received', $8, $9, $10, $11, 1,
         clock_timestamp() + $12 * interval '1 millisecond')
       on conflict do nothing returning ${INBOX_COLUMNS}`,
      [
        ...[organisationId, id, channel, addressHash, words?.textId ?? null, words?.addressId ?? null],
        ...[arrival.writtenBy, arrival.caseId, arrival.about, arrival.meaning, arrival.waitsBecause, leaseMs],
      ],
    );
    const [fresh] = inserted.rows;
    if (fresh === undefined) {
      const before = await findInboxEntry(db, organisationId, id);
      if (before === null) throw new Error('An entry of the inbox vanished while it was being kept.');
      return { entry: before, came: 'again' };
    }
    const entry = fresh;
    if (words !== null) await keepWords(db, organisationId, arrival.caseId ?? inboxVault(id), words);
    if (consent === null || !(await note(db, organisationId, channel, addressHash, consent, entry))) {
      return { entry, came: 'first' };
    }
    await db.query('update inbox set answer = $3 where organisation_id = $1 and id = $2', [
      ...[organisationId, id, arrival.confirmation],
    ]);
    return { entry: { ...entry, answer: arrival.confirmation }, came: 'first' };
  });
}

async function keepWords(
  db: Queryable,
  organisationId: OrganisationId,
  vaultOf: string,
  { textId, text, addressId, address }: NonNullable<Arrival['words']>,
): Promise<void> {
  await db.query(
    `insert into vault (organisation_id, id, case_id, content, claimed_at)
     select $1, id, $2, content, now() from unnest($3::text[], $4::text[]) as given (id, content) on conflict do nothing`,
    [organisationId, vaultOf, [textId, addressId], [toText(text), toText(address)]],
  );
}

/** Whether the address was written to until now, or not, and that is otherwise from now on. */
async function note(
  db: Queryable,
  organisationId: OrganisationId,
  channel: Channel,
  addressHash: string,
  consent: 'given' | 'withdrawn',
  { receivedAtMs: atMs }: InboxEntry,
): Promise<boolean> {
  const { rows } = await db.query<{ given: boolean }>(
    `select given from consents where organisation_id = $1 and channel = $2 and address_hash = $3 and purpose = 'all'`,
    [organisationId, channel, addressHash],
  );
  await noteConsent(db, organisationId, { channel, addressHash, purpose: null, consent, atMs });
  return (rows[0]?.given ?? true) !== (consent === 'given');
}
