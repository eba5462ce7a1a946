import type { Bodies, Entries, Register } from '../../database/registers.ts';
import { type RefusalCode, refusal } from '../../domain/case/refusals.ts';
import { factsWith } from '../../domain/register/entry.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { refused } from '../errors.ts';
import type { RequestOf } from '../requests/bodies.ts';
import type { Store } from '../store.ts';

type Opening = RequestOf<'OpenCase'>;

/** What a request to open a case is once the register has said what it knows. */
export interface FilledOpening {
  readonly request: Opening;
  /** The customer named, or the one whose the unit is. */
  readonly customerId: string | null;
  readonly unitId: string | null;
}

export const UNKNOWN_ENTRY = { customers: 'unknown-customer', units: 'unknown-unit' } as const satisfies Record<
  Register,
  RefusalCode
>;

/**
 * Takes from the register what the request leaves out. Throws `RefusedError` when it names somebody who is not there, or
 * was erased.
 */
export async function fillFromRegister(
  store: Pick<Store, 'findEntries'>,
  organisationId: OrganisationId,
  request: Opening,
): Promise<FilledOpening> {
  if (request.customer === null && request.unit === null) return { request, customerId: null, unitId: null };
  const unit = await named(store, organisationId, 'units', request.unit, '/unit');
  const customerId = request.customer ?? unit?.customer ?? null;
  const customer = await named(store, organisationId, 'customers', customerId, '/customer');
  const filled: Opening = {
    ...request,
    tier: request.tier ?? customer?.tier ?? null,
    locale: request.locale ?? customer?.locale ?? null,
    // The register's were checked by the same fields when they were entered.
    facts: factsWith(request.facts, unit, customer) as Opening['facts'],
  };
  return { request: filled, customerId, unitId: request.unit };
}

async function named<Name extends Register>(
  store: Pick<Store, 'findEntries'>,
  organisationId: OrganisationId,
  register: Name,
  id: string | null,
  place: string,
): Promise<Bodies[Name] | null> {
  if (id === null) return null;
  const found = (await store.findEntries(organisationId, register, [id])) as Entries<Bodies[Name]>;
  const entry = found[id];
  if (entry === undefined) throw refused(refusal(UNKNOWN_ENTRY[register], place, { value: id }));
  if (entry.body === null) throw refused(refusal('entry-erased', place, { value: id }));
  return entry.body;
}

/** Whom and what a case was opened for, to be named by the next one: those who are still there. */
export async function namedBy(
  store: Pick<Store, 'openedFor' | 'findEntries'>,
  organisationId: OrganisationId,
  caseId: CaseId,
): Promise<{ readonly customer?: string; readonly unit?: string }> {
  const known = await store.openedFor(organisationId, caseId);
  if (known === null) return {};
  const still = async (register: Register, id: string | null) =>
    id !== null && ((await store.findEntries(organisationId, register, [id]))[id]?.body ?? null) !== null ? id : null;
  const [customer, unit] = [await still('customers', known.customerId), await still('units', known.unitId)];
  return { ...(customer === null ? {} : { customer }), ...(unit === null ? {} : { unit }) };
}
