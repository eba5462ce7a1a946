-- Up Migration
-- What an address allows, by channel and purpose: the last word that covers a message counts. `all` is every purpose,
-- the service among them; so is every row of before.
alter table opt_outs rename to consents;
alter table consents rename column opted_out_at to noted_at;
alter table consents add column purpose text not null default 'all';
alter table consents add column given boolean not null default false;
alter table consents drop constraint opt_outs_pkey;
alter table consents add primary key (organisation_id, channel, address_hash, purpose);
alter table consents alter column purpose drop default;
alter table consents alter column given drop default;

-- Down Migration
delete from consents where given or purpose <> 'all';
alter table consents drop constraint consents_pkey;
alter table consents drop column purpose;
alter table consents drop column given;
alter table consents rename column noted_at to opted_out_at;
alter table consents rename to opt_outs;
alter table opt_outs add primary key (organisation_id, channel, address_hash);
