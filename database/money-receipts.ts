import type pg from 'pg';
import type { ChargeLine } from '../domain/pricing/charge-lines.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import type { Money } from '../domain/shared/money.ts';
import { toJson } from './json.ts';
import { inTransaction, type Queryable } from './pool.ts';

/** What a receipt says, without whom it is for: that lies in the vault. */
export interface MoneyReceipt {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  /** What the money was for: `quotation-1`, `report-2`. */
  readonly receiptId: string;
  readonly money: Money;
  readonly lines: readonly ChargeLine[];
  readonly receivedAtMs: number;
}

/**
 * Writes a receipt down behind the last of its organisation and returns its number: 1, 2, 3 … without a gap. The same
 * receipt again has the number that it has.
 */
export async function issueReceipt(pool: pg.Pool, receipt: MoneyReceipt): Promise<number> {
  const { organisationId, caseId, receiptId, money, lines, receivedAtMs } = receipt;
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      JSON.stringify(['money-receipt', organisationId]),
    ]);
    const issued = await db.query<{ number: number }>(
      'select number from money_receipts where organisation_id = $1 and case_id = $2 and receipt_id = $3',
      [organisationId, caseId, receiptId],
    );
    if (issued.rows[0] !== undefined) return issued.rows[0].number;
    const { rows } = await db.query<{ number: number }>(
      `insert into money_receipts
         (organisation_id, number, case_id, receipt_id, amount_minor, currency, lines, received_at)
       select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7
       from money_receipts where organisation_id = $1 returning number`,
      [organisationId, caseId, receiptId, money.amountMinor, money.currency, toJson(lines), new Date(receivedAtMs)],
    );
    return rows[0]!.number;
  });
}

/** What a receipt of a case says; null while it has no number. */
export async function findReceipt(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  receiptId: string,
): Promise<(MoneyReceipt & { readonly number: number }) | null> {
  const { rows } = await db.query<Row>(
    `select number, amount_minor::float8 as "amountMinor", currency, lines, received_at as "receivedAt"
     from money_receipts where organisation_id = $1 and case_id = $2 and receipt_id = $3`,
    [organisationId, caseId, receiptId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { number, amountMinor, currency, lines, receivedAt } = row;
  const money = { amountMinor, currency };
  return { organisationId, caseId, receiptId, number, money, lines, receivedAtMs: receivedAt.getTime() };
}

interface Row {
  readonly number: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly lines: readonly ChargeLine[];
  readonly receivedAt: Date;
}
