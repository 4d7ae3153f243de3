#include "app/levels.hpp"

#include <algorithm>

#include "app/reference_law.hpp"

namespace loschmidt {

bool levels_at_every_step(const Case& c, const Problem& problem) {
  return (c.validation.fokker_planck || c.validation.ensemble) && !problem.refinements.empty();
}

Levels make_levels(const Run& run, const DensitySolver& solver) {
  Levels levels;
  const bool every_step = levels_at_every_step(run.settings, run.problem);
  if (!every_step && !run.settings.validation.chain && !ReferenceLaw::needed(run.problem) &&
      run.plan.joint_times.empty())
    return levels;
  std::vector<double> times = every_step ? run.plan.reverse_steps : run.plan.law_times;
  std::ranges::sort(times);
  for (const Mesh* mesh : solver.meshes())
    levels.push_back(run.storage.history(*mesh, times, false));
  return levels;
}

void keep(Levels& levels, double t, const OnMeshes& masses) {
  if (levels.empty() || !std::ranges::binary_search(levels[0].times(), t)) return;
  for (std::size_t k = 0; k < levels.size(); ++k) levels[k].put(levels[k].slice_at(t), masses[k]);
}

}  // namespace loschmidt
