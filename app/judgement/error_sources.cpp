#include "app/judgement/error_sources.hpp"

#include <fmt/format.h>

#include <cmath>

#include "app/judgement/table_error.hpp"
#include "app/judgement/time_error.hpp"
#include "solver/petsc.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

validation::ErrorSource space(const MeshError& mesh) {
  return {"space", mesh.estimate, (validation::mesh_caution - 1) * mesh.estimate,
          "the density on half the cells per axis"};
}

validation::ErrorSource time(const setup::Setup& setup, job::Job& job,
                             const roads::EnsembleRoad& road) {
  if (!solver::has_time_error(setup.method.method, setup.problem.factor))
    return {"time", 0, 0, "none: exponentials of the whole time"};
  const TimeError error = time_error(setup, job, road);
  return {"time", error.size, error.uncertainty, "the density with other time steps"};
}

validation::ErrorSource tables(const setup::Setup& setup, job::Job& job,
                               const roads::Evolved& evolved, const roads::EnsembleRoad& road) {
  const validation::PairedSize error = table_error(setup, job, evolved.forward.density, road);
  return {"score_tables", error.size, error.chance + 0.5 * error.size,
          "particles with tables of another spacing"};
}

validation::ErrorSource stepper(const setup::Setup& setup, const roads::EnsembleRoad& road,
                                const validation::PairedSize& error) {
  if (!road.twin)
    return {"stepper", 0, 2 * setup.settings.validation.tolerance, "validation.tolerance"};
  return {"stepper", error.size, error.chance + 0.5 * error.size,
          "particles with half of the steps"};
}

// Sizes, over the bins, of n/N − p (observed) and of q − p for the law q of (9a) (prior).
struct FromDensity {
  double observed = 0;
  double prior = 0;
};

FromDensity from_density(const roads::Evolved& evolved, const roads::EnsembleRoad& road,
                         const sde::Tally& tally, double particles) {
  const validation::Bins& bins = road.bins.back();
  const auto density =
      validation::sum_by_bin(bins, roads::mass_at(evolved.forward.density, road.stops.back()));
  const auto counts = validation::sum_by_bin(bins, tally.fine);
  std::vector<double> observed, prior;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    observed.push_back(static_cast<double>(counts[i]) / particles - density[i]);
    prior.push_back(bins.probability[i] - density[i]);
  }
  return {validation::chi_norm(bins, observed), validation::chi_norm(bins, prior)};
}

}  // namespace

validation::ErrorBudget budget_of(const setup::Setup& setup, job::Job& job,
                                  const roads::Evolved& evolved, const roads::EnsembleRoad& road,
                                  const Comparison& comparison, const sde::Tally& tally,
                                  const MeshError& mesh) {
  const solver::petsc::Stage stage("error budget");
  job.progress.begin("error budget");
  const auto particles = static_cast<double>(road.particles);
  const validation::MarginalComparison& marginal = comparison.marginals.back();
  std::vector<validation::ErrorSource> sources{
      space(mesh), time(setup, job, road), stepper(setup, road, comparison.stepper_errors.back())};
  if (setup.plan.subdivision.check > 0) sources.push_back(tables(setup, job, evolved, road));
  double observed = std::sqrt(marginal.chi2 / particles);
  if (evolved.reverse.start && !setup.problem.mesh.absorbing()) {
    const FromDensity distance = from_density(evolved, road, tally, particles);
    observed = distance.observed;
    sources.push_back({"prior", distance.prior, mesh.start, "the density to start from"});
  }
  return validation::error_budget(std::move(sources), marginal.dof, particles, observed);
}

std::string budget_table(const validation::ErrorBudget& budget, double stop) {
  std::string text = fmt::format(
      "error budget at t = {:.6g}: root mean square of the relative change over the bins\n", stop);
  for (const validation::ErrorSource& s : budget.sources)
    text += fmt::format("  {:<13} {:>9.2e} ± {:<9.2e} {}\n", s.name, s.size, s.uncertainty,
                        s.refinement);
  text += fmt::format("  {:<13} {:>9.2e}             of so many particles, sqrt(dof/N)\n",
                      "monte_carlo", budget.monte_carlo);
  text +=
      fmt::format("  {:<13} {:>9.2e}             between {:.2e} and {:.2e}; observed {:.2e}: {}\n",
                  "total", budget.total, budget.lowest, budget.highest, budget.observed,
                  budget.explained ? "explained" : "NOT EXPLAINED");
  return text;
}

}  // namespace loschmidt::judgement
