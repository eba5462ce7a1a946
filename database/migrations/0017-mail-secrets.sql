-- Up Migration
-- What a provider shows with the mail it hands in, as a hash; for a while after a change both are good.
create table mail_secrets (
  organisation_id text primary key references organisations (id),
  secret_hash bytea not null check (length(secret_hash) = 32),
  earlier_hash bytea,
  earlier_until timestamptz,
  made_at timestamptz not null default now()
);

-- Down Migration
drop table mail_secrets;
