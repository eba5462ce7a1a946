-- Up Migration
-- No foreign keys from here on: history is written first and the journal may not fail on a rule.
create table case_references (
  organisation_id text not null,
  source text not null,
  reference text not null,
  case_id text not null,
  claimed_at timestamptz not null default now(),
  primary key (organisation_id, source, reference)
);

create table cases (
  organisation_id text not null,
  case_id text not null,
  seq integer not null,
  stage text not null,
  kind text not null,
  grade text,
  urgency text not null,
  tier text not null,
  lead_id text,
  technician_id text,
  round integer not null,
  next_step text,
  next_by timestamptz,
  next_deadline_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  breached boolean not null,
  appointment_revision integer not null,
  policy_version text not null,
  view jsonb not null,
  primary key (organisation_id, case_id)
);
create index cases_by_deadline
  on cases (organisation_id, coalesce(next_deadline_at, 'infinity'), opened_at, case_id);
create index cases_open_by_deadline
  on cases (organisation_id, coalesce(next_deadline_at, 'infinity'), opened_at, case_id)
  where closed_at is null;
create index cases_open_by_technician on cases (organisation_id, technician_id) where closed_at is null;

create table case_events (
  organisation_id text not null,
  case_id text not null,
  seq integer not null,
  type text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  actor jsonb not null,
  command_id text,
  body jsonb not null,
  primary key (organisation_id, case_id, seq)
);

create table receipts (
  organisation_id text not null,
  case_id text not null,
  command_id text not null,
  fingerprint text not null,
  seq integer not null,
  at timestamptz not null,
  primary key (organisation_id, case_id, command_id)
);

create table archives (
  organisation_id text not null,
  case_id text not null,
  seq integer not null,
  archived_at timestamptz not null default now(),
  file jsonb not null,
  primary key (organisation_id, case_id)
);

-- Down Migration
drop table archives;
drop table receipts;
drop table case_events;
drop table cases;
drop table case_references;
