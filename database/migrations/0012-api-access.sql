-- Up Migration
-- Who may speak to the API. The secret half of a key is kept as a hash; for a while after a change both are good.
create table api_keys (
  organisation_id text not null references organisations (id),
  id text not null,
  role text not null,
  person_id text,
  label text not null,
  secret_hash bytea not null check (length(secret_hash) = 32),
  earlier_hash bytea,
  earlier_until timestamptz,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (organisation_id, id)
);
-- A key names itself before anybody knows whose it is.
create unique index api_keys_by_id on api_keys (id);
create index api_keys_by_organisation on api_keys (organisation_id, created_at);

-- What was answered to a change, so that sending it again gives the same answer. Nothing personal is in an answer to a
-- change.
create table idempotent_answers (
  organisation_id text not null,
  caller text not null,
  key text not null,
  fingerprint text not null,
  claimed_at timestamptz not null default now(),
  status integer,
  answer jsonb,
  primary key (organisation_id, caller, key)
);
create index idempotent_answers_by_age on idempotent_answers (claimed_at);

-- Down Migration
drop table idempotent_answers;
drop table api_keys;
