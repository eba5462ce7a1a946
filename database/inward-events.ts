import type { InwardType } from '../domain/inward/event.ts';
import type { Plan } from '../domain/inward/plan.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { toJson } from './json.ts';
import type { Queryable } from './pool.ts';

/** What became of an event, as its sender is told; nothing personal. */
export type InwardAnswer = Readonly<Record<string, unknown>>;

export interface ArrivedEvent {
  /** Of its source and its id. */
  readonly eventKey: string;
  readonly fingerprint: string;
  readonly type: InwardType;
  readonly atMs: number;
}

/** `mine`: its time is that of its first arrival. `other`: the key is that of another event. `busy`: somebody works on it now. */
export type Lease =
  | { readonly state: 'mine'; readonly atMs: number; readonly plan: Plan | null }
  | { readonly state: 'answered'; readonly answer: InwardAnswer }
  | { readonly state: 'busy' }
  | { readonly state: 'other' };

/** Takes an event up, unless it is answered or somebody is at it. Of any number of parallel callers one has it. */
export async function leaseEvent(
  db: Queryable,
  organisationId: OrganisationId,
  { eventKey, fingerprint, type, atMs }: ArrivedEvent,
  leaseMs: number,
): Promise<Lease> {
  const key = [organisationId, eventKey];
  const leased = await db.query<{ at: Date; plan: Plan | null }>(
    `insert into inward_events as known (organisation_id, event_key, fingerprint, type, at, leased_until)
     values ($1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond')
     on conflict (organisation_id, event_key) do update set leased_until = excluded.leased_until
       where known.answer is null and known.fingerprint = excluded.fingerprint
         and (known.leased_until is null or known.leased_until < now())
     returning at, plan`,
    [...key, fingerprint, type, new Date(atMs), leaseMs],
  );
  const [mine] = leased.rows;
  if (mine) return { state: 'mine', atMs: mine.at.getTime(), plan: mine.plan };
  const { rows } = await db.query<{ fingerprint: string; answer: InwardAnswer | null }>(
    'select fingerprint, answer from inward_events where organisation_id = $1 and event_key = $2',
    key,
  );
  const [known] = rows;
  if (known !== undefined && known.fingerprint !== fingerprint) return { state: 'other' };
  return known?.answer ? { state: 'answered', answer: known.answer } : { state: 'busy' };
}

/** Before anything is done, so that whoever takes the event up after a crash does the same. */
export async function keepPlan(
  db: Queryable,
  organisationId: OrganisationId,
  eventKey: string,
  plan: Plan,
): Promise<void> {
  await db.query('update inward_events set plan = $3 where organisation_id = $1 and event_key = $2', [
    organisationId,
    eventKey,
    toJson(plan),
  ]);
}

export async function answerEvent(
  db: Queryable,
  organisationId: OrganisationId,
  eventKey: string,
  answer: InwardAnswer,
  caseIds: readonly CaseId[],
): Promise<void> {
  await db.query(
    `update inward_events set answer = $3, case_ids = $4, leased_until = null
     where organisation_id = $1 and event_key = $2`,
    [organisationId, eventKey, toJson(answer), caseIds],
  );
}

/** Lets an event go that was refused or interrupted. `forget`: it has changed nothing, so it is planned anew next time. */
export async function releaseEvent(
  db: Queryable,
  organisationId: OrganisationId,
  eventKey: string,
  then: 'keep' | 'forget',
): Promise<void> {
  await db.query(
    then === 'forget'
      ? 'delete from inward_events where organisation_id = $1 and event_key = $2 and answer is null'
      : 'update inward_events set leased_until = null where organisation_id = $1 and event_key = $2',
    [organisationId, eventKey],
  );
}

/** Those of the cases to which a later event of this type was applied. */
export async function overtakenCases(
  db: Queryable,
  organisationId: OrganisationId,
  { type, atMs }: Pick<ArrivedEvent, 'type' | 'atMs'>,
  caseIds: readonly CaseId[],
): Promise<CaseId[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await db.query<{ caseId: CaseId }>(
    `select distinct unnest(case_ids) as "caseId" from inward_events
     where organisation_id = $1 and type = $2 and at > $3 and case_ids && $4`,
    [organisationId, type, new Date(atMs), caseIds],
  );
  return rows.map(({ caseId }) => caseId);
}
