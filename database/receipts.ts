import type { Receipt } from '../domain/case/state.ts';
import type { CaseId, CommandId, OrganisationId } from '../domain/shared/ids.ts';
import type { Queryable } from './pool.ts';

/** Files receipts for good; the case itself carries only its last ones. */
export async function putReceipts(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  receipts: readonly Receipt[],
): Promise<void> {
  if (receipts.length === 0) return;
  await db.query(
    `insert into receipts (organisation_id, case_id, command_id, fingerprint, seq, at)
     select $1, $2, given.* from unnest($3::text[], $4::text[], $5::int[], $6::timestamptz[]) as given
     on conflict do nothing`,
    [
      organisationId,
      caseId,
      receipts.map((receipt) => receipt.commandId),
      receipts.map((receipt) => receipt.fingerprint),
      receipts.map((receipt) => receipt.seq),
      receipts.map((receipt) => new Date(receipt.atMs)),
    ],
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
