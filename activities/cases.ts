import type pg from 'pg';
import { archiveCase } from '../database/archive.ts';
import { commitBatch } from '../database/journal.ts';
import { issueReceipt } from '../database/money-receipts.ts';
import { releaseSlots, reserveSlot, technicianLoad } from '../database/slots.ts';
import { expandPolicyCalendars } from './calendar.ts';
import { noteConsentOfCase } from './consent.ts';
import type { PolicyShelf } from './policy-shelf.ts';
import type { CaseActivities } from './ports.ts';
import { record } from './record.ts';
import { cancelCaller } from './unopened.ts';

/** Opening a case is the client's business: it is handed in. */
export type CaseOpeners = Pick<CaseActivities, 'openLinkedCase' | 'openRequestedCase'>;

/** What a case asks of the journal and the calendars. */
export function createCaseActivities(pool: pg.Pool, policies: PolicyShelf, openers: CaseOpeners): CaseActivities {
  return {
    record: (request) => record(pool, request),
    commitJournal: (batch) => commitBatch(pool, batch),
    measureLoad: ({ organisationId, caseId, personIds }) => technicianLoad(pool, organisationId, personIds, caseId),
    reserveSlot: (request) => reserveSlot(pool, request),
    releaseSlots: ({ organisationId, caseId, revision }) => releaseSlots(pool, organisationId, caseId, revision),
    noteConsent: ({ organisationId, note }) => noteConsentOfCase(pool, organisationId, note),
    issueReceipt: (request) => issueReceipt(pool, request),
    expandCalendars: (request) => expandPolicyCalendars(policies, request),
    archiveCase: ({ organisationId, caseId }) => archiveCase(pool, organisationId, caseId),
    ...openers,
    cancelUnopened: cancelCaller,
  };
}
