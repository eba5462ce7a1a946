import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeys } from '../client/keys.ts';
import { createOrganisations } from '../client/organisations.ts';
import { createStore } from '../client/store.ts';
import { createPool } from '../database/pool.ts';
import { organisationOf } from '../workers/config.ts';

/** Kept beside the data that it opens. */
const KEY_FILE = 'api-key';

/** A key of the API for whoever runs this machine: that of the last time while it is good, else a new one. */
export async function devKey(databaseUrl: string, dataDir: string): Promise<string> {
  const file = join(dataDir, KEY_FILE);
  const pool = createPool(databaseUrl, { max: 1, applicationName: 'aftercare-dev' });
  try {
    const store = createStore(pool);
    const keys = createKeys({ store, organisations: createOrganisations(store) });
    const before = await readFile(file, 'utf8').catch(() => '');
    if (before !== '' && (await keys.principalOfKey(before)) !== null) return before;
    const request = { role: 'administrator', personId: null, label: 'npm start', expiresAtMs: null } as const;
    const { key } = await keys.createKey(organisationOf({}), request);
    await writeFile(file, key, { mode: 0o600 });
    return key;
  } finally {
    await pool.end();
  }
}
