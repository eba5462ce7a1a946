-- Up Migration
-- The only table with personal data and free text. An erased row keeps its id, so that it reads as erased for ever.
create table vault (
  organisation_id text not null references organisations (id),
  id text not null,
  case_id text not null,
  content text,
  created_at timestamptz not null default now(),
  claimed_at timestamptz,
  erased_at timestamptz,
  primary key (organisation_id, id),
  check ((content is null) = (erased_at is not null))
);
create index vault_by_case on vault (organisation_id, case_id);
create index vault_unclaimed on vault (created_at) where claimed_at is null and erased_at is null;

-- Survives the erasure of the case: a person who said stop stays unheard of.
create table opt_outs (
  organisation_id text not null references organisations (id),
  channel text not null,
  address_hash text not null,
  opted_out_at timestamptz not null default now(),
  primary key (organisation_id, channel, address_hash)
);

-- Down Migration
drop table opt_outs;
drop table vault;
