import type { CaseEvent } from '../domain/case/events.ts';
import { type CaseLedger, type FiledReport, REPORTED_EVENTS } from '../domain/report/ledger.ts';
import type { DueReport, ReportRecords } from '../domain/report/report.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { DAY_MS } from '../domain/shared/time.ts';
import { type EventRow, toEvent } from './events.ts';
import type { Queryable } from './pool.ts';

/** A command may say it took effect this long ago (`effectiveBack` is at most 9 d), and its case may be closed by then. */
const SLACK_MS = 10 * DAY_MS;

/** Cases that were open at any time of `[fromMs, untilMs)`, and what reports need of their ledgers up to its end. */
export async function caseLedgers(
  db: Queryable,
  organisationId: OrganisationId,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Promise<CaseLedger[]> {
  const { rows } = await db.query<EventRow & { case_id: CaseId }>(
    `select e.case_id, e.seq, e.type, e.at, e.recorded_at, e.actor, e.command_id, e.body
     from cases c join case_events e using (organisation_id, case_id)
     where c.organisation_id = $1 and c.opened_at < $3 and (c.closed_at is null or c.closed_at >= $2)
       and e.type = any($5) and e.recorded_at < $4
     order by e.case_id, e.seq`,
    [organisationId, new Date(fromMs - SLACK_MS), new Date(untilMs), new Date(untilMs), REPORTED_EVENTS],
  );
  const ledgers = new Map<CaseId, CaseEvent[]>();
  for (const { case_id: caseId, ...row } of rows) {
    const events = ledgers.get(caseId) ?? [];
    ledgers.set(caseId, events);
    events.push(toEvent(row));
  }
  return [...ledgers].map(([caseId, events]) => ({ caseId, events }));
}

interface FiledRow extends Omit<FiledReport, 'recordedAtMs'> {
  readonly recordedAt: Date;
}

/** The symptom that a case's facts name last. */
const FAULT_OF = (organisation: string, caseId: string): string => `
  (select body->'facts'->'fault'->>'value' from case_events
   where organisation_id = ${organisation} and case_id = ${caseId}
     and type in ('CaseOpened', 'FactsProvided') and body->'facts' ? 'fault'
   order by seq desc limit 1)`;

/** Null where the request names none. */
export async function faultOf(db: Queryable, organisationId: OrganisationId, caseId: CaseId): Promise<string | null> {
  const { rows } = await db.query<{ fault: string | null }>(`select ${FAULT_OF('$1', '$2')} as fault`, [
    organisationId,
    caseId,
  ]);
  return rows[0]?.fault ?? null;
}

/** Reports, and what workshops found, that were written down in `[fromMs, untilMs)`, in their order; of one product if it is given. */
export async function filedReports(
  db: Queryable,
  organisationId: OrganisationId,
  {
    fromMs,
    untilMs,
    productModel = null,
  }: { readonly fromMs: number; readonly untilMs: number; readonly productModel?: string | null },
): Promise<FiledReport[]> {
  const { rows } = await db.query<FiledRow>(
    `select e.case_id as "caseId", c.view->>'productModel' as "productModel", e.recorded_at as "recordedAt",
       ${FAULT_OF('e.organisation_id', 'e.case_id')} as fault,
       coalesce(e.body->>'cause', e.body->'values'->>'cause') as cause, coalesce(e.body->>'result', 'taken-in') as result,
       jsonb_path_query_array(e.body, '$.parts[*].code') || jsonb_path_query_array(e.body, '$.labour[*].code')
         as remedies
     from case_events e join cases c using (organisation_id, case_id)
     where e.organisation_id = $1 and (e.type = 'ReportFiled' or (e.type = 'ItemAdvanced' and e.body->>'step' = 'diagnosed'))
       and e.recorded_at >= $2 and e.recorded_at < $3
       and ($4::text is null or c.view->>'productModel' = $4)
     order by e.recorded_at, e.case_id, e.seq`,
    [organisationId, new Date(fromMs), new Date(untilMs), productModel],
  );
  return rows.map(({ recordedAt, ...row }) => ({ ...row, recordedAtMs: recordedAt.getTime() }));
}

/** All that a report is made from: the cases of both its windows, and the problems of a year. */
export async function reportRecords(
  db: Queryable,
  organisationId: OrganisationId,
  { window: { untilMs }, before, problemsFromMs }: DueReport,
): Promise<ReportRecords> {
  const [ledgers, filed] = await Promise.all([
    caseLedgers(db, organisationId, { fromMs: before.fromMs, untilMs }),
    filedReports(db, organisationId, { fromMs: problemsFromMs, untilMs }),
  ]);
  return { ledgers, filed };
}
