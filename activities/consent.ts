import type pg from 'pg';
import { hashAddress, noteConsent } from '../database/consents.ts';
import { findOrganisation } from '../database/organisations.ts';
import { readVault } from '../database/vault.ts';
import type { ConsentNote } from '../domain/consent/note.ts';
import type { Channel } from '../domain/policy/vocabulary.ts';
import type { OrganisationId, VaultId } from '../domain/shared/ids.ts';

/** Writes a customer's word down for each of their addresses; one that was erased can't be written to anyway. */
export async function noteConsentOfCase(
  pool: pg.Pool,
  organisationId: OrganisationId,
  { addresses, ...word }: ConsentNote,
): Promise<void> {
  const organisation = await findOrganisation(pool, organisationId);
  if (organisation === null) throw new Error(`there is no organisation ${organisationId}`);
  const texts = await readVault(pool, organisationId, Object.values(addresses));
  for (const [channel, vaultId] of Object.entries(addresses) as [Channel, VaultId][]) {
    const entry = texts[vaultId];
    if (entry?.kind !== 'text') continue;
    const addressHash = hashAddress(organisation, channel, entry.content.trim());
    await noteConsent(pool, organisationId, { ...word, channel, addressHash });
  }
}
