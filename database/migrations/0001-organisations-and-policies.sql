-- Up Migration
create table organisations (
  id text primary key,
  name text not null,
  -- Keys the hashes of addresses and command bodies; made once, never changed.
  vault_key bytea not null check (length(vault_key) = 32),
  active_policy_version text
);

create table policies (
  organisation_id text not null references organisations (id),
  version text not null,
  policy_id text not null,
  -- json, not jsonb: the version is a hash of the content, so its order must survive.
  document json not null,
  stored_at timestamptz not null default now(),
  primary key (organisation_id, version)
);

alter table organisations
  add foreign key (id, active_policy_version) references policies (organisation_id, version);

-- Down Migration
alter table organisations drop column active_policy_version;
drop table policies;
drop table organisations;
