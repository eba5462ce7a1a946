import type { PolicyDocument } from '../domain/policy/document.ts';
import type { CaseId } from '../domain/shared/ids.ts';
import type { UnitMemory } from '../domain/warranty/unit.ts';
import { markerOf, textsOf } from './marks.ts';
import type { Organisations, Tenant } from './organisations.ts';
import type { CaseRequest, RequestFacts } from './requests/bodies.ts';
import type { Store } from './store.ts';
import { unitOf } from './unit.ts';

/** What the client finds out about a request before its texts go into the vault. */
export interface Found {
  readonly marks?: readonly string[];
  readonly unit?: UnitMemory;
}

/** Where there is nothing to look into. */
export const NOTHING_FOUND: Found = {};

type Parts = { readonly store: Pick<Store, 'findCase' | 'unitRepairs'>; readonly organisations: Organisations };

/** Marks and the unit's past, by the policy the case has. */
export async function findIn(
  { store }: Pick<Parts, 'store'>,
  tenant: Tenant,
  document: PolicyDocument,
  facts: RequestFacts,
): Promise<Found> {
  return { ...markerOf(document)(facts), ...(await unitOf(store, tenant, document, facts)) };
}

/** The same for facts that come later; a case that the journal lacks so far was opened under today's policy. */
export async function findInLater(parts: Parts, tenant: Tenant, caseId: CaseId, request: CaseRequest): Promise<Found> {
  if (request.type !== 'ProvideFacts') return NOTHING_FOUND;
  const { facts } = request;
  if (textsOf(facts).length === 0 && facts['serial-number'] === undefined) return NOTHING_FOUND;
  const view = await parts.store.findCase(tenant.id, caseId);
  const own = view === null ? null : await parts.organisations.policy(tenant.id, view.policyVersion);
  return findIn(parts, tenant, own ?? (await parts.organisations.activePolicy(tenant.id)), facts);
}
