import pg from 'pg';
import type { PersonId } from '../domain/policy/pinned.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import type { Span } from '../domain/shared/time.ts';
import { inTransaction, type Queryable } from './pool.ts';

export interface Slot {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly technicianId: PersonId;
  /** Whose time is kept with theirs, or none at all (S1s: a crew). */
  readonly crewIds?: readonly PersonId[];
  /** Of the appointment; a later one replaces an earlier one of the same case. */
  readonly revision: number;
  readonly startMs: number;
  readonly endMs: number;
}

const EXCLUSION_VIOLATION = '23P01';

/**
 * Keeps a technician's time for a case, and that of a crew with it: all of it or nothing. `taken` changes nothing: the case keeps the slot it had. The same revision
 * again is `reserved`; one that came too late, because the case moved on or closed, is `taken`.
 */
export async function reserveSlot(pool: pg.Pool, slot: Slot): Promise<'reserved' | 'taken'> {
  try {
    return await inTransaction(pool, (db) => replaceSlot(db, slot));
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === EXCLUSION_VIOLATION) return 'taken';
    throw error;
  }
}

async function replaceSlot(db: Queryable, slot: Slot): Promise<'reserved' | 'taken'> {
  const key = [slot.organisationId, slot.caseId];
  const people = [...new Set([slot.technicianId, ...(slot.crewIds ?? [])])].sort();
  // Inserts that exclude each other would wait for each other; requests for one person queue instead, in one order for all.
  for (const person of people) {
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      JSON.stringify(['slot', slot.organisationId, person]),
    ]);
  }
  const late = await db.query(
    `select from cases where organisation_id = $1 and case_id = $2
       and (closed_at is not null or appointment_revision > $3)`,
    [...key, slot.revision],
  );
  if (late.rowCount !== 0) return 'taken';
  const held = await db.query<{ revision: number }>(
    'select revision from slots where organisation_id = $1 and case_id = $2 order by technician_id for update',
    key,
  );
  const heldRevision = held.rows[0]?.revision ?? 0;
  if (heldRevision === slot.revision) return 'reserved';
  if (heldRevision > slot.revision) return 'taken';
  if (heldRevision > 0) await db.query('delete from slots where organisation_id = $1 and case_id = $2', key);
  await db.query(
    `insert into slots (organisation_id, case_id, technician_id, revision, during)
     select $1, $2, person, $4, tstzrange($5, $6) from unnest($3::text[]) as person`,
    [...key, people, slot.revision, new Date(slot.startMs), new Date(slot.endMs)],
  );
  return 'reserved';
}

/** Frees the case's slot unless it belongs to a later revision: a release may come after what was reserved next. */
export async function releaseSlots(
  db: Queryable,
  organisationId: OrganisationId,
  caseId: CaseId,
  revision: number,
): Promise<void> {
  await db.query('delete from slots where organisation_id = $1 and case_id = $2 and revision <= $3', [
    organisationId,
    caseId,
    revision,
  ]);
}

/** The time of these persons that is kept for other cases, in order of its beginning; their spans may overlap. */
export async function busySpans(
  db: Queryable,
  organisationId: OrganisationId,
  personIds: readonly PersonId[],
  [fromMs, toMs]: Span,
  exceptCaseId: CaseId,
): Promise<Span[]> {
  const { rows } = await db.query<{ from: Date; to: Date }>(
    `select lower(during) as "from", upper(during) as "to" from slots
     where organisation_id = $1 and technician_id = any($2) and during && tstzrange($3, $4) and case_id <> $5
     order by 1`,
    [organisationId, personIds, new Date(fromMs), new Date(toMs), exceptCaseId],
  );
  return rows.map(({ from, to }): Span => [from.getTime(), to.getTime()]);
}

/** Open cases each of the persons carries, as technician or in a crew, one case left out; 0 for whoever carries none. */
export async function technicianLoad(
  db: Queryable,
  organisationId: OrganisationId,
  personIds: readonly PersonId[],
  exceptCaseId: CaseId,
): Promise<Record<PersonId, number>> {
  const { rows } = await db.query<{ personId: PersonId; open: number }>(
    `select person as "personId", count(distinct case_id)::int as open from (
       select technician_id as person, case_id from cases
       where organisation_id = $1 and technician_id = any($2) and closed_at is null
       union all
       select person, case_id from cases, jsonb_array_elements_text(view->'crewIds') as person
       where organisation_id = $1 and view ? 'crewIds' and closed_at is null and person = any($2)
     ) as carried
     where case_id <> $3 group by person`,
    [organisationId, personIds, exceptCaseId],
  );
  const none = personIds.map((id): [PersonId, number] => [id, 0]);
  return Object.fromEntries([...none, ...rows.map((row): [PersonId, number] => [row.personId, row.open])]);
}
