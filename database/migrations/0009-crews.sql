-- Up Migration
-- A case holds a slot for everybody who goes.
alter table slots drop constraint slots_pkey;
alter table slots add primary key (organisation_id, case_id, technician_id);
create index cases_open_with_crew on cases (organisation_id) where closed_at is null and view ? 'crewIds';

-- Down Migration
drop index cases_open_with_crew;
delete from slots where exists (
  select from slots as other
  where other.organisation_id = slots.organisation_id and other.case_id = slots.case_id
    and other.technician_id < slots.technician_id);
alter table slots drop constraint slots_pkey;
alter table slots add primary key (organisation_id, case_id);
