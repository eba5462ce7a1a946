import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/** Makes this the organisation's secret; the one before, if there is one, stays good for `overlapMs`. */
export async function putMailSecret(
  db: Queryable,
  organisationId: OrganisationId,
  secretHash: Buffer,
  overlapMs: number,
): Promise<void> {
  await db.query(
    `insert into mail_secrets (organisation_id, secret_hash) values ($1, $2)
     on conflict (organisation_id) do update set earlier_hash = mail_secrets.secret_hash,
       earlier_until = now() + make_interval(secs => $3 / 1000.0), secret_hash = excluded.secret_hash, made_at = now()`,
    [organisationId, secretHash, overlapMs],
  );
}

export async function isMailSecret(
  db: Queryable,
  organisationId: OrganisationId,
  secretHash: Buffer,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from mail_secrets
     where organisation_id = $1 and (secret_hash = $2 or (earlier_hash = $2 and earlier_until > now()))`,
    [organisationId, secretHash],
  );
  return rowCount === 1;
}
