-- Up Migration
-- What was done to a unit before is read from the ledgers of its cases when the next one is opened.
create index case_events_of_unit on case_events (organisation_id, (body->>'unitKey')) where type = 'UnitRepaired';

-- Down Migration
drop index case_events_of_unit;
