import type pg from 'pg';
import { findPolicy } from '../database/policies.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import { TryLater } from './failures.ts';

/** Reads a policy version; the last ones read are kept, for a version never changes. */
export type PolicyShelf = (organisationId: OrganisationId, version: string) => Promise<PolicyDocument>;

const KEPT = 50;

/** Throws `TryLater` when the version is not stored: cases run under it, so it has to come back. */
export function createPolicyShelf(pool: pg.Pool): PolicyShelf {
  const shelf = new Map<string, PolicyDocument>();
  return async (organisationId, version) => {
    const key = JSON.stringify([organisationId, version]);
    const kept = shelf.get(key);
    if (kept) return kept;
    const document = await findPolicy(pool, organisationId, version);
    if (!document) throw new TryLater('policy-not-stored');
    const oldest = shelf.keys().next();
    if (shelf.size >= KEPT && !oldest.done) shelf.delete(oldest.value);
    shelf.set(key, document);
    return document;
  };
}
