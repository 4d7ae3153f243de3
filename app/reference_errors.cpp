#include "app/reference_errors.hpp"

#include <algorithm>
#include <cmath>

#include "solver/extrapolation.hpp"
#include "solver/reverse_fokker_planck.hpp"
#include "solver/score.hpp"
#include "validation/allowance.hpp"

namespace loschmidt {

namespace {

using Slices = std::vector<std::vector<double>>;

// The reverse equation on the coarse mesh, with the forward densities restricted to it.
class CoarseReversal {
 public:
  CoarseReversal(const Run& run, const DensityHistory& density, const EnsembleRoad& road)
      : run_(run),
        mesh_(coarsened(run.problem.mesh, run.plan.coarsening)),
        closed_(closed(mesh_)),
        decomposition_(run.comm, closed_, run.plan.stencils.coarse),
        tables_(run.problem.sde, run.problem.factor, closed_) {
    for (const double t : run.plan.reverse_steps)
      density_.push_back(restricted(density.mass(density.slice_at(t))));
    start_ = restricted(road.mass(0));
  }

  /// Masses at every stop under the reversal.
  Slices solve(const Reversal& reversal) {
    Slices result;
    const auto& times = run_.plan.reverse_steps;
    const auto& stops = run_.plan.reverse_stops;
    reverse_fokker_planck(
        decomposition_, mesh_, tables_, run_.problem.factor, times, start_,
        [&](int k) { return regular_score(mesh_, density_[k]); }, reversal,
        [&](int k, const std::vector<double>& mass) {
          if (times[k] == stops[result.size()]) result.push_back(mass);
          run_.progress.update(++solved_, total_);
        },
        implicit_tolerance());
    return result;
  }

  /// A change on the coarse mesh as a change of the bins of the fine one: shared out within a
  /// coarse cell in proportion to the density.
  double size(const std::vector<double>& changed, const std::vector<double>& base, const Bins& bins,
              const std::vector<double>& fine_mass) const {
    const auto coarse_mass = restricted(fine_mass);
    const Block cells = mesh_.all_cells();
    const auto& factor = run_.plan.coarsening;
    std::vector<double> change(fine_mass.size(), 0.0);
    std::size_t n = 0;
    for_each(run_.problem.mesh.all_cells(), [&](const Index& i) {
      const std::size_t c = cells.local({i[0] / factor[0], i[1] / factor[1], i[2] / factor[2]});
      if (coarse_mass[c] > 0) change[n] = (changed[c] - base[c]) * (fine_mass[n] / coarse_mass[c]);
      ++n;
    });
    return chi_norm(bins, sum_by_bin(bins, change));
  }

  void expect(int solutions) {
    total_ = solutions * static_cast<double>(run_.plan.reverse_steps.size());
  }

 private:
  // Ten per cent of an error's size is enough; but bits stay what uniformization promises.
  std::optional<double> implicit_tolerance() const {
    if (run_.method.method == Method::uniformization) return std::nullopt;
    return 1e-4;
  }

  std::vector<double> restricted(const std::vector<double>& mass) const {
    return restrict_mass(mesh_, run_.problem.mesh, run_.plan.coarsening, mass);
  }

  const Run& run_;
  Mesh mesh_;
  Mesh closed_;  // the reverse process does not reach ends that absorb
  Decomposition decomposition_;
  MeshTables tables_;
  Slices density_;             // forward masses at the reverse steps
  std::vector<double> start_;  // of the reverse run
  double solved_ = 0;
  double total_ = 1;
};

}  // namespace

std::vector<ReferenceError> reference_errors(const Run& run, const DensityHistory& density,
                                             const EnsembleRoad& road) {
  const petsc::Stage stage("reference errors");
  run.progress.begin("reference errors");
  CoarseReversal coarse(run, density, road);
  const bool divergence = run.problem.sde.has_divergence();
  coarse.expect(divergence ? 4 : 3);
  const Slices anderson = coarse.solve({1, 1, 1, 1});
  const Slices weaker = coarse.solve({1, 1, 0.9, 1});
  const Slices stronger = coarse.solve({1, 1, 1.1, 1});
  const Slices half = divergence ? coarse.solve({1, 0.5, 1, 1}) : Slices{};

  std::vector<ReferenceError> errors;
  for (std::size_t k = 0; k < road.stops.size(); ++k) {
    const auto mass = road.mass(k);
    const auto size = [&](const Slices& s) {
      return coarse.size(s[k], anderson[k], road.bins[k], mass);
    };
    errors.push_back({std::min(size(weaker), size(stronger)), divergence ? size(half) : 0});
  }
  return errors;
}

}  // namespace loschmidt
