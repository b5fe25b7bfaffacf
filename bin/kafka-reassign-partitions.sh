#!/bin/sh
exec node "$(dirname "$0")/../scripts/run.mjs" "$(dirname "$0")/../packages/ottla/src/main.ts" reassign-partitions "$@"
