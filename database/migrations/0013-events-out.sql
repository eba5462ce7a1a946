-- Up Migration
-- In which transaction a fact was written. Transactions end in another order than they begin, but below the oldest that
-- still runs nothing is added any more: a reader that goes on from there misses nothing. Null: from before.
alter table case_events add column written_in xid8;
alter table case_events alter column written_in set default pg_current_xact_id();
create index case_events_news on case_events (organisation_id, written_in) where written_in is not null;
alter table messages add column sent_in xid8;
alter table messages add column delivery_in xid8;
create index messages_sent on messages (organisation_id, sent_in) where sent_in is not null;
create index messages_delivered on messages (organisation_id, delivery_in) where delivery_in is not null;

-- Where another system hears of what happens.
create table event_endpoints (
  organisation_id text not null references organisations (id),
  endpoint_id text not null,
  url text not null,
  reach text not null check (reach in ('public', 'private')),
  -- Null: every event.
  types text[],
  state text not null default 'enabled' check (state in ('enabled', 'disabled')),
  -- Why it is disabled.
  code text,
  secret text not null,
  -- Signs beside the new one for as long as it still counts.
  former_secret text,
  former_until timestamptz,
  added_at timestamptz not null default now(),
  -- What was written before is not told.
  since xid8 not null default pg_snapshot_xmin(pg_current_snapshot()),
  -- All that was written before has been seen, and its cases are among the lanes.
  seen_to xid8 not null default pg_snapshot_xmin(pg_current_snapshot()),
  primary key (organisation_id, endpoint_id)
);

-- How far one endpoint has been told of one case. A lane that fails holds up no other.
create table event_lanes (
  organisation_id text not null,
  endpoint_id text not null,
  case_id text not null,
  told_seq integer not null,
  -- The last event of the message ledger that was told.
  told_in xid8,
  told_message text,
  -- Something came since it was taken last.
  fresh boolean not null default true,
  failures integer not null default 0,
  code text,
  -- Null: there is nothing to tell.
  due_at timestamptz default now(),
  leased_until timestamptz,
  lease text,
  primary key (organisation_id, endpoint_id, case_id),
  foreign key (organisation_id, endpoint_id) references event_endpoints on delete cascade
);
create index event_lanes_due on event_lanes (organisation_id, endpoint_id, due_at) where due_at is not null;

-- Down Migration
drop table event_lanes;
drop table event_endpoints;
drop index messages_delivered;
drop index messages_sent;
alter table messages drop column delivery_in;
alter table messages drop column sent_in;
drop index case_events_news;
alter table case_events drop column written_in;
