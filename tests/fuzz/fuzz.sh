#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes each target for some seconds, from its seeds and what earlier runs found.
# usage: fuzz.sh ROOT BUILD SECONDS; finds stay in BUILD/finds
set -euo pipefail
root=$1 build=$2 seconds=$3
found=0
for program in "$build"/tests/fuzz/fuzz-*; do
  [ -x "$program" ] && [ ! -d "$program" ] || continue
  name=${program##*/fuzz-}
  mkdir -p "$build/corpus/$name" "$build/finds"
  "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="$build/finds/$name-" "$build/corpus/$name" "$root/tests/fuzz/seeds/$name" \
    >"$build/$name.log" 2>&1 || { tail -n 40 "$build/$name.log"; found=1; }
  echo "$name: $(grep -o 'stat::number_of_executed_units: *[0-9]*' "$build/$name.log" || true)"
done
exit "$found"
