-- Up Migration
create extension if not exists btree_gist;

-- A technician is in one place at a time; a case holds one slot.
create table slots (
  organisation_id text not null,
  case_id text not null,
  technician_id text not null,
  revision integer not null,
  during tstzrange not null check (not isempty(during)),
  primary key (organisation_id, case_id),
  constraint slots_do_not_overlap
    exclude using gist (organisation_id with =, technician_id with =, during with &&)
);

-- Down Migration
drop table slots;
