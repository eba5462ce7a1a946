import type { Page } from '../../database/cases.ts';
import type { Bodies, Entry, EntryPage, Register } from '../../database/registers.ts';
import { refusal } from '../../domain/case/refusals.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import { RefusedError, refused } from '../errors.ts';
import type { Parts } from '../send.ts';
import { changeAll } from './changes.ts';
import { type Put, readEntry } from './entry.ts';
import { readId } from './entry-id.ts';
import { UNKNOWN_ENTRY } from './named.ts';

export interface PutOptions {
  /** The revision that the change was made on, 0 for an entry that is to be new; left out where any will do. */
  readonly expected?: number;
}

export interface PutAnswer<Body> {
  readonly put: Put;
  readonly id: string;
  readonly revision: number;
  readonly body: Body;
}

/** All that is given must match. */
export interface CustomerFilter {
  readonly region?: string;
  readonly tier?: string;
  readonly locale?: string;
}
export interface UnitFilter {
  readonly customer?: string;
  readonly productModel?: string;
  readonly region?: string;
}
export interface EntryFilters {
  readonly customers: CustomerFilter;
  readonly units: UnitFilter;
}

/** Who is served and what stands at their place. Every method throws `RefusedError` and `UnavailableError`. */
export interface Registers {
  /** By id, erased entries left out. Throws `BadCursor` as well. */
  listEntries<Name extends Register>(
    organisationId: OrganisationId,
    register: Name,
    filter: EntryFilters[Name],
    page: Page,
  ): Promise<EntryPage<Bodies[Name]>>;
  /** Throws `unknown-customer` or `unknown-unit`, and `entry-erased`. */
  showEntry<Name extends Register>(
    organisationId: OrganisationId,
    register: Name,
    id: string,
  ): Promise<Entry<Bodies[Name]>>;
  /** Enters it, or makes it so; what the body leaves out is known no more. */
  putEntry<Name extends Register>(
    organisationId: OrganisationId,
    register: Name,
    id: string,
    body: unknown,
    options?: PutOptions,
  ): Promise<PutAnswer<Bodies[Name]>>;
  /** Forgets all that was known of it; its id is used up. A customer's units become units of nobody. */
  eraseEntry(organisationId: OrganisationId, register: Register, id: string): Promise<void>;
}

export function createRegisters({ store, organisations }: Pick<Parts, 'store' | 'organisations'>): Registers {
  return {
    listEntries: async (organisationId, register, filter, page) => {
      const listed = await store.listEntries(organisationId, register, likeOf(filter), page);
      return listed as EntryPage<Bodies[typeof register]>;
    },

    showEntry: async (organisationId, register, id) => {
      const found = await store.findEntries(organisationId, register, [id]);
      const entry = found[id];
      if (entry === undefined) throw refused(refusal(UNKNOWN_ENTRY[register], '', { value: readId(id) }));
      if (entry.body === null) throw refused(refusal('entry-erased', '', { value: id }));
      return entry as Entry<Bodies[typeof register]>;
    },

    putEntry: async (organisationId, register, id, raw, { expected = null }: { expected?: number | null } = {}) => {
      readId(id);
      const tenant = await organisations.tenant(organisationId);
      const { pinned } = await organisations.activePolicy(organisationId);
      const read = readEntry(register, raw, pinned);
      if ('refusals' in read) throw new RefusedError(read.refusals);
      const become = () => ({ body: read.request });
      const [changed] = await changeAll(store, tenant, register, [{ id, become, expected }]);
      if (changed === undefined) throw new Error('the change of an entry has no result');
      if ('refusals' in changed) throw new RefusedError(changed.refusals);
      const { revision, body } = changed.write;
      return { put: changed.put, id, revision, body };
    },

    eraseEntry: async (organisationId, register, id) => {
      if (await store.forgetEntry(organisationId, register, id)) return;
      throw refused(refusal(UNKNOWN_ENTRY[register], '', { value: readId(id) }));
    },
  };
}

/** What the bodies that are listed must hold. */
function likeOf({ productModel, region, ...others }: CustomerFilter & UnitFilter): object {
  const facts = {
    ...(region === undefined ? {} : { region }),
    ...(productModel === undefined ? {} : { 'product-model': productModel }),
  };
  return { ...others, facts };
}
