import type pg from 'pg';
import { archiveCase } from '../database/archive.ts';
import { commitBatch } from '../database/journal.ts';
import { issueReceipt } from '../database/money-receipts.ts';
import { releaseSlots, reserveSlot, technicianLoad } from '../database/slots.ts';
import { unitRepairs } from '../database/units.ts';
import type { EngineCommand } from '../domain/case/commands.ts';
import { journalBatch } from '../domain/case/journal.ts';
import { assertNever } from '../domain/shared/assert-never.ts';
import { noteConsentOfCase } from './consent.ts';
import type { Ask, CaseRef, RecordRequest } from './ports.ts';

/** Commits a batch, then does what the case asks of its database; both may be repeated without harm. */
export async function record(pool: pg.Pool, { batch, asks }: RecordRequest): Promise<readonly EngineCommand[]> {
  await commitBatch(pool, journalBatch(batch));
  const answers: EngineCommand[] = [];
  for (const ask of asks) {
    const answered = await answer(pool, batch.view, ask);
    if (answered !== null) answers.push(answered);
  }
  return answers;
}

async function answer(pool: pg.Pool, { organisationId, caseId }: CaseRef, ask: Ask): Promise<EngineCommand | null> {
  switch (ask.kind) {
    case 'measure-load':
      return { type: 'RecordLoad', openCases: await technicianLoad(pool, organisationId, ask.personIds, caseId) };
    case 'reserve-slot': {
      const outcome = await reserveSlot(pool, { organisationId, caseId, ...ask });
      return { type: 'RecordSlot', revision: ask.revision, outcome };
    }
    case 'release-slots':
      await releaseSlots(pool, organisationId, caseId, ask.revision);
      return null;
    case 'recall-unit':
      return { type: 'RecordUnit', repairs: await unitRepairs(pool, organisationId, ask.unitKey) };
    case 'note-consent':
      await noteConsentOfCase(pool, organisationId, ask);
      return null;
    case 'issue-receipt': {
      const { kind: _, ...receipt } = ask;
      const number = await issueReceipt(pool, { organisationId, caseId, ...receipt });
      return { type: 'RecordReceipt', receiptId: ask.receiptId, number };
    }
    case 'archive':
      await archiveCase(pool, organisationId, caseId);
      return null;
    default:
      return assertNever(ask);
  }
}
