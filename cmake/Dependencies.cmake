# Foreign libraries. Each room links only its own few; see the rooms' CMakeLists.txt.
find_package(PkgConfig REQUIRED)
find_package(MPI REQUIRED COMPONENTS CXX)
pkg_check_modules(PETSC REQUIRED IMPORTED_TARGET PETSc>=3.18)
pkg_check_modules(TOMLPP REQUIRED IMPORTED_TARGET tomlplusplus>=3.0)
pkg_check_modules(MUPARSER REQUIRED IMPORTED_TARGET muparser>=2.3)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Boost 1.74 REQUIRED) # headers: Boost.Math, Boost.CRC

find_path(RANDOM123_INCLUDE_DIR Random123/threefry.h REQUIRED)
add_library(Random123::Random123 INTERFACE IMPORTED)
target_include_directories(Random123::Random123 SYSTEM INTERFACE ${RANDOM123_INCLUDE_DIR})

set(HDF5_PREFER_PARALLEL TRUE)
find_package(HDF5 REQUIRED COMPONENTS C HL)
if(NOT HDF5_IS_PARALLEL)
  message(FATAL_ERROR "the HDF5 found is serial (${HDF5_C_INCLUDE_DIRS}): install libhdf5-openmpi-dev")
endif()
