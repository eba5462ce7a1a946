import type { Receipt } from '../domain/case/state.ts';
import type { CaseId, CommandId, OrganisationId } from '../domain/shared/ids.ts';
import { toJson } from './json.ts';
import type { Queryable } from './pool.ts';

/** Receipts as rows of `receipts`, filed for good; the case itself carries only its last ones. */
export function receiptRows(organisationId: OrganisationId, caseId: CaseId, receipts: readonly Receipt[]): string {
  return toJson(
    receipts.map(({ commandId, fingerprint, seq, atMs }) => ({
      organisation_id: organisationId,
      case_id: caseId,
      command_id: commandId,
      fingerprint,
      seq,
      at: new Date(atMs),
    })),
  );
}

export async function findReceipt(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  commandId: CommandId,
): Promise<Receipt | null> {
  const { rows } = await db.query<{ fingerprint: string; seq: number; at: Date }>(
    'select fingerprint, seq, at from receipts where organisation_id = $1 and case_id = $2 and command_id = $3',
    [organisationId, caseId, commandId],
  );
  const row = rows[0];
  return row ? { commandId, fingerprint: row.fingerprint, seq: row.seq, atMs: row.at.getTime() } : null;
}
