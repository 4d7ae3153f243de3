#!/usr/bin/env bash
# One command from a bare Debian 12 to a verdict: installs what is missing, builds, runs a case.
set -euo pipefail

usage() {
  cat <<'END'
usage: ./run.sh [CASE.toml] [arguments of 'loschmidt run' ...]

Installs missing packages, builds into build/run, runs the case (default cases/ink.toml) on two
ranks and says where the results are. RANKS=4 ./run.sh runs on four. The exit code is the program's:
0 verified, 1 falsified, 2 wrong input, 3 numerics failed, 4 input/output failed, 5 undecided.
END
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$root/tools/packages.sh"

if [[ ${1-} == -h || ${1-} == --help ]]; then
  usage
  exit 0
fi
case_file=$root/cases/ink.toml
if [[ $# -gt 0 && $1 != -* ]]; then
  case_file=$1
  shift
  # Names such as cases/ink.toml mean the shipped ones when started from elsewhere.
  if [[ ! -e $case_file && -e $root/$case_file ]]; then case_file=$root/$case_file; fi
fi
ranks=${RANKS:-2}

install_missing "${run_packages[@]}"
cmake -S "$root" -B "$root/build/run" -G Ninja -DCMAKE_BUILD_TYPE=Release --log-level=WARNING >&2
cmake --build "$root/build/run" --target loschmidt >&2

# OpenMPI refuses root, and more ranks than physical cores, unless told otherwise. Root often means
# a container, where reading another rank's memory is forbidden and OpenMPI would complain.
if [[ $(id -u) -eq 0 ]]; then
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
  export OMPI_MCA_btl_vader_single_copy_mechanism=none
fi
cores=$(lscpu -p=CORE,SOCKET 2>/dev/null | sed '/^#/d' | sort -u | wc -l) || true
usable=$(nproc)
if [[ $cores -lt $ranks || $usable -lt $ranks ]]; then
  export OMPI_MCA_rmaps_base_oversubscribe=1
fi

mpirun -n "$ranks" "$root/build/run/app/loschmidt" run "$case_file" "$@"
