import type { StageName } from '../domain/policy/vocabulary.ts';
import type { CaseId, OrganisationId, VaultId } from '../domain/shared/ids.ts';
import { type MessageRow, SELECT_MESSAGES, type SelectedMessage, toMessageRow } from './messages.ts';
import { ORGANISATION_COLUMNS, type Organisation } from './organisations.ts';
import type { Queryable } from './pool.ts';
import { entriesOf, type VaultEntry } from './vault.ts';

/** All that an attempt at a message has to know of the database. */
export interface SendDesk {
  readonly message: MessageRow | null;
  readonly organisation: Organisation | null;
  /** An entry for every id asked for. */
  readonly texts: Readonly<Record<VaultId, VaultEntry>>;
  /** The case as the journal shows it; null while it does not know it. */
  readonly current: { readonly stage: StageName; readonly appointmentRevision: number } | null;
}

const READ = `select
  (select row_to_json(found) from (${SELECT_MESSAGES} where organisation_id = $1 and key = $2) as found) as message,
  (select row_to_json(found) from (select ${ORGANISATION_COLUMNS} from organisations where id = $1) as found)
    as organisation,
  (select json_object_agg(id, content) from vault
   where organisation_id = $1 and id = any($4) and content is not null) as texts,
  (select json_build_object('stage', stage, 'appointmentRevision', appointment_revision) from cases
   where organisation_id = $1 and case_id = $3) as current`;

interface Read extends Pick<SendDesk, 'organisation' | 'current'> {
  readonly message: SelectedMessage | null;
  readonly texts: Readonly<Record<VaultId, string>> | null;
}

/** Reads it in one round trip. A database fault throws, so that an outage never reads as an erasure. */
export async function readSendDesk(
  db: Queryable,
  organisationId: OrganisationId,
  { key, caseId, vaultIds }: { readonly key: string; readonly caseId: CaseId; readonly vaultIds: readonly VaultId[] },
): Promise<SendDesk> {
  const { rows } = await db.query<Read>({
    name: 'read-send-desk',
    text: READ,
    values: [organisationId, key, caseId, vaultIds],
  });
  const { message, organisation, texts, current } = rows[0] as Read;
  const contents = Object.entries(texts ?? {}).map(([id, content]) => ({ id, content }));
  return {
    message: message === null ? null : toMessageRow(message),
    organisation,
    texts: entriesOf(vaultIds, contents),
    current,
  };
}
