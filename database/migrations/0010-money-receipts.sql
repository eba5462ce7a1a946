-- Up Migration
-- Receipts for money, numbered for each organisation in the order in which they were written down.
create table money_receipts (
  organisation_id text not null,
  number integer not null,
  case_id text not null,
  receipt_id text not null,
  amount_minor bigint not null,
  currency text not null,
  lines jsonb not null,
  received_at timestamptz not null,
  primary key (organisation_id, number),
  unique (organisation_id, case_id, receipt_id)
);

-- Down Migration
drop table money_receipts;
