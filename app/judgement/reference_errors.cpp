#include "app/judgement/reference_errors.hpp"

#include <algorithm>
#include <cmath>

#include "app/judgement/coarse_change.hpp"
#include "app/roads/reverse_equation.hpp"
#include "app/setup/controls.hpp"
#include "solver/extrapolation.hpp"

namespace loschmidt::judgement {

namespace {

// The reverse equation on the coarse mesh, with the forward densities restricted to it.
class CoarseReversal {
 public:
  CoarseReversal(const setup::Setup& setup, job::Job& job, const solver::DensityHistory& density,
                 const roads::EnsembleRoad& road)
      : setup_(setup),
        job_(job),
        mesh_(meshes::coarsened(setup.problem.mesh, setup.plan.coarsening.references)),
        density_(job.storage.history(
            mesh_, {setup.plan.reverse_steps.rbegin(), setup.plan.reverse_steps.rend()}, false)),
        equation_(setup, job, mesh_, setup.stencils.coarse,
                  [this](double t) { return density_.regular_score(density_.slice_at(t)); }),
        start_(restricted(road.mass(0))) {
    for (const double t : setup.plan.reverse_steps) {
      density_.put(density_.slice_at(t), restricted(density.mass(density.slice_at(t))));
      job.journal.pause();
    }
  }

  const meshes::Mesh& mesh() const { return mesh_; }

  /// Masses at every stop of the reverse process under this reversal.
  roads::StopMasses solve(const sde::Reversal& reversal) {
    return equation_.solve(start_, reversal, setup_.plan.reverse_steps,
                           roads::implicit_tolerance_of_errors,
                           [this] { job_.progress.update(++solved_, total_); });
  }

  /// The length of changed − base, masses on the coarse mesh, on these bins of the fine mesh.
  double size(std::vector<double> changed, const std::vector<double>& base,
              const validation::Bins& bins, const std::vector<double>& fine_mass) const {
    for (std::size_t n = 0; n < changed.size(); ++n) changed[n] -= base[n];
    return length_of_change(mesh_, setup_.problem.mesh, setup_.plan.coarsening.references, changed,
                            fine_mass, bins);
  }

  /// Sets how many solutions are to come, for the progress line.
  void expect(int solutions) {
    total_ = solutions * static_cast<double>(setup_.plan.reverse_steps.size());
  }

 private:
  std::vector<double> restricted(const std::vector<double>& mass) const {
    return solver::restrict_mass(mesh_, setup_.problem.mesh, setup_.plan.coarsening.references,
                                 mass);
  }

  const setup::Setup& setup_;
  job::Job& job_;
  meshes::Mesh mesh_;
  solver::DensityHistory density_;  // forward densities at the reverse steps
  roads::ReverseEquation equation_;
  std::vector<double> start_;  // masses at the start of the reverse run
  double solved_ = 0;
  double total_ = 1;
};

}  // namespace

References reference_errors(const setup::Setup& setup, job::Job& job,
                            const solver::DensityHistory& density,
                            const roads::EnsembleRoad& road) {
  const solver::petsc::Stage stage("reference errors");
  job.progress.begin("reference errors");
  CoarseReversal coarse(setup, job, density, road);
  const bool divergence = setup.problem.sde.has_divergence();
  coarse.expect(divergence ? 5 : 4);
  const roads::StopMasses anderson = coarse.solve({1, 1, 1, 1});
  const roads::StopMasses weaker = coarse.solve({1, 1, 0.9, 1});
  const roads::StopMasses stronger = coarse.solve({1, 1, 1.1, 1});
  const roads::StopMasses half_drift = coarse.solve({0.5, 1, 1, 1});
  const roads::StopMasses half = divergence ? coarse.solve({1, 0.5, 1, 1}) : roads::StopMasses{};

  References result;
  for (std::size_t k = 0; k < road.stops.size(); ++k) {
    const auto mass = road.mass(k);
    const auto size = [&](const roads::StopMasses& s) {
      return coarse.size(s[k], anderson[k], road.bins[k], mass);
    };
    result.errors.push_back(
        {std::min(size(weaker), size(stronger)), divergence ? size(half) : 0, size(half_drift)});
  }
  if (setup::has_controls(setup.problem, setup.plan))
    result.directions = directions(
        coarse.mesh(), {anderson.back(), weaker.back(), stronger.back(), half_drift.back(),
                        divergence ? half.back() : std::vector<double>{}});
  return result;
}

}  // namespace loschmidt::judgement
