import type { Actor } from '../domain/case/commands.ts';
import type { Channel } from '../domain/policy/vocabulary.ts';
import type { CaseId, OrganisationId, VaultId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/**
 * `received`: no case was told so far. `taken`: a case has it. `kept`: its case is closed and could not take it.
 * `unmatched`: nobody was written to at its sender's address. `dismissed`: a person looked, and nothing is to be done.
 */
export type InboxState = 'received' | 'taken' | 'kept' | 'unmatched' | 'dismissed';

/** Something that a customer sent. Nothing personal: words and sender lie in the vault. */
export interface InboxEntry {
  readonly id: string;
  readonly channel: Channel;
  /** Null once its case is erased. */
  readonly addressHash: string | null;
  /** Null for a word of consent. */
  readonly textId: VaultId | null;
  readonly addressId: VaultId | null;
  /** On the database's clock. */
  readonly receivedAtMs: number;
  readonly writtenBy: 'person' | 'program';
  readonly state: InboxState;
  readonly caseId: CaseId | null;
  /** The key of the message that it answers. */
  readonly about: string | null;
  /** What it was read as. */
  readonly meaning: string | null;
  readonly waitsBecause: string | null;
  readonly code: string | null;
  readonly answer: string | null;
  readonly attempts: number;
  readonly settledAtMs: number | null;
  readonly settledBy: Actor | null;
}

export const INBOX_COLUMNS = `id, channel, address_hash as "addressHash", text_id as "textId", address_id as "addressId",
  (extract(epoch from received_at) * 1000)::float8 as "receivedAtMs", written_by as "writtenBy", state, case_id as "caseId", about,
  meaning, waits_because as "waitsBecause", code, answer, attempts, (extract(epoch from settled_at) * 1000)::float8 as "settledAtMs",
  settled_by as "settledBy"`;

export async function findInboxEntry(
  db: Queryable,
  organisationId: OrganisationId,
  id: string,
): Promise<InboxEntry | null> {
  const { rows } = await db.query<InboxEntry>(
    `select ${INBOX_COLUMNS} from inbox where organisation_id = $1 and id = $2`,
    [organisationId, id],
  );
  return rows[0] ?? null;
}

export interface InboxFilter {
  readonly caseId?: CaseId;
  /** Only what a person should look at. */
  readonly waiting?: boolean;
  readonly limit: number;
}

/** Entries in the order they came, at most `limit`. */
export async function listInbox(
  db: Queryable,
  organisationId: OrganisationId,
  { caseId, waiting = false, limit }: InboxFilter,
): Promise<InboxEntry[]> {
  const { rows } = await db.query<InboxEntry>(
    `select ${INBOX_COLUMNS} from inbox
     where organisation_id = $1 and ($2::text is null or case_id = $2) and ($3 = false or waits_because is not null)
     order by received_at, id limit $4`,
    [organisationId, caseId ?? null, waiting, limit],
  );
  return rows;
}
