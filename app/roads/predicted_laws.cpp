#include "app/roads/predicted_laws.hpp"

#include <optional>
#include <utility>

#include "app/roads/particle_tables.hpp"
#include "app/roads/work_of_paths.hpp"
#include "sde/predicted_law.hpp"
#include "solver/petsc.hpp"
#include "solver/score.hpp"

namespace loschmidt::roads {

namespace {

// Both laws along the road.
class PredictedRoad {
 public:
  PredictedRoad(const setup::Setup& setup, job::Job& job, const solver::DensityHistory& density,
                const EnsembleRoad& road)
      : setup_(setup),
        job_(job),
        road_(road),
        tables_(setup, job, density, road, right_drift(setup)),
        score_(solver::cell_score(setup.problem.mesh,
                                  road.law.regular_score(road.law.slice_at(road.stops[0])))),
        fine_(setup.problem.mesh, road.mass(0), score_,
              {sde::fine_intervals(setup.problem.mesh.axis(0).cells()), 2},
              !road.scheme.noise.none),
        coarse_(setup.problem.mesh, road.mass(0), score_,
                {sde::doubled(sde::fine_intervals(setup.problem.mesh.axis(0).cells())), 1},
                !road.scheme.noise.none) {}

  /// Nothing where a path is not finite.
  std::optional<PredictedLaws> laws() {
    PredictedLaws result{{road_.mass(0)}, {road_.mass(0)}};
    sde::ParticleCoefficients from = tables_.at(road_.steps[0]);
    for (std::size_t k = 0; k + 1 < road_.steps.size(); ++k) {
      sde::ParticleCoefficients to = tables_.at(road_.steps[k + 1]);
      const bool stop = road_.steps[k + 1] == road_.stops[result.mass.size()];
      advance(from, to, k, stop);
      if (stop) {
        result.mass.push_back(fine_.masses());
        result.coarse.push_back(coarse_.masses());
      }
      if (!fine_.finite() || !coarse_.finite()) return std::nullopt;
      from = std::move(to);
      job_.journal.pause();
      job_.progress.update(static_cast<double>(k + 1), static_cast<double>(road_.steps.size() - 1));
    }
    return result;
  }

 private:
  void advance(const sde::ParticleCoefficients& from, const sde::ParticleCoefficients& to,
               std::size_t step, bool stop) {
    const double clock = road_.clock(setup_.problem.factor, step);
    for (sde::PredictedLaw* law : {&fine_, &coarse_})
      law->advance(road_.scheme.scheme, from, to, clock, stop, [&](double ends) {
        job_.pauses.report_work(work_of_paths(road_.scheme.scheme, ends));
      });
  }

  const setup::Setup& setup_;
  job::Job& job_;
  const EnsembleRoad& road_;
  ParticleTables tables_;
  meshes::Field score_;  // of the road's law at its first stop
  sde::PredictedLaw fine_, coarse_;
};

}  // namespace

std::optional<PredictedLaws> predicted_laws(const setup::Setup& setup, job::Job& job,
                                            const solver::DensityHistory& density,
                                            const EnsembleRoad& road) {
  if (!setup::has_predicted_law(setup.problem.mesh, setup.problem.sde, road.scheme))
    return std::nullopt;
  const solver::petsc::Stage stage("prediction");
  job.progress.begin("prediction");
  return PredictedRoad(setup, job, density, road).laws();
}

}  // namespace loschmidt::roads
