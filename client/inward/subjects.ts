import type { FoundSubject } from '../../database/subjects.ts';
import type { Candidate } from '../../domain/inward/plan.ts';
import { lookUpOf, type VaultKey } from '../fingerprint.ts';
import type { Tenant } from '../organisations.ts';
import { createReadings } from '../readings.ts';
import type { Parts } from '../send.ts';
import type { CloudEvent, EventData } from './cloud-event.ts';

/**
 * The open cases that an event names, as they stand now. What names a case most exactly decides: the case itself, a parcel,
 * a unit, an order. Throws `RefusedError` when the case itself is unknown, and `UnavailableError`.
 */
export async function candidatesFor(
  parts: Parts,
  tenant: Tenant,
  { type, data }: CloudEvent,
  atMs: number,
): Promise<readonly Candidate[]> {
  const found = await subjectsOf(parts, tenant, data);
  const caseIds = found.map(({ caseId }) => caseId);
  const overtaken = await parts.store.overtakenCases(tenant.id, { type, atMs }, caseIds);
  const all = await Promise.all(found.map((one) => candidate(parts, tenant, one, overtaken.includes(one.caseId))));
  return all.filter((one) => one !== null);
}

async function subjectsOf(parts: Parts, { id, vaultKey }: Tenant, data: EventData): Promise<readonly FoundSubject[]> {
  const { store } = parts;
  if (data.caseId !== undefined) return [{ caseId: data.caseId, itemId: null }];
  if (data.openedAs !== undefined) {
    const caseId = await store.caseByReference(id, data.openedAs.source, data.openedAs.reference);
    return caseId === null ? [] : [{ caseId, itemId: null }];
  }
  const byParcel = await found(data.trackingNumber, 'parcel', vaultKey, (key) => store.casesByParcel(id, key));
  if (byParcel.length > 0) return byParcel;
  const registered = data.unit === undefined ? [] : await store.casesByUnit(id, data.unit);
  if (registered.length > 0) return registered;
  const byUnit = await found(data.serialNumber, 'serial-number', vaultKey, (key) =>
    store.casesByFact(id, 'serial-number', key),
  );
  if (byUnit.length > 0) return byUnit;
  return found(data.orderNumber, 'order-number', vaultKey, (key) => store.casesByFact(id, 'order-number', key));
}

async function found(
  number: string | undefined,
  kind: Parameters<typeof lookUpOf>[1],
  key: VaultKey,
  find: (lookUp: string) => Promise<FoundSubject[]>,
): Promise<FoundSubject[]> {
  return number === undefined ? [] : find(lookUpOf(key, kind, number));
}

async function candidate(
  parts: Parts,
  tenant: Tenant,
  { caseId, itemId }: FoundSubject,
  overtaken: boolean,
): Promise<Candidate | null> {
  const { view } = await createReadings(parts).showCase(tenant.id, caseId);
  if (view.stage === 'closed') return null;
  const policy =
    (await parts.organisations.policy(tenant.id, view.policyVersion)) ??
    (await parts.organisations.activePolicy(tenant.id));
  const { items: definitions = {}, currency } = policy.pinned;
  return { caseId, itemId, overtaken, kind: view.kind, items: view.items ?? [], definitions, currency };
}
