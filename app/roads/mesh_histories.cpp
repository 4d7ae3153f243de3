#include "app/roads/mesh_histories.hpp"

#include <algorithm>

#include "app/roads/reference_law.hpp"

namespace loschmidt::roads {

MeshHistories make_mesh_histories(const setup::Setup& setup, job::Job& job,
                                  const DensitySolver& solver) {
  MeshHistories histories;
  const bool every_step = setup::meshes_at_every_step(setup.settings, setup.problem);
  if (!every_step && !setup.settings.validation.asks(validation::Road::chain) &&
      !ReferenceLaw::needed(setup.problem) && setup.plan.joint_times.empty())
    return histories;
  std::vector<double> times = every_step ? setup.plan.reverse_steps : setup.plan.law_times;
  std::ranges::sort(times);
  for (const meshes::Mesh* mesh : solver.meshes())
    histories.push_back(job.storage.history(*mesh, times, false));
  return histories;
}

void keep(MeshHistories& histories, double t, const OnMeshes& masses) {
  if (histories.empty() || !std::ranges::binary_search(histories[0].times(), t)) return;
  for (std::size_t k = 0; k < histories.size(); ++k)
    histories[k].put(histories[k].slice_at(t), masses[k]);
}

}  // namespace loschmidt::roads
