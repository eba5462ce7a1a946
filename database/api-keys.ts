import type { ApiRole } from '../domain/access/roles.ts';
import type { PersonId } from '../domain/policy/pinned.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/** A key without its secret. Times on the database's clock. */
export interface ApiKey {
  readonly id: string;
  readonly role: ApiRole;
  readonly personId: PersonId | null;
  readonly label: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
  /** To the minute. */
  readonly lastUsedAtMs: number | null;
}

export interface NewApiKey extends Pick<ApiKey, 'id' | 'role' | 'personId' | 'label' | 'expiresAtMs'> {
  /** SHA-256 of the secret. */
  readonly secretHash: Buffer;
}

export async function addApiKey(db: Queryable, organisationId: OrganisationId, key: NewApiKey): Promise<void> {
  await db.query(
    `insert into api_keys (organisation_id, id, role, person_id, label, secret_hash, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [organisationId, key.id, key.role, key.personId, key.label, key.secretHash, asDate(key.expiresAtMs)],
  );
}

const COLUMNS = `id, role, person_id as "personId", label, created_at as "createdAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

interface Selected extends Pick<ApiKey, 'id' | 'role' | 'personId' | 'label'> {
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** All of an organisation, the oldest first. */
export async function listApiKeys(db: Queryable, organisationId: OrganisationId): Promise<ApiKey[]> {
  const { rows } = await db.query<Selected>(
    `select ${COLUMNS} from api_keys where organisation_id = $1 order by created_at, id`,
    [organisationId],
  );
  return rows.map(toApiKey);
}

/** The key with this id if one of its good secrets has this hash, and it is neither revoked nor expired. */
export async function findGoodKey(
  db: Queryable,
  id: string,
  secretHash: Buffer,
): Promise<{ readonly organisationId: OrganisationId; readonly key: ApiKey } | null> {
  const { rows } = await db.query<Selected & { organisationId: OrganisationId }>(
    `select organisation_id as "organisationId", ${COLUMNS} from api_keys
     where id = $1 and (secret_hash = $2 or (earlier_hash = $2 and earlier_until > now()))
       and revoked_at is null and (expires_at is null or expires_at > now())`,
    [id, secretHash],
  );
  const [row] = rows;
  return row === undefined ? null : { organisationId: row.organisationId, key: toApiKey(row) };
}

/** Written once a minute at most, so that a busy key costs nothing. */
export async function noteKeyUse(db: Queryable, id: string): Promise<void> {
  await db.query(
    `update api_keys set last_used_at = now()
     where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    [id],
  );
}

/** Gives a key another secret; the one before stays good for `overlapMs`. False when there is no such key in use. */
export async function rotateApiKey(
  db: Queryable,
  organisationId: OrganisationId,
  id: string,
  secretHash: Buffer,
  overlapMs: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update api_keys set earlier_hash = secret_hash, earlier_until = now() + make_interval(secs => $4 / 1000.0), secret_hash = $3
     where organisation_id = $1 and id = $2 and revoked_at is null`,
    [organisationId, id, secretHash, overlapMs],
  );
  return rowCount === 1;
}

/** False when there is no such key in use. */
export async function revokeApiKey(db: Queryable, organisationId: OrganisationId, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'update api_keys set revoked_at = now() where organisation_id = $1 and id = $2 and revoked_at is null',
    [organisationId, id],
  );
  return rowCount === 1;
}

function toApiKey({ createdAt, expiresAt, revokedAt, lastUsedAt, ...key }: Selected): ApiKey {
  const { id, role, personId, label } = key;
  return {
    id,
    role,
    personId,
    label,
    createdAtMs: createdAt.getTime(),
    expiresAtMs: expiresAt?.getTime() ?? null,
    revokedAtMs: revokedAt?.getTime() ?? null,
    lastUsedAtMs: lastUsedAt?.getTime() ?? null,
  };
}

function asDate(atMs: number | null): Date | null {
  return atMs === null ? null : new Date(atMs);
}
