-- Up Migration
-- Who is served and what stands at their place, as a back office keeps them. `body` is personal, like the vault's
-- content; an erased entry keeps its id, so that nobody brings it back by mistake.
create table customers (
  organisation_id text not null references organisations (id),
  id text not null,
  revision integer not null,
  body jsonb,
  updated_at timestamptz not null default now(),
  erased_at timestamptz,
  primary key (organisation_id, id),
  check ((body is null) = (erased_at is not null))
);

create table units (
  organisation_id text not null references organisations (id),
  id text not null,
  revision integer not null,
  body jsonb,
  updated_at timestamptz not null default now(),
  erased_at timestamptz,
  customer_id text,
  -- Keyed hash of the serial number: one unit is in the register once.
  unit_key text,
  primary key (organisation_id, id),
  check ((body is null) = (erased_at is not null))
);
create unique index units_by_key on units (organisation_id, unit_key) where unit_key is not null;
create index units_of_customer on units (organisation_id, customer_id, id) where customer_id is not null;

-- Whom and what a case was opened for, where its opener named them.
alter table case_references add column customer_id text;
alter table case_references add column unit_id text;
create index case_references_of_customer on case_references (organisation_id, customer_id, case_id)
  where customer_id is not null;
create index case_references_of_unit on case_references (organisation_id, unit_id, case_id)
  where unit_id is not null;
create index case_references_with_entry on case_references (organisation_id, case_id)
  where customer_id is not null or unit_id is not null;

-- Visits that stand, by their beginning.
create index cases_by_appointment on cases (organisation_id, ((view->'appointment'->>'startMs')::bigint), case_id)
  where closed_at is null and jsonb_typeof(view->'appointment') = 'object';

-- Down Migration
drop index cases_by_appointment;
drop index case_references_with_entry;
drop index case_references_of_unit;
drop index case_references_of_customer;
alter table case_references drop column unit_id;
alter table case_references drop column customer_id;
drop table units;
drop table customers;
