#include "app/roads/levels.hpp"

#include <algorithm>

#include "app/roads/reference_law.hpp"

namespace loschmidt::roads {

Levels make_levels(const setup::Setup& setup, job::Job& job, const DensitySolver& solver) {
  Levels levels;
  const bool every_step = setup::levels_at_every_step(setup.settings, setup.problem);
  if (!every_step && !setup.settings.validation.chain && !ReferenceLaw::needed(setup.problem) &&
      setup.plan.joint_times.empty())
    return levels;
  std::vector<double> times = every_step ? setup.plan.reverse_steps : setup.plan.law_times;
  std::ranges::sort(times);
  for (const meshes::Mesh* mesh : solver.meshes())
    levels.push_back(job.storage.history(*mesh, times, false));
  return levels;
}

void keep(Levels& levels, double t, const OnMeshes& masses) {
  if (levels.empty() || !std::ranges::binary_search(levels[0].times(), t)) return;
  for (std::size_t k = 0; k < levels.size(); ++k) levels[k].put(levels[k].slice_at(t), masses[k]);
}

}  // namespace loschmidt::roads
