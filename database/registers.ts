import type pg from 'pg';
import type { CustomerBody, UnitBody } from '../domain/register/entry.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Page } from './cases.ts';
import { cursorOfId, idOfCursor } from './id-cursor.ts';
import { toJson } from './json.ts';
import { inTransaction, type Queryable } from './pool.ts';

export interface Bodies {
  readonly customers: CustomerBody;
  readonly units: UnitBody;
}
export type Register = keyof Bodies;

/** One customer or unit; the body is null once it was erased. */
export interface Entry<Body> {
  readonly id: string;
  /** 1 when it is entered, one more with each change. */
  readonly revision: number;
  readonly body: Body | null;
  /** On the database's clock. */
  readonly updatedAtMs: number;
}

export type Entries<Body> = Readonly<Record<string, Entry<Body>>>;

export interface EntryWrite<Body> {
  readonly id: string;
  readonly revision: number;
  readonly body: Body;
  /** Of a unit: whose it is, and the keyed hash of its serial number. */
  readonly customerId?: string | null;
  readonly unitKey?: string | null;
}

const COLUMNS = 'id, revision, body, updated_at as "updatedAt"';

interface Row<Body> extends Omit<Entry<Body>, 'updatedAtMs'> {
  readonly updatedAt: Date;
}
const toEntry = <Body>({ updatedAt, ...row }: Row<Body>): Entry<Body> => ({ ...row, updatedAtMs: updatedAt.getTime() });

/** Those of the ids that were ever entered, erased ones among them. */
export async function findEntries<Name extends Register>(
  db: Queryable,
  organisationId: OrganisationId,
  register: Name,
  ids: readonly string[],
): Promise<Entries<Bodies[Name]>> {
  const { rows } = await db.query<Row<Bodies[Name]>>(
    `select ${COLUMNS} from ${register} where organisation_id = $1 and id = any($2)`,
    [organisationId, ids],
  );
  return Object.fromEntries(rows.map((row) => [row.id, toEntry(row)]));
}

/**
 * Changes entries of one register, nobody else's change in between: `decide` sees how those named stand and gives what
 * they become. Whatever it throws leaves all as it was.
 */
export async function changeEntries<Name extends Register>(
  pool: pg.Pool,
  organisationId: OrganisationId,
  register: Name,
  ids: readonly string[],
  decide: (found: Entries<Bodies[Name]>, db: Queryable) => Promise<readonly EntryWrite<Bodies[Name]>[]>,
): Promise<void> {
  await inTransaction(pool, async (db) => {
    await lockRegister(db, organisationId, register);
    const writes = await decide(await findEntries(db, organisationId, register, ids), db);
    if (writes.length > 0) await writeEntries(db, organisationId, register, writes);
  });
}

/** Held until the transaction ends. */
export async function lockRegister(db: Queryable, organisationId: OrganisationId, register: Register): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    JSON.stringify(['register', register, organisationId]),
  ]);
}

const OWN_COLUMNS: Readonly<Record<Register, readonly string[]>> = {
  customers: [],
  units: ['customer_id', 'unit_key'],
};

async function writeEntries(
  db: Queryable,
  organisationId: OrganisationId,
  register: Register,
  writes: readonly EntryWrite<unknown>[],
): Promise<void> {
  const rows = writes.map(({ id, revision, body, customerId, unitKey }) => ({
    id,
    revision,
    body,
    customer_id: customerId ?? null,
    unit_key: unitKey ?? null,
  }));
  const columns = ['id', 'revision', 'body', ...OWN_COLUMNS[register]];
  const renewed = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  await db.query(
    `insert into ${register} (organisation_id, ${columns.join(', ')})
     select $1, ${columns.join(', ')} from jsonb_populate_recordset(null::${register}, $2)
     on conflict (organisation_id, id) do update set ${renewed.join(', ')}, updated_at = now()`,
    [organisationId, toJson(rows)],
  );
}

/** Units that have these serial numbers, by the keyed hash of each. */
export async function unitsByKey(
  db: Queryable,
  organisationId: OrganisationId,
  keys: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await db.query<{ unitKey: string; id: string }>(
    'select unit_key as "unitKey", id from units where organisation_id = $1 and unit_key = any($2)',
    [organisationId, keys],
  );
  return Object.fromEntries(rows.map(({ unitKey, id }) => [unitKey, id]));
}

export interface EntryPage<Body> {
  readonly entries: readonly Entry<Body>[];
  readonly nextCursor: string | null;
}

/** Entries by id whose bodies hold all that `like` says, erased ones left out. Throws `BadCursor`. */
export async function listEntries<Name extends Register>(
  db: Queryable,
  organisationId: OrganisationId,
  register: Name,
  like: object,
  { limit, after }: Page,
): Promise<EntryPage<Bodies[Name]>> {
  const { rows } = await db.query<Row<Bodies[Name]>>(
    `select ${COLUMNS} from ${register}
     where organisation_id = $1 and body @> $2 and ($3::text is null or id > $3) order by id limit $4`,
    [organisationId, toJson(like), after === undefined ? null : idOfCursor(after), limit + 1],
  );
  const entries = rows.slice(0, limit).map(toEntry);
  const last = entries.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { entries, nextCursor: more ? cursorOfId(last.id) : null };
}
