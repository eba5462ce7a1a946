-- Up Migration
-- Reports look a year back at what was found wrong; an entry is made for one event in fifty only.
create index case_events_filed on case_events (organisation_id, recorded_at) where type = 'ReportFiled';
create index cases_by_end on cases (organisation_id, closed_at);

-- Down Migration
drop index cases_by_end;
drop index case_events_filed;
