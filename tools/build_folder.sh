# A build folder that came along when its tree was copied or moved. Sourced by run.sh and test.sh.
# shellcheck shell=bash

# CMake refuses a folder whose cache names another place, and nothing in it fits: it is removed.
# remove_if_copied ROOT FOLDER
remove_if_copied() {
  local cache=$2/CMakeCache.txt source folder
  if [[ ! -e $cache ]]; then return 0; fi
  source=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$cache")
  folder=$(sed -n 's/^CMAKE_CACHEFILE_DIR:INTERNAL=//p' "$cache")
  if [[ $source -ef $1 && $folder -ef $2 ]]; then return 0; fi
  echo "$2: was made in $folder for $source (CMake cannot use it here): removed, building anew" >&2
  rm -rf "$2"
}
