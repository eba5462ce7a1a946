#!/bin/sh
# Makes the namespace of the cases, once. A closed case stays readable in Temporal for the retention; the journal keeps it.
set -eu

temporal operator namespace describe -n "$NAMESPACE" --address "$TEMPORAL_ADDRESS" >/dev/null 2>&1 ||
  temporal operator namespace create -n "$NAMESPACE" --address "$TEMPORAL_ADDRESS" --retention "$RETENTION"
