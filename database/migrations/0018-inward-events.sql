-- Up Migration
-- Numbers by which systems outside know a case (orders, units, parcels) are found again by their keyed hash.
alter table vault add column look_up text;
create index vault_by_look_up on vault (organisation_id, look_up) where look_up is not null;

-- What systems outside have reported. The key is a keyed hash of source and id, for either may have an order's number in it.
create table inward_events (
  organisation_id text not null references organisations (id),
  event_key text not null,
  fingerprint text not null,
  type text not null,
  at timestamptz not null,
  received_at timestamptz not null default now(),
  -- While somebody works on it nobody else does.
  leased_until timestamptz,
  plan jsonb,
  -- json: a repeat is answered to the letter.
  answer json,
  case_ids text[] not null default '{}',
  primary key (organisation_id, event_key)
);
create index inward_events_by_time on inward_events (organisation_id, type, at);

-- Down Migration
drop table inward_events;
alter table vault drop column look_up;
