#!/usr/bin/env bash
# Builds fuzz_case with AFL++ and runs afl-fuzz on it, in build/fuzz.
#   ./validation/tests/fuzz/fuzz.sh 3600          an hour on one core; it goes on where the last run ended
#   ./validation/tests/fuzz/fuzz.sh 60 -D         with further arguments of afl-fuzz
# The compiler is clang: Debian's plugin for g++ refuses Debian's own g++.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
cd "$root"
seconds=${1:-3600}
build=build/fuzz
AFL_QUIET=1 CC=clang CXX=afl-clang-fast++ cmake -S . -B "$build" -G Ninja -DLOSCHMIDT_FUZZ=ON
AFL_QUIET=1 cmake --build "$build" --target fuzz_case

# Seeds: the corpus, and the shipped cases so small that an execution takes milliseconds.
rm -rf "$build/seeds"
mkdir -p "$build/seeds"
cp validation/tests/fuzz/corpus/* "$build/seeds"
for file in cases/*.toml cases/claims/*.toml; do
  sed -E '/^#|^(title|reference)/d; /^cells/s/[0-9]+/6/g; /^(particles|steps) /s/=.*/= 20/; /^snapshots *= *[0-9]/s/=.*/= 3/' \
    "$file" >"$build/seeds/$(basename "$file")"
done
# Words: sections, keys and short texts of the shipped cases.
sed -E 's/#.*//' cases/*.toml cases/claims/*.toml | grep -oE '^\[+[a-z_.]+\]+|^ *[a-z_.]+ *=|"[^"]{1,24}"' |
  sort -u | sed -E 's/["\\]/\\&/g; s/.*/"&"/' >"$build/words"

# A run that was stopped goes on with its queue.
seeds=$build/seeds
if [[ -d $build/found/default/queue ]]; then seeds=-; fi
export AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1
exec afl-fuzz -i "$seeds" -o "$build/found" -x "$build/words" -t 5000 -V "$seconds" "${@:2}" -- \
  "$build/validation/tests/fuzz/fuzz_case"
