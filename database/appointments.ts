import type { Appointment } from '../domain/case/state.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { PersonId } from '../domain/policy/pinned.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { BadCursor, type Page } from './cases.ts';
import type { Queryable } from './pool.ts';

/** A visit that stands in an open case, proposed or confirmed. Nothing of the customer. */
export interface AppointmentRow extends Pick<Appointment, 'revision' | 'startMs' | 'endMs' | 'status'> {
  readonly caseId: CaseId;
  readonly kind: CaseView['kind'];
  readonly stage: CaseView['stage'];
  readonly region: string | null;
  readonly productModel: string | null;
  readonly technicianId: PersonId | null;
  readonly crewIds: readonly PersonId[];
}

/** All that is given must match. */
export interface AppointmentFilter {
  /** As technician or in the crew. */
  readonly personId?: PersonId;
  /** Visits that begin in `[fromMs, untilMs)`. */
  readonly fromMs?: number;
  readonly untilMs?: number;
}

export interface AppointmentPage {
  readonly appointments: readonly AppointmentRow[];
  readonly nextCursor: string | null;
}

/** The same words as the index that finds them. */
const START = "((view->'appointment'->>'startMs')::bigint)";
const STANDS = "closed_at is null and jsonb_typeof(view->'appointment') = 'object'";

/** Appointments by their beginning. Throws `BadCursor`. */
export async function listAppointments(
  db: Queryable,
  organisationId: OrganisationId,
  { personId, fromMs, untilMs }: AppointmentFilter,
  { limit, after }: Page,
): Promise<AppointmentPage> {
  const values: unknown[] = [organisationId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['organisation_id = $1', STANDS];
  if (fromMs !== undefined) conditions.push(`${START} >= ${bind(fromMs)}`);
  if (untilMs !== undefined) conditions.push(`${START} < ${bind(untilMs)}`);
  if (personId !== undefined) {
    const person = bind(personId);
    conditions.push(`(technician_id = ${person} or view->'crewIds' ? ${person})`);
  }
  if (after !== undefined) conditions.push(`(${START}, case_id) > (${placeOf(after).map(bind).join(', ')})`);
  const { rows } = await db.query<{ view: CaseView }>(
    `select view from cases where ${conditions.join(' and ')} order by ${START}, case_id limit ${bind(limit + 1)}`,
    values,
  );
  const appointments = rows.slice(0, limit).flatMap(({ view }) => rowsOf(view));
  const last = appointments.at(-1);
  return { appointments, nextCursor: rows.length > limit && last ? cursorOf(last) : null };
}

function rowsOf({ appointment, ...view }: CaseView): AppointmentRow[] {
  if (appointment === null) return [];
  const { revision, startMs, endMs, status } = appointment;
  const { caseId, kind, stage, region, productModel, technicianId, crewIds = [] } = view;
  return [{ caseId, revision, startMs, endMs, status, kind, stage, region, productModel, technicianId, crewIds }];
}

function cursorOf({ startMs, caseId }: AppointmentRow): string {
  return Buffer.from(JSON.stringify([startMs, caseId])).toString('base64url');
}

function placeOf(cursor: string): [startMs: number, caseId: CaseId] {
  try {
    const [startMs, caseId]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Number.isSafeInteger(startMs) && typeof caseId === 'string') return [startMs as number, caseId];
  } catch {
    // Falls through to the one refusal below.
  }
  throw new BadCursor('This cursor is not one that a list of appointments gave out. Start again without it.');
}
