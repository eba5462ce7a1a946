import type { Queryable } from '../../database/pool.ts';
import {
  type Bodies,
  type Entries,
  type EntryWrite,
  findEntries,
  type Register,
  unitsByKey,
} from '../../database/registers.ts';
import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import type { UnitBody } from '../../domain/register/entry.ts';
import { unitKeyOf } from '../fingerprint.ts';
import type { Tenant } from '../organisations.ts';
import type { Store } from '../store.ts';
import { nextEntry, type Put } from './entry.ts';

type Refusals = readonly [Refusal, ...Refusal[]];

/** One entry that is to be so. */
export interface Change<Body> {
  readonly id: string;
  /** What it becomes, by what it is; refused when that can't be said. */
  readonly become: (now: Body | null) => { readonly body: Body } | { readonly refusals: Refusals };
  /** The revision it was read at; null when any will do. */
  readonly expected: number | null;
}

export type Changed<Body> = { readonly put: Put; readonly write: EntryWrite<Body> } | { readonly refusals: Refusals };

type Check<Name extends Register> = (
  db: Queryable,
  tenant: Tenant,
  changes: readonly Changed<Bodies[Name]>[],
) => Promise<readonly Changed<Bodies[Name]>[]>;

/** What an entry may not be because of others. */
const CHECKS: { readonly [Name in Register]: Check<Name> } = {
  customers: async (_db, _tenant, changes) => changes,
  units: placed,
};

/**
 * Changes entries of a register at once, each by itself: one that is refused keeps no other back. In the order given.
 * Nothing is written when it is only tried.
 */
export async function changeAll<Name extends Register>(
  store: Pick<Store, 'changeEntries'>,
  tenant: Tenant,
  register: Name,
  changes: readonly Change<Bodies[Name]>[],
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<readonly Changed<Bodies[Name]>[]> {
  let results: readonly Changed<Bodies[Name]>[] = [];
  const decide = async (found: Entries<Bodies[Name]>, db: Queryable) => {
    results = await CHECKS[register](
      db,
      tenant,
      changes.map(({ id, become, expected }) => {
        const next = become(found[id]?.body ?? null);
        if ('refusals' in next) return next;
        const one = nextEntry(id, found[id], next.body, expected);
        return 'refusal' in one ? { refusals: [one.refusal] } : one;
      }),
    );
    return dryRun ? [] : results.flatMap((one) => ('put' in one && one.put !== 'unchanged' ? [one.write] : []));
  };
  // Bound to a pool, the query no longer says that it gives what it was asked for.
  type Decide = Parameters<Store['changeEntries']>[3];
  await store.changeEntries(
    tenant.id,
    register,
    changes.map(({ id }) => id),
    decide as unknown as Decide,
  );
  return results;
}

/** Units whose customer is there and whose serial number no other unit has, with the columns that say so. */
async function placed(
  db: Queryable,
  tenant: Tenant,
  changes: readonly Changed<UnitBody>[],
): Promise<readonly Changed<UnitBody>[]> {
  const bodies = changes.flatMap((one) => ('put' in one ? [one.write.body] : []));
  const keyOf = ({ facts }: UnitBody) => {
    const serial = facts['serial-number'];
    return serial === undefined ? null : unitKeyOf(tenant.vaultKey, serial);
  };
  const keys = bodies.flatMap((body) => keyOf(body) ?? []);
  const owners = bodies.flatMap(({ customer }) => customer ?? []);
  const customers = await findEntries(db, tenant.id, 'customers', owners);
  const units = new Map(Object.entries(await unitsByKey(db, tenant.id, keys)));
  return changes.map((one) => {
    if ('refusals' in one) return one;
    const { id, body } = one.write;
    const customer = body.customer === null ? null : customers[body.customer];
    if (customer === undefined)
      return refusedWith(refusal('unknown-customer', '/customer', { value: body.customer ?? '' }));
    if (customer?.body === null) return refusedWith(refusal('entry-erased', '/customer', { value: customer.id }));
    const unitKey = keyOf(body);
    const other = unitKey === null ? undefined : units.get(unitKey);
    if (other !== undefined && other !== id) {
      return refusedWith(refusal('unit-elsewhere', '/facts/serial-number', { value: other }));
    }
    if (unitKey !== null) units.set(unitKey, id);
    return { ...one, write: { ...one.write, customerId: body.customer, unitKey } };
  });
}

const refusedWith = (one: Refusal): Changed<UnitBody> => ({ refusals: [one] });
