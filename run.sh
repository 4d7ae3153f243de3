#!/usr/bin/env bash
# One command from a bare Debian 12 to a verdict: installs what is missing, builds, runs a case.
set -euo pipefail

usage() {
  cat <<'END'
usage: ./run.sh [CASE.toml] [arguments of 'loschmidt run' ...]

Installs missing packages, builds into build/run, makes bin/loschmidt, runs the case (default
cases/ink.toml) on two ranks and says where the results are: runs/<case name> in the current
directory, unless -o or the case says otherwise. RANKS=4 ./run.sh runs on four. The exit code is the
program's: 0 verified, 1 falsified, 2 wrong input, 3 numerics failed, 4 input/output failed,
5 undecided, 75 stopped.
END
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$root/tools/packages.sh"
source "$root/tools/build_folder.sh"

# Does anything say where results go: -o, --set, or the case itself? names_directory CASE ARGUMENTS
names_directory() {
  local argument
  for argument in "${@:2}"; do
    case $argument in
      --) break ;;
      -o* | --output | --output=* | *output.directory=* | output=*) return 0 ;;
    esac
  done
  grep -qsE '^[[:space:]]*(output\.)?directory[[:space:]]*=|^[[:space:]]*output[[:space:]]*=.*directory' "$1"
}

# Where the program is, for the commands that follow.
show_program() {
  echo "The program is $root/bin/loschmidt. To call it by its name in this shell:" >&2
  printf '  export PATH=%q:"$PATH"\n' "$root/bin" >&2
}

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

where=()
if ! names_directory "$case_file" "$@"; then where=(-o "runs/$(basename "$case_file" .toml)"); fi

install_missing "${run_packages[@]}"
remove_if_copied "$root" "$root/build/run"
cmake -S "$root" -B "$root/build/run" -G Ninja -DCMAKE_BUILD_TYPE=Release --log-level=WARNING >&2
cmake --build "$root/build/run" --target loschmidt >&2
mkdir -p "$root/bin"
ln -sfn ../build/run/app/loschmidt "$root/bin/loschmidt"

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

# Without --quiet mpirun calls every answer but 0 an aborted job; with it, mpirun does not say why it
# starts nothing (too few slots, say), and its 1 then would look like a verdict. So it is tried first.
if ! mpirun -n "$ranks" true >&2; then
  echo "mpirun does not start $ranks ranks (why is said above): RANKS=N ./run.sh starts N" >&2
  exit 4
fi
code=0
mpirun --quiet -n "$ranks" "$root/bin/loschmidt" run "$case_file" "${where[@]}" "$@" || code=$?
show_program
case $code in
  [0-5] | 75) ;;
  *) echo "mpirun ended with code $code, which is none of the program's: run it without --quiet for its reason" >&2 ;;
esac
exit "$code"
