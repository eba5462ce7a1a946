import type pg from 'pg';
import type { AttachmentKind } from '../domain/attachment/kinds.ts';
import type { MediaType } from '../domain/attachment/media-type.ts';
import type { Actor } from '../domain/case/commands.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { inTransaction, type Queryable } from './pool.ts';

export type AttachmentId = string;

/** A file without its content. Once erased it has no name either; that it was there stays known. */
export interface Attachment {
  readonly id: AttachmentId;
  readonly caseId: CaseId;
  readonly kind: AttachmentKind;
  readonly mediaType: MediaType;
  readonly sizeBytes: number;
  readonly name: string | null;
  readonly by: Actor;
  readonly addedAtMs: number;
  readonly erased: boolean;
}

export interface NewAttachment extends Omit<Attachment, 'addedAtMs' | 'erased'> {
  readonly content: Uint8Array;
}

const COLUMNS = `id, case_id as "caseId", kind, media_type as "mediaType", size_bytes as "sizeBytes", name, added_by as "by",
  (extract(epoch from added_at) * 1000)::float8 as "addedAtMs", erased_at is not null as erased`;

/**
 * Keeps a file under its id; an id that exists keeps what it has, erased or not. Null when the case would have more than
 * `most`, however many add to it at once.
 */
export async function addAttachment(
  pool: pg.Pool,
  organisationId: OrganisationId,
  file: NewAttachment,
  most: { readonly files: number; readonly bytes: number },
): Promise<Attachment | null> {
  return inTransaction(pool, async (db) => {
    await db.query(`select pg_advisory_xact_lock(hashtextextended($1, 15))`, [`${organisationId}/${file.caseId}`]);
    const known = await findAttachment(db, organisationId, file.caseId, file.id);
    if (known) return known;
    const { rows } = await db.query<{ files: number; bytes: number }>(
      `select count(*)::int as files, coalesce(sum(size_bytes), 0)::float8 as bytes from attachments
       where organisation_id = $1 and case_id = $2 and erased_at is null`,
      [organisationId, file.caseId],
    );
    const { files, bytes } = rows[0]!;
    if (files >= most.files || bytes + file.sizeBytes > most.bytes) return null;
    const { rows: added } = await db.query<Attachment>(
      `insert into attachments (organisation_id, id, case_id, kind, media_type, size_bytes, name, added_by, content)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
      [
        organisationId,
        file.id,
        file.caseId,
        file.kind,
        file.mediaType,
        file.sizeBytes,
        file.name,
        JSON.stringify(file.by),
        Buffer.from(file.content),
      ],
    );
    return added[0]!;
  });
}

/** The files of a case in the order in which they came. */
export async function listAttachments(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
): Promise<Attachment[]> {
  const { rows } = await db.query<Attachment>(
    `select ${COLUMNS} from attachments where organisation_id = $1 and case_id = $2 order by added_at, id`,
    [organisationId, caseId],
  );
  return rows;
}

async function findAttachment(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  id: AttachmentId,
): Promise<Attachment | null> {
  const { rows } = await db.query<Attachment>(
    `select ${COLUMNS} from attachments where organisation_id = $1 and case_id = $2 and id = $3`,
    [organisationId, caseId, id],
  );
  return rows[0] ?? null;
}

/** A file with its content; null when there is none or it was erased. */
export async function readAttachment(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  id: AttachmentId,
): Promise<(Attachment & { readonly content: Uint8Array }) | null> {
  const { rows } = await db.query<Attachment & { content: Uint8Array }>(
    `select ${COLUMNS}, content from attachments
     where organisation_id = $1 and case_id = $2 and id = $3 and erased_at is null`,
    [organisationId, caseId, id],
  );
  return rows[0] ?? null;
}
