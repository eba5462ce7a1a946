#!/bin/sh
# Brings both databases of the Temporal server to the schema of this image's version. Safe to run again.
set -eu

schema() {
  database=$1
  versions=$2
  tool="temporal-sql-tool --plugin postgres12 --ep $POSTGRES_SEEDS -p 5432 -u $POSTGRES_USER --db $database"
  # Makes the version tables where there are none, and leaves a database that has a version as it is.
  $tool setup-schema -v 0.0
  $tool update-schema -d "/etc/temporal/schema/postgresql/v12/$versions/versioned"
}

schema temporal temporal
schema temporal_visibility visibility
