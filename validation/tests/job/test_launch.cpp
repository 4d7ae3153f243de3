// The environment shows whether a launcher started the program. Without one OpenMPI is configured
// for one rank, unless the user has configured it.
#include <boost/test/unit_test.hpp>

#include <array>

#include "app/job/launch.hpp"
#include "validation/tests/environment_variable.hpp"

using namespace loschmidt::job;

namespace {

bool launched_with(const char* variable) {
  const std::array<const char*, 4> environment{"HOME=/", variable, "LANG=C", nullptr};
  return launched(environment.data());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(launch)

BOOST_AUTO_TEST_CASE(a_launcher_leaves_its_mark_in_the_environment) {
  for (const char* mark : {"PMIX_RANK=0", "PMI_RANK=0", "OMPI_COMM_WORLD_SIZE=1", "SLURM_STEP_ID=0",
                           "FLUX_TASK_RANK=0"})
    BOOST_TEST(launched_with(mark), mark);
}

BOOST_AUTO_TEST_CASE(parameters_and_batch_jobs_are_no_launcher) {
  for (const char* other : {"OMPI_MCA_pml=ucx", "SLURM_JOB_ID=1", "SLURM_NTASKS=4", "XPMI_RANK=0"})
    BOOST_TEST(!launched_with(other), other);
}

BOOST_AUTO_TEST_CASE(what_the_user_told_openmpi_stands) {
  const EnvironmentVariable pml("OMPI_MCA_pml", "ucx");
  const EnvironmentVariable btl("OMPI_MCA_btl", nullptr);
  const EnvironmentVariable isolated("OMPI_MCA_ess_singleton_isolated", nullptr);
  configure_singleton_mpi();
  BOOST_TEST(pml.value() == "ucx");
  BOOST_TEST(btl.value() == "self");
  BOOST_TEST(isolated.value() == "1");
}

BOOST_AUTO_TEST_SUITE_END()
