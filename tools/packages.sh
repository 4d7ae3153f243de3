# The one list of Debian 12 packages: to run, to test, to measure. Sourced by run.sh and test.sh.
# shellcheck shell=bash disable=SC2034

# What building and running the program needs.
run_packages=(
  g++ cmake ninja-build pkg-config
  openmpi-bin libopenmpi-dev
  libpetsc-real-dev
  libhdf5-openmpi-dev
  libboost-dev
  libcli11-dev libfmt-dev libmuparser-dev librandom123-dev libtomlplusplus-dev
)

# What the tests need on top of that.
test_packages=(
  libboost-test-dev
  python3 python3-numpy python3-h5py
  python3-xarray python3-h5netcdf hdf5-tools
  paraview python3-paraview
  xvfb xauth libgl1-mesa-dri libegl1 libglx-mesa0
)

# What tools/lint.sh, tools/coverage.sh and the test `memcheck` need on top of that.
check_packages=(clang-tidy cppcheck gcovr valgrind)

# What the target `benchmarks` and the programs it is measured against need; no script installs them.
benchmark_packages=(libbenchmark-dev python3-scipy python3-petsc4py-real valgrind binutils)

# Those of the given packages that are not installed, one per line.
missing_packages() {
  local package
  for package in "$@"; do
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
      echo "$package"
    fi
  done
}

# Installs what is missing of the given packages; needs neither network nor rights when all is there.
install_missing() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "no apt-get on this system (packages cannot be installed): install the counterparts of" \
      "'$*' by hand, then build with 'cmake -S . -B build -G Ninja && cmake --build build'" >&2
    return 1
  fi
  local missing as_root=()
  # Names hold no blanks; <( ) would need /dev/fd, which a bare chroot lacks.
  # shellcheck disable=SC2207
  missing=($(missing_packages "$@"))
  if [[ ${#missing[@]} -eq 0 ]]; then return 0; fi

  if [[ $(id -u) -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
      echo "packages are missing and sudo is not there (installing needs root):" \
        "run 'apt-get install ${missing[*]}' as root, then start this script again" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "installing ${missing[*]}" >&2
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y
    -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120)
  "${apt[@]}" update >&2
  "${apt[@]}" install --no-install-recommends "${missing[@]}" >&2
}
