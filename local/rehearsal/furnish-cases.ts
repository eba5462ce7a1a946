import type pg from 'pg';
import { commitBatch } from '../../database/journal.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { formerLedger } from '../../domain/rehearsal/former-case.ts';
import type { Script } from '../../domain/rehearsal/script.ts';
import { formerId } from '../../domain/rehearsal/told-reports.ts';

/** Puts the cases that others lived into the journal, for the reports; `like` is a case of the same organisation. */
export async function furnishCases(
  pool: pg.Pool,
  { pinned }: PolicyDocument,
  { world }: Script,
  like: CaseView,
): Promise<void> {
  const { organisationId } = like;
  for (const [index, former] of (world.cases ?? []).entries()) {
    const { openedAtMs, closedAtMs, kind, productModel, channel, outcome } = former;
    const { caseId, events } = formerLedger(former, formerId(index), pinned);
    const view: CaseView = {
      ...like,
      ...{ caseId, seq: events.length, kind, channel, productModel, openedAtMs, closedAtMs },
      // Who did it is in the ledger: a case that somebody carries would weigh when the next is assigned.
      technicianId: null,
      stage: closedAtMs === null ? like.stage : 'closed',
      outcome: closedAtMs === null ? null : outcome,
    };
    await commitBatch(pool, { organisationId, caseId, view, events, messages: [], receipts: [], vaultIds: [] });
  }
}
