#include "app/job/launch.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace loschmidt::job {

bool launched(const char* const* environment) {
  // In this order: PMIx; PMI-1 and PMI-2; OpenMPI's mpirun; srun; flux.
  constexpr std::array<std::string_view, 5> signs{"PMIX_", "PMI_", "OMPI_COMM_WORLD_",
                                                  "SLURM_STEP_ID=", "FLUX_TASK_"};
  for (; *environment != nullptr; ++environment)
    if (std::ranges::any_of(
            signs, [&](auto sign) { return std::string_view(*environment).starts_with(sign); }))
      return true;
  return false;
}

void configure_singleton_mpi() {
  constexpr std::array<std::pair<const char*, const char*>, 3> parameters{
      {{"OMPI_MCA_ess_singleton_isolated", "1"},
       {"OMPI_MCA_pml", "ob1"},
       {"OMPI_MCA_btl", "self"}}};
  for (const auto& [name, value] : parameters) setenv(name, value, 0);
}

}  // namespace loschmidt::job
