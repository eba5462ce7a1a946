import type pg from 'pg';
import type { JournalBatch } from '../domain/case/journal.ts';
import { putCase } from './cases.ts';
import { appendEvents } from './events.ts';
import { settleMessage } from './message-attempts.ts';
import { planMessages } from './messages.ts';
import { inTransaction, type Queryable } from './pool.ts';
import { putReceipts } from './receipts.ts';
import { claimVault } from './vault.ts';

export { caseEvents, JournalConflict } from './events.ts';

/**
 * Commits what a case accepted, in one transaction. Harmless to repeat and in any order: rows are immutable and the
 * case row moves only to a higher seq. Throws `JournalConflict` when the ledger holds another event under a seq.
 */
export async function commitBatch(pool: pg.Pool, batch: JournalBatch): Promise<void> {
  const { organisationId, caseId } = batch;
  await inTransaction(pool, async (db) => {
    await appendEvents(db, organisationId, caseId, batch.events);
    await putCase(db, batch.view);
    await planMessages(db, organisationId, caseId, batch.messages, batch.view.atMs);
    await settleGivenUp(db, batch);
    await putReceipts(db, organisationId, caseId, batch.receipts);
    await claimVault(db, organisationId, batch.vaultIds);
  });
}

/** A message that the case gave up is settled in the ledger, too; what its send settled itself stays as it is. */
async function settleGivenUp(db: Queryable, { organisationId, events }: JournalBatch): Promise<void> {
  for (const event of events) {
    if (event.type !== 'MessageSettled') continue;
    await settleMessage(db, organisationId, event.key, event.outcome, { settledAtMs: event.atMs });
  }
}
