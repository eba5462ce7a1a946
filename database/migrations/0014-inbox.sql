-- Up Migration
-- What customers send back. A row is here before its sender is answered, and stays until a case has it or a person put it
-- aside. Words and senders lie in the vault; a word of consent is kept in `consents` and nothing else of it.
create table inbox (
  organisation_id text not null,
  -- Made of what the provider calls it: the same again is the same reply.
  id text not null,
  channel text not null,
  -- Keyed hash; null once its case is erased.
  address_hash text,
  text_id text,
  address_id text,
  received_at timestamptz not null default clock_timestamp(),
  written_by text not null check (written_by in ('person', 'program')),
  state text not null check (state in ('received', 'taken', 'kept', 'unmatched', 'dismissed')),
  -- What was found out before the case was told, so that every attempt tells it the same.
  case_id text,
  about text,
  meaning text,
  -- Why a person should look; null when nobody need.
  waits_because text,
  -- Why the case did not take it as it was meant.
  code text,
  -- Which of our texts its sender was answered with.
  answer text,
  attempts integer not null default 0,
  -- Whoever delivers it has it until then.
  leased_until timestamptz,
  settled_at timestamptz,
  settled_by jsonb,
  primary key (organisation_id, id)
);
create index inbox_left on inbox (leased_until) where state = 'received';
create index inbox_by_case on inbox (organisation_id, case_id, received_at) where case_id is not null;
create index inbox_waiting on inbox (organisation_id, received_at) where waits_because is not null;
create index inbox_answered on inbox (organisation_id, channel, address_hash, received_at)
  where address_hash is not null and answer is not null;

-- How far the provider says it has come; the state says what became of it here.
alter table messages add column delivery text
  check (delivery in ('queued', 'sent', 'delivered', 'undelivered', 'failed'));
alter table messages add column delivery_code text;
alter table messages add column delivery_at timestamptz;

-- Down Migration
alter table messages drop column delivery_at;
alter table messages drop column delivery_code;
alter table messages drop column delivery;
drop table inbox;
