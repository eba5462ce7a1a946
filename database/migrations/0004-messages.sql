-- Up Migration
-- One row a message that is owed. `claimed` means that a provider may have it: look it up before sending again.
create table messages (
  organisation_id text not null,
  key text not null,
  case_id text not null,
  purpose text not null,
  channel text not null,
  recipient jsonb not null,
  class text not null,
  hours text,
  appointment_revision integer,
  params jsonb not null,
  state text not null default 'planned'
    check (state in ('planned', 'claimed', 'sent', 'refused', 'suppressed', 'unknown')),
  -- Why it was refused or suppressed.
  code text,
  attempts integer not null default 0,
  -- Submissions in a row of which nobody knows whether the provider took them.
  unconfirmed integer not null default 0,
  last_error text,
  provider_id text,
  -- Keyed hash of the address it was claimed for; tells apart equal texts to one person.
  address_hash text,
  planned_at timestamptz not null,
  -- On the clock of this database, as the provider's records are on a real clock too.
  claimed_at timestamptz,
  -- While an attempt may still be at the provider nobody else asks or sends.
  leased_until timestamptz,
  settled_at timestamptz,
  primary key (organisation_id, key)
);
create index messages_by_case on messages (organisation_id, case_id, planned_at, key);
create index messages_unsettled on messages (organisation_id, state, planned_at, key)
  where state in ('planned', 'claimed', 'unknown');
create index messages_by_address on messages (organisation_id, channel, address_hash)
  where address_hash is not null;

-- Down Migration
drop table messages;
