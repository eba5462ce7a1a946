#!/bin/sh
# Runs once, in an empty data folder: Temporal and Aftercare each get a role that can't read the other's data.
set -eu

psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" \
  -v temporal_password="$TEMPORAL_DB_PASSWORD" -v aftercare_password="$AFTERCARE_DB_PASSWORD" <<'SQL'
create role temporal login password :'temporal_password';
create role aftercare login password :'aftercare_password';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
create database aftercare owner aftercare;
revoke connect on database temporal, temporal_visibility, aftercare from public;
SQL
