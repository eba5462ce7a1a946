import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from '@temporalio/client';
import { policyFolders, readPolicyFolder } from '../client/policy-files.ts';
import { migrate } from '../database/migrate.ts';
import { findOrganisation, putOrganisation } from '../database/organisations.ts';
import { activatePolicy, storePolicy } from '../database/policies.ts';
import { createPool } from '../database/pool.ts';
import { registerSearchAttributes } from '../workers/temporal-setup.ts';
import type { Log } from './programs.ts';

const POLICIES = fileURLToPath(new URL('../policies/', import.meta.url));

/** Brings an empty system up to date: schema, search attributes, and an organisation for each policy that ships. */
export async function prepare(databaseUrl: string, temporal: Connection, namespace: string, log: Log): Promise<void> {
  await Promise.all([migrate(databaseUrl), registerSearchAttributes(temporal, namespace)]);
  const pool = createPool(databaseUrl, { max: 2, applicationName: 'aftercare-prepare' });
  try {
    for (const folder of await policyFolders(POLICIES)) {
      const name = basename(folder);
      if ((await findOrganisation(pool, name))?.activePolicyVersion != null) continue;
      const read = await readPolicyFolder(folder, Date.now());
      if ('faults' in read)
        throw new Error(`policies/${name} has faults; see: aftercare policy check policies/${name}`);
      const { document } = read;
      const { locales, defaultLocale } = document.pinned;
      await putOrganisation(pool, { id: name, name: document.organisation[defaultLocale]?.name ?? name });
      await storePolicy(pool, name, document);
      await activatePolicy(pool, name, document.version);
      log(`Organisation ${name} has its policy (version ${document.version}, ${locales.join(' and ')}).`);
    }
  } finally {
    await pool.end();
  }
}
