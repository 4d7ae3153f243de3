#!/usr/bin/env bash
# clang-tidy and cppcheck over the sources of the program; ends with 0 where neither finds anything.
#   ./tools/lint.sh                  everything
#   ./tools/lint.sh parallel/node.cpp  these files alone
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/tools/packages.sh"
install_missing "${run_packages[@]}" "${test_packages[@]}" "${check_packages[@]}"
cd "$root"
cmake --preset dev --log-level=WARNING >/dev/null # compile_commands.json, generated headers

sources=("$@")
if [[ $# -eq 0 ]]; then
  mapfile -t sources < <(git ls-files 'parallel/*.cpp' 'meshes/*.cpp' 'sde/*.cpp' 'solver/*.cpp' 'output/*.cpp' 'app/*.cpp' \
    'validation/*.cpp' ':!validation/tests' ':!validation/benchmarks')
fi

cppcheck --quiet -I . --std=c++20 --enable=warning,performance,portability --inline-suppr \
  --error-exitcode=1 "${sources[@]}"
# Options for g++ alone are no findings.
printf '%s\0' "${sources[@]}" |
  xargs -0 -n 1 -P "$(nproc)" clang-tidy -p build/dev --quiet --warnings-as-errors='*' \
    --extra-arg=-Wno-unknown-warning-option
