// The main function of every test program. PETSc and MPI outlive the framework, and all ranks
// return the same exit code: a failure on one rank is a failure of the program.
#define BOOST_TEST_NO_MAIN
#include <mpi.h>
#include <petscsys.h>

#include <boost/test/unit_test.hpp>

int main(int argc, char** argv) {
  // PETSc gets no arguments, or it would take Boost's for its own; PETSC_OPTIONS still works.
  if (PetscInitialize(nullptr, nullptr, nullptr, nullptr) != 0) return 1;
  int code = boost::unit_test::unit_test_main([] { return true; }, argc, argv);
  MPI_Allreduce(MPI_IN_PLACE, &code, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  const bool finalized = PetscFinalize() == 0;
  return finalized ? code : 1;
}
