import type { OrganisationId } from '../domain/shared/ids.ts';
import { toJson } from './json.ts';
import type { Queryable } from './pool.ts';

/** A change as one caller named it. */
export interface ChangeName {
  readonly organisationId: OrganisationId;
  readonly caller: string;
  readonly key: string;
}

export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export type Claim =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  /** Somebody is at it. */
  | { readonly kind: 'in-progress' }
  /** The name was used for something else. */
  | { readonly kind: 'other' };

/** Whoever claims and dies is followed by the next one after this. */
const CLAIM_HOLDS_SECONDS = 60;

/** Claims a change for this process, or says what became of it. */
export async function claimChange(db: Queryable, name: ChangeName, fingerprint: string): Promise<Claim> {
  const values = [name.organisationId, name.caller, name.key, fingerprint];
  const { rowCount } = await db.query(
    `insert into idempotent_answers (organisation_id, caller, key, fingerprint) values ($1, $2, $3, $4)
     on conflict (organisation_id, caller, key) do update set claimed_at = now()
       where idempotent_answers.status is null and idempotent_answers.fingerprint = excluded.fingerprint
         and idempotent_answers.claimed_at < now() - interval '${CLAIM_HOLDS_SECONDS} seconds'`,
    values,
  );
  if (rowCount === 1) return { kind: 'claimed' };
  const { rows } = await db.query<{ fingerprint: string; status: number | null; answer: Omit<KeptAnswer, 'status'> }>(
    `select fingerprint, status, answer from idempotent_answers
     where organisation_id = $1 and caller = $2 and key = $3`,
    values.slice(0, 3),
  );
  const [row] = rows;
  // Given up between the two statements: the caller asks again soon.
  if (row === undefined) return { kind: 'in-progress' };
  if (row.fingerprint !== fingerprint) return { kind: 'other' };
  return row.status === null
    ? { kind: 'in-progress' }
    : { kind: 'answered', answer: { status: row.status, ...row.answer } };
}

/** Keeps what was answered. */
export async function keepAnswer(
  db: Queryable,
  { organisationId, caller, key }: ChangeName,
  { status, headers, body }: KeptAnswer,
): Promise<void> {
  await db.query(
    `update idempotent_answers set status = $4, answer = $5
     where organisation_id = $1 and caller = $2 and key = $3`,
    [organisationId, caller, key, status, toJson({ headers, body })],
  );
}

/** A change that was refused changed nothing: its name may be used again. */
export async function giveUpChange(db: Queryable, { organisationId, caller, key }: ChangeName): Promise<void> {
  await db.query(
    'delete from idempotent_answers where organisation_id = $1 and caller = $2 and key = $3 and status is null',
    [organisationId, caller, key],
  );
}

/** Forgets answers that are older than `keptMs`; gives how many. */
export async function sweepAnswers(db: Queryable, keptMs: number): Promise<number> {
  const { rowCount } = await db.query(
    'delete from idempotent_answers where claimed_at < now() - make_interval(secs => $1 / 1000.0)',
    [keptMs],
  );
  return rowCount ?? 0;
}
