import type { OrganisationId } from '../../domain/shared/ids.ts';
import type { Start } from '../open.ts';
import type { Parts } from '../send.ts';
import { importEntries } from './import-entries.ts';
import { importPolicy } from './import-policy.ts';
import { countOf, type ImportName, type ImportReport } from './import-report.ts';
import { PEOPLE_FILE, PRICE_FILE } from './policy-rows.ts';

export interface ImportOptions {
  /** Tells what would come of it, and changes nothing. */
  readonly dryRun?: boolean;
}

export interface Imports {
  /**
   * Takes a CSV file in, row by row. Throws `RefusedError` when the file as a whole can't be read, or there is no policy;
   * everything else is in the report.
   */
  importRows(
    organisationId: OrganisationId,
    what: ImportName,
    file: AsyncIterable<Buffer | string>,
    options?: ImportOptions,
  ): Promise<ImportReport>;
}

export function createImports(parts: Pick<Parts, 'store' | 'organisations'>, start: Start): Imports {
  const { store, organisations } = parts;
  return {
    importRows: async (organisationId, what, file, { dryRun = false } = {}) => {
      if (what === 'technicians' || what === 'prices') {
        const kind = what === 'prices' ? PRICE_FILE : PEOPLE_FILE;
        const { rows, ...others } = await importPolicy(parts, start, { organisationId, kind, dryRun }, file);
        return { what, counts: countOf(rows), rows, ...others };
      }
      const tenant = await organisations.tenant(organisationId);
      const { pinned: policy } = await organisations.activePolicy(organisationId);
      const rows = await importEntries(store, { register: what, tenant, policy, dryRun }, file);
      return { what, applied: !dryRun, counts: countOf(rows), rows };
    },
  };
}
