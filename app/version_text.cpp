#include "app/version_text.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <string_view>

#include "app/version.hpp"
#include "output/hdf5.hpp"
#include "solver/petsc.hpp"

namespace loschmidt::app {

std::string version_text() {
  char library[MPI_MAX_LIBRARY_VERSION_STRING];
  int length = 0;
  MPI_Get_library_version(library, &length);
  const std::string_view whole(library, length);
  const std::string_view mpi = whole.substr(0, whole.find_first_of(",\n"));
  return fmt::format("loschmidt {} (git {})\nPETSc {}\nHDF5 {}\nMPI {}\n", software_version,
                     git_commit, solver::petsc::version(), output::hdf5_version(), mpi);
}

}  // namespace loschmidt::app
