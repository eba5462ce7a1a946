import type pg from 'pg';
import { addApiKey, findGoodKey, listApiKeys, noteKeyUse, revokeApiKey, rotateApiKey } from '../database/api-keys.ts';
import { listAppointments } from '../database/appointments.ts';
import { addAttachment, listAttachments, readAttachment } from '../database/attachments.ts';
import { findCase, listCases } from '../database/cases.ts';
import { noteConsent } from '../database/consents.ts';
import { findWritten, openCasesOf, writtenTo } from '../database/conversations.ts';
import { casesToGoTo } from '../database/days.ts';
import { recordDelivery } from '../database/deliveries.ts';
import {
  addEndpoint,
  disableEndpoint,
  enableEndpoint,
  endpointTargets,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
} from '../database/event-endpoints.ts';
import { journalFact, latestFacts, messageFact, nextFacts } from '../database/event-facts.ts';
import { newsFromNow, readNews } from '../database/event-news.ts';
import { caseEvents } from '../database/events.ts';
import { forgetEntry } from '../database/forget-entries.ts';
import { claimChange, giveUpChange, keepAnswer } from '../database/idempotent-answers.ts';
import { findInboxEntry, listInbox } from '../database/inbox.ts';
import { receiveReply } from '../database/inbox-arrivals.ts';
import { claimLeftReplies, handleReply, planDelivery, putReplyOff, settleReply } from '../database/inbox-deliveries.ts';
import { answerEvent, keepPlan, leaseEvent, overtakenCases, releaseEvent } from '../database/inward-events.ts';
import { isMailSecret, putMailSecret } from '../database/mail-secrets.ts';
import { listMessages } from '../database/messages.ts';
import { findOrganisation, putOrganisation } from '../database/organisations.ts';
import { activatePolicy, findPolicy, listPolicies, storePolicy, succeedPolicy } from '../database/policies.ts';
import { findReceipt } from '../database/receipts.ts';
import { claimReference, openedFor } from '../database/references.ts';
import { changeEntries, findEntries, listEntries } from '../database/registers.ts';
import { faultOf, filedReports, reportRecords } from '../database/reports.ts';
import { busySpans, technicianLoad } from '../database/slots.ts';
import { caseByReference, casesByFact, casesByParcel, casesByUnit } from '../database/subjects.ts';
import { unitRepairs } from '../database/units.ts';
import { putVault, readVault } from '../database/vault.ts';
import { UnavailableError } from './errors.ts';

const QUERIES = {
  activatePolicy,
  addApiKey,
  addAttachment,
  addEndpoint,
  answerEvent,
  busySpans,
  caseByReference,
  caseEvents,
  changeEntries,
  casesByFact,
  casesByParcel,
  casesByUnit,
  casesToGoTo,
  claimChange,
  claimLeftReplies,
  claimReference,
  disableEndpoint,
  enableEndpoint,
  endpointTargets,
  faultOf,
  filedReports,
  findCase,
  findEntries,
  findGoodKey,
  findInboxEntry,
  findOrganisation,
  findPolicy,
  findReceipt,
  findWritten,
  forgetEntry,
  giveUpChange,
  handleReply,
  isMailSecret,
  journalFact,
  keepAnswer,
  keepPlan,
  latestFacts,
  leaseEvent,
  listApiKeys,
  listAppointments,
  listAttachments,
  listCases,
  listEndpoints,
  listEntries,
  listInbox,
  listMessages,
  listPolicies,
  messageFact,
  newsFromNow,
  nextFacts,
  noteConsent,
  noteKeyUse,
  openCasesOf,
  overtakenCases,
  planDelivery,
  openedFor,
  putMailSecret,
  putOrganisation,
  putReplyOff,
  putVault,
  readAttachment,
  readNews,
  readVault,
  receiveReply,
  recordDelivery,
  releaseEvent,
  removeEndpoint,
  reportRecords,
  revokeApiKey,
  rotateApiKey,
  rotateSecret,
  settleReply,
  storePolicy,
  succeedPolicy,
  technicianLoad,
  unitRepairs,
  writtenTo,
};

type Bound<Query> = Query extends (db: never, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;

/** What the client asks of Postgres: its queries with the pool already given. */
export type Store = { readonly [Name in keyof typeof QUERIES]: Bound<(typeof QUERIES)[Name]> };

/** An outage of Postgres is thrown as `UnavailableError`, whatever form it takes; every other fault as it is. */
export function createStore(pool: pg.Pool): Store {
  const bind = (query: unknown) => {
    const ask = query as (db: pg.Pool, ...rest: unknown[]) => Promise<unknown>;
    return (...rest: unknown[]) =>
      ask(pool, ...rest).catch((error: unknown) => {
        throw isOutage(error) ? new UnavailableError('The database does not answer.', null, error) : error;
      });
  };
  return Object.fromEntries(Object.entries(QUERIES).map(([name, query]) => [name, bind(query)])) as unknown as Store;
}

/** System errors of the connection, and SQLSTATE classes 08 (connection), 53 (resources) and 57 (operator). */
const OUTAGE_CODE = /^(E[A-Z]{3,}|(08|53|57)[0-9A-Z]{3})$/;
/** What the driver says without a code. */
const OUTAGE_TEXT = /time.?out|terminated|connection ended|not queryable/i;

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? OUTAGE_CODE.test(code) : OUTAGE_TEXT.test(error.message);
}
