-- Up Migration
-- What was texted to customers in a day is counted where a policy has a limit for it.
create index messages_texted on messages (organisation_id, claimed_at)
  where channel = 'sms' and recipient->>'kind' = 'customer' and claimed_at is not null;

-- Down Migration
drop index messages_texted;
