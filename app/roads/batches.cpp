#include "app/roads/batches.hpp"

#include <optional>

#include "solver/score.hpp"

namespace loschmidt::roads {

Batches::Batches(const setup::Setup& setup, job::Job& job, const solver::DensityHistory& density,
                 const EnsembleRoad& road)
    : setup_(setup),
      job_(job),
      road_(road),
      score_(solver::cell_score(setup.problem.mesh,
                                road.law.regular_score(road.law.slice_at(road.stops[0])))),
      sampler_(setup.problem.mesh, road.mass(0), score_),
      start_(setup.settings.reverse.seed,
             road.reversed ? sde::Purpose::reverse_start : sde::Purpose::forward_start),
      path_(setup.settings.reverse.seed,
            road.reversed ? sde::Purpose::reverse_path : sde::Purpose::forward_path),
      tables_(setup, job, density, road, drift_under_test(setup)) {}

void Batches::run_batch(std::uint64_t first, std::uint64_t size, const Visit& visit) {
  const parallel::Share own = parallel::own_share(job_.comm, size);
  run_own({first + own.begin, first + own.end}, visit);
}

void Batches::run_own(const parallel::Share& own, const Visit& visit,
                      std::span<const sde::ControlTable> controls) {
  sde::Ensemble ensemble(setup_.problem.mesh, sampler_, start_, own.begin, own.size(), road_.twin);
  advance_all(ensemble, visit, controls);
}

void Batches::advance_all(sde::Ensemble& ensemble, const Visit& visit,
                          std::span<const sde::ControlTable> controls) {
  const auto control = [&](std::size_t k) { return controls.empty() ? nullptr : &controls[k]; };
  const auto clock = [&](std::size_t step) { return road_.clock(setup_.problem.factor, step); };
  visit(0, ensemble);
  std::optional<sde::ParticleCoefficients> start(tables_.at(road_.steps[0]));
  for (std::size_t k = 0; k + 2 < road_.steps.size(); k += 2) {
    const sde::ParticleCoefficients middle = tables_.at(road_.steps[k + 1]);
    sde::ParticleCoefficients end = tables_.at(road_.steps[k + 2]);
    ensemble.advance(road_.scheme.scheme, path_,
                     {*start,
                      middle,
                      end,
                      clock(k),
                      clock(k + 1),
                      static_cast<std::uint32_t>(k / 2),
                      {control(k), control(k + 1)}});
    start = std::move(end);
    visit(k + 2, ensemble);
    job_.journal.pause();
  }
}

}  // namespace loschmidt::roads
