-- Up Migration
-- Files that people sent for a case. Personal like the vault: an erased row keeps its id, so that it reads as erased for ever.
create table attachments (
  organisation_id text not null references organisations (id),
  id text not null,
  case_id text not null,
  kind text not null,
  media_type text not null,
  size_bytes integer not null,
  added_by jsonb not null,
  added_at timestamptz not null default now(),
  name text,
  content bytea,
  erased_at timestamptz,
  primary key (organisation_id, id),
  check ((content is null) = (erased_at is not null)),
  check (name is null or erased_at is null)
);
-- A photo does not get smaller by trying, so Postgres need not try.
alter table attachments alter column content set storage external;
create index attachments_by_case on attachments (organisation_id, case_id, added_at);

-- Down Migration
drop table attachments;
