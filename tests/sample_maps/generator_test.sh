#!/usr/bin/env bash
# The committed sample maps are what the generator writes, byte for byte, each time and under any locale.
# Usage: generator_test.sh PATH/TO/make_sample_maps
set -euo pipefail

generator=$(realpath "${1:?usage: generator_test.sh PATH/TO/make_sample_maps}")
committed=$(cd "$(dirname "$0")/../../sample-maps" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$generator" "$work/first" >/dev/null
(cd "$work" && LC_ALL=de_DE.UTF-8 TZ=America/New_York "$generator" second >/dev/null)
diff -r "$work/first" "$work/second"

failed=0
checked=0
while IFS= read -r -d '' file; do
  name=${file#"$work/first/"}
  checked=$((checked + 1))
  if ! cmp "$file" "$committed/$name"; then
    diff "$committed/$name" "$file" 2>/dev/null | head -5 | cut -c1-200 || true
    failed=1
  fi
done < <(find "$work/first" -type f -print0 | sort -z)

if [ "$checked" -ne 10 ]; then
  echo "expected 10 files from the generator, found $checked"
  failed=1
fi

size=$(du -sb "$committed/first-map" "$committed/invented-city" --exclude=out | awk '{ sum += $1 } END { print sum }')
if [ "$size" -gt 6000000 ]; then
  echo "the sample maps take $size bytes; they should stay below 6000000"
  failed=1
fi

if [ "$failed" -ne 0 ]; then
  echo "to write them anew: make_sample_maps sample-maps"
  exit 1
fi
echo "$checked files are as the generator writes them"
