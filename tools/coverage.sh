#!/usr/bin/env bash
# Which share of each room's lines the tests execute; ends with 1 where a room is below 90 %.
#   ./tools/coverage.sh            all tests but the slow ones
#   ./tools/coverage.sh -L unit    those that ctest selects by these arguments
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/tools/packages.sh"
install_missing "${run_packages[@]}" "${test_packages[@]}" "${check_packages[@]}"
cd "$root"
cmake --preset coverage
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
# A test that fails has executed lines all the same.
ctest --test-dir build/coverage --parallel "$(nproc)" -LE slow "$@" || echo "some tests failed" >&2

gcovr --root . --filter '(parallel|meshes|sde|solver|validation|output|app)/' --exclude 'validation/(tests|benchmarks)/' \
  --json-summary build/coverage/summary.json build/coverage
/usr/bin/python3 - build/coverage/summary.json <<'END'
import collections, json, sys

lines, run = collections.Counter(), collections.Counter()
for file in json.load(open(sys.argv[1]))["files"]:
    room = file["filename"].rpartition("/")[0]
    lines[room] += file["line_total"]
    run[room] += file["line_covered"]
for room in sorted(lines):
    print(f"{room:12} {run[room]:6} of {lines[room]:6} lines  {100 * run[room] / lines[room]:5.1f} %")
sys.exit(any(run[room] < 0.9 * lines[room] for room in lines))
END
