import type { CaseView } from '../domain/case/view.ts';
import type { PersonId } from '../domain/policy/pinned.ts';
import type { CaseKind, StageName } from '../domain/policy/vocabulary.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { toJson } from './json.ts';
import type { Queryable } from './pool.ts';

/** The case's row as this view shows it. */
export function caseRow(view: CaseView): string {
  return toJson({
    organisation_id: view.organisationId,
    case_id: view.caseId,
    seq: view.seq,
    stage: view.stage,
    kind: view.kind,
    grade: view.grade,
    urgency: view.urgency,
    tier: view.tier,
    lead_id: view.leadId,
    technician_id: view.technicianId,
    round: view.round,
    next_step: view.nextStep?.what ?? null,
    next_by: instant(view.nextStep?.byMs),
    next_deadline_at: instant(view.nextDeadline?.dueAtMs),
    opened_at: instant(view.openedAtMs),
    closed_at: instant(view.closedAtMs),
    breached: isBreached(view),
    appointment_revision: view.appointmentRevision,
    policy_version: view.policyVersion,
    view,
  });
}

/** Makes the row given as the parameter named the case's, unless it already shows a later seq. */
export const UPSERT_CASE = (row: string, condition: string): string => `
  insert into cases select * from jsonb_populate_record(null::cases, ${row}) where ${condition}
  on conflict (organisation_id, case_id) do update set seq = excluded.seq, stage = excluded.stage, kind = excluded.kind,
    grade = excluded.grade, urgency = excluded.urgency, tier = excluded.tier, lead_id = excluded.lead_id,
    technician_id = excluded.technician_id, round = excluded.round, next_step = excluded.next_step,
    next_by = excluded.next_by, next_deadline_at = excluded.next_deadline_at, closed_at = excluded.closed_at,
    breached = excluded.breached, appointment_revision = excluded.appointment_revision, view = excluded.view
  where cases.seq < excluded.seq`;

/** Whether a limit is broken now; one that was missed and is over counts no longer. */
function isBreached(view: CaseView): boolean {
  return view.clocks.some((clock) => clock.status === 'breached' || clock.status === 'acknowledged');
}

function instant(atMs: number | null | undefined): Date | null {
  return atMs === null || atMs === undefined ? null : new Date(atMs);
}

export async function findCase(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
): Promise<CaseView | null> {
  const { rows } = await db.query<{ view: CaseView }>(
    'select view from cases where organisation_id = $1 and case_id = $2',
    [organisationId, caseId],
  );
  return rows[0]?.view ?? null;
}

/** All that is given must match. */
export interface CaseFilter {
  readonly stage?: StageName;
  readonly kind?: CaseKind;
  readonly technicianId?: PersonId;
  /** Theirs to work on, as the technician or in the crew. */
  readonly workedOnBy?: PersonId;
  readonly leadId?: PersonId;
  readonly open?: boolean;
  /** A limit is broken and its clock still runs. */
  readonly breached?: boolean;
  /** Opened for them, by their ids in the register. */
  readonly customerId?: string;
  readonly unitId?: string;
}

export interface Page {
  readonly limit: number;
  /** The `nextCursor` of the page before. */
  readonly after?: string;
}

export interface CasePage {
  readonly cases: CaseView[];
  readonly nextCursor: string | null;
}

/** A cursor that no page of this list gave out. */
export class BadCursor extends Error {
  readonly code = 'bad-cursor';
}

/**
 * Cases by next deadline (those without one last), then by opening. A page goes on where the one before ended, however
 * many cases came or went meanwhile. Throws `BadCursor`.
 */
export async function listCases(
  db: Queryable,
  organisationId: OrganisationId,
  filter: CaseFilter,
  { limit, after }: Page,
): Promise<CasePage> {
  const values: unknown[] = [organisationId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['organisation_id = $1'];
  if (filter.stage !== undefined) conditions.push(`stage = ${bind(filter.stage)}`);
  if (filter.kind !== undefined) conditions.push(`kind = ${bind(filter.kind)}`);
  if (filter.technicianId !== undefined) conditions.push(`technician_id = ${bind(filter.technicianId)}`);
  if (filter.workedOnBy !== undefined) {
    const person = bind(filter.workedOnBy);
    conditions.push(`(technician_id = ${person} or view->'crewIds' ? ${person})`);
  }
  if (filter.leadId !== undefined) conditions.push(`lead_id = ${bind(filter.leadId)}`);
  if (filter.open !== undefined) conditions.push(`closed_at is ${filter.open ? 'null' : 'not null'}`);
  if (filter.breached !== undefined) conditions.push(`breached = ${bind(filter.breached)}`);
  if (filter.customerId !== undefined) conditions.push(OPENED_FOR('customer_id', bind(filter.customerId)));
  if (filter.unitId !== undefined) conditions.push(OPENED_FOR('unit_id', bind(filter.unitId)));
  if (after !== undefined) conditions.push(`${ORDER_KEY} > (${placeOf(after).map(bind).join(', ')})`);
  const { rows } = await db.query<{ view: CaseView }>(
    `select view from cases where ${conditions.join(' and ')}
     order by coalesce(next_deadline_at, 'infinity'), opened_at, case_id limit ${bind(limit + 1)}`,
    values,
  );
  const cases = rows.slice(0, limit).map((row) => row.view);
  const last = cases.at(-1);
  return { cases, nextCursor: rows.length > limit && last ? cursorOf(last) : null };
}

const OPENED_FOR = (column: 'customer_id' | 'unit_id', id: string): string => `case_id in (
  select case_id from case_references where organisation_id = $1 and ${column} = ${id})`;

const ORDER_KEY = "(coalesce(next_deadline_at, 'infinity'), opened_at, case_id)";

function cursorOf(view: CaseView): string {
  const place = [view.nextDeadline?.dueAtMs ?? null, view.openedAtMs, view.caseId];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function placeOf(cursor: string): [deadline: Date | 'infinity', openedAt: Date, caseId: CaseId] {
  try {
    const [deadlineMs, openedAtMs, caseId]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const known = deadlineMs === null || Number.isSafeInteger(deadlineMs);
    if (known && Number.isSafeInteger(openedAtMs) && typeof caseId === 'string') {
      return [
        deadlineMs === null ? 'infinity' : new Date(deadlineMs as number),
        new Date(openedAtMs as number),
        caseId,
      ];
    }
  } catch {
    // Falls through to the one refusal below.
  }
  throw new BadCursor('This cursor is not one that a list of cases gave out. Start again without it.');
}
