import type { PolicyDocument } from '../domain/policy/document.ts';
import { remembersUnits, type UnitMemory } from '../domain/warranty/unit.ts';
import { unitKeyOf } from './fingerprint.ts';
import type { Tenant } from './organisations.ts';
import type { RequestFacts } from './requests/bodies.ts';
import type { Store } from './store.ts';

/** Looks up what was done to the unit before; nothing when the policy does not ask, or no serial number is told. */
export async function unitOf(
  store: Pick<Store, 'unitRepairs'>,
  tenant: Tenant,
  { pinned }: Pick<PolicyDocument, 'pinned'>,
  facts: RequestFacts,
): Promise<{ readonly unit?: UnitMemory }> {
  const serial = facts['serial-number'];
  if (serial === undefined || !remembersUnits(pinned)) return {};
  const unitKey = unitKeyOf(tenant.vaultKey, serial);
  return { unit: { unitKey, repairs: await store.unitRepairs(tenant.id, unitKey) } };
}
