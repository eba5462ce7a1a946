import type { WebhookTarget } from '../domain/outward/target.ts';
import type { EventChoice } from '../domain/outward/types.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { TransactionId } from './event-news.ts';
import type { Queryable } from './pool.ts';

export type EndpointId = string;

/** Where another system hears of what happens, without its secret. */
export interface Endpoint {
  readonly id: EndpointId;
  readonly url: string;
  /** `private`: it may lie in our own network. */
  readonly reach: 'public' | 'private';
  /** Null: every event. */
  readonly types: EventChoice;
  readonly state: 'enabled' | 'disabled';
  /** Why it is disabled: `by-hand`, `gone`, `gave-up`; null while it is enabled. */
  readonly code: string | null;
  readonly addedAtMs: number;
  /** Cases of which it has not heard all, as far as is known. */
  readonly waiting: number;
  /** Those of them that it refused last time, and how it did: `http-500`, `timeout`, `private-address`. */
  readonly failing: number;
  readonly lastFailure: string | null;
}

/** What a dispatcher needs of it; the secret of before signs along while it still counts. */
export interface EndpointTarget extends WebhookTarget {
  readonly organisationId: OrganisationId;
  readonly id: EndpointId;
  readonly types: EventChoice;
  /** What was written before is not told. */
  readonly since: TransactionId;
}

const SELECT = `select endpoint_id as id, url, reach, types, e.state, e.code, added_at as "addedAt",
  count(l.case_id) filter (where l.due_at is not null)::int as waiting,
  count(l.case_id) filter (where l.failures > 0)::int as failing,
  (array_agg(l.code order by l.due_at desc) filter (where l.failures > 0))[1] as "lastFailure"
  from event_endpoints e left join event_lanes l using (organisation_id, endpoint_id)
  where organisation_id = $1 and ($2::text is null or endpoint_id = $2)
  group by organisation_id, endpoint_id order by added_at, endpoint_id`;

export const TARGET_COLUMNS = `organisation_id as "organisationId", endpoint_id as id, url, reach, types,
  since::text as since,
  case when former_until > now() then array[secret, former_secret] else array[secret] end as secrets`;

type Row = Omit<Endpoint, 'addedAtMs'> & { readonly addedAt: Date };

/** Endpoints in the order they were added; one of them if it is named. */
export async function listEndpoints(
  db: Queryable,
  organisationId: OrganisationId,
  id: EndpointId | null = null,
): Promise<Endpoint[]> {
  const { rows } = await db.query<Row>(SELECT, [organisationId, id]);
  return rows.map(({ addedAt, ...row }) => ({ ...row, addedAtMs: addedAt.getTime() }));
}

/** It hears of what is written from now on. One that is there already stays as it is. Gives the secret that counts. */
export async function addEndpoint(
  db: Queryable,
  organisationId: OrganisationId,
  endpoint: Pick<Endpoint, 'id' | 'url' | 'reach' | 'types'> & { readonly secret: string },
): Promise<string> {
  const { rows } = await db.query<{ secret: string }>(
    `insert into event_endpoints as kept (organisation_id, endpoint_id, url, reach, types, secret)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (organisation_id, endpoint_id) do update set secret = kept.secret returning secret`,
    [organisationId, endpoint.id, endpoint.url, endpoint.reach, endpoint.types, endpoint.secret],
  );
  return rows[0]!.secret;
}

/** All that waits is tried at once; nothing that happened meanwhile is left out. False when there is no such endpoint. */
export async function enableEndpoint(db: Queryable, organisationId: OrganisationId, id: EndpointId): Promise<boolean> {
  const { rowCount } = await db.query(
    `with anew as (
       update event_lanes set failures = 0, code = null, due_at = now()
       where organisation_id = $1 and endpoint_id = $2 and due_at is not null
     )
     update event_endpoints set state = 'enabled', code = null where organisation_id = $1 and endpoint_id = $2`,
    [organisationId, id],
  );
  return rowCount === 1;
}

/** It hears of nothing until it is enabled again. False when there is no such endpoint, or it is disabled already. */
export async function disableEndpoint(
  db: Queryable,
  organisationId: OrganisationId,
  id: EndpointId,
  code: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update event_endpoints set state = 'disabled', code = $3
     where organisation_id = $1 and endpoint_id = $2 and state = 'enabled'`,
    [organisationId, id, code],
  );
  return rowCount === 1;
}

/**
 * The secret of before signs beside the new one for `overlapMs`; given the one that counts, nothing changes. False when there
 * is no such endpoint.
 */
export async function rotateSecret(
  db: Queryable,
  organisationId: OrganisationId,
  id: EndpointId,
  secret: string,
  overlapMs: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update event_endpoints set secret = $3,
       former_secret = case when secret = $3 then former_secret else secret end,
       former_until = case when secret = $3 then former_until else now() + $4 * interval '1 millisecond' end
     where organisation_id = $1 and endpoint_id = $2`,
    [organisationId, id, secret, overlapMs],
  );
  return rowCount === 1;
}

/** With all that is known of what it heard. False when there is no such endpoint. */
export async function removeEndpoint(db: Queryable, organisationId: OrganisationId, id: EndpointId): Promise<boolean> {
  const { rowCount } = await db.query('delete from event_endpoints where organisation_id = $1 and endpoint_id = $2', [
    organisationId,
    id,
  ]);
  return rowCount === 1;
}

/** Where an event may be sent again: the endpoint named, or every one that is enabled. */
export async function endpointTargets(
  db: Queryable,
  organisationId: OrganisationId,
  id: EndpointId | null,
): Promise<EndpointTarget[]> {
  const { rows } = await db.query<EndpointTarget>(
    `select ${TARGET_COLUMNS} from event_endpoints
     where organisation_id = $1 and (endpoint_id = $2 or ($2::text is null and state = 'enabled'))
     order by added_at, endpoint_id`,
    [organisationId, id],
  );
  return rows;
}
