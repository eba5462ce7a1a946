-- Up Migration
-- What a workshop found counts among the problems of a product like what a report said.
create index case_events_found on case_events (organisation_id, recorded_at)
  where type = 'ItemAdvanced' and body->>'step' = 'diagnosed';

-- Down Migration
drop index case_events_found;
