#!/usr/bin/env bash
# Installs what the tests need, builds with warnings as errors, runs the suite.
#   ./test.sh         all but the tests labelled slow
#   ./test.sh --all   everything
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$root/tools/packages.sh"
source "$root/tools/build_folder.sh"

selection=(-LE slow)
case "${1-}" in
  '') ;;
  --all) selection=() ;;
  -h | --help)
    echo "usage: ./test.sh [--all]"
    echo "Installs what the tests need, builds into build/dev, runs the suite; --all with the slow tests."
    exit 0
    ;;
  *)
    echo "usage: ./test.sh [--all]" >&2
    exit 2
    ;;
esac

install_missing "${run_packages[@]}" "${test_packages[@]}"
cd "$root"
remove_if_copied "$root" "$root/build/dev"
cmake --preset dev
cmake --build --preset dev
ctest --test-dir build/dev --parallel "$(nproc)" --output-on-failure "${selection[@]}"
