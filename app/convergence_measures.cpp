#include "app/convergence_measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace loschmidt::app {

namespace {

using Row = std::vector<double>;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

// The errors of a road without particles per snapshot; NaN at its start and where it has no stop.
Row road_errors(const setup::Setup& setup, const judgement::LawComparison& law) {
  Row row(setup.plan.snapshots.size(), none);
  for (std::size_t k = 1; k < law.times.size(); ++k)  // the first stop is the start
    row[setup::index_of(setup.plan.snapshots, law.times[k])] = law.errors[k];
  return row;
}

}  // namespace

Snapshots snapshots_of(const setup::Setup& setup, const roads::Evolved& evolved) {
  Snapshots masses;
  for (const double t : setup.plan.snapshots)
    masses.push_back(roads::mass_at(evolved.forward.density, t));
  return masses;
}

Row change(const setup::Setup* before_setup, const Snapshots& before, const setup::Setup& setup,
           const Snapshots& now) {
  Row row(now.size(), none);
  if (!before_setup) return row;
  const bool finer = setup.problem.mesh.cells() != before_setup->problem.mesh.cells();
  for (std::size_t k = 0; k < now.size(); ++k) {
    const auto restricted = finer
                                ? solver::restrict_mass(before_setup->problem.mesh,
                                                        setup.problem.mesh, setup::halving, now[k])
                                : now[k];
    row[k] = 0;
    for (std::size_t n = 0; n < restricted.size(); ++n)
      row[k] += std::abs(restricted[n] - before[k][n]);
  }
  return row;
}

std::vector<Measure> density_measures(const setup::Setup& setup, const Results& results, Row change,
                                      input::Refinement refinement) {
  std::vector<Measure> measures;
  const auto& errors = results.errors;
  const auto add = [&](const char* name, const char* long_name,
                       double judgement::ErrorNorms::*norm) {
    Row row;
    row.reserve(errors.size());
    for (const judgement::ErrorNorms& e : errors) row.push_back(e.*norm);
    measures.push_back({name, long_name, std::move(row)});
  };
  if (!errors.empty() && refinement == input::Refinement::mesh) {
    add("error_l1", "L1 distance to the exact density", &judgement::ErrorNorms::l1);
    add("error_linf", "largest distance to the exact density", &judgement::ErrorNorms::linf);
    add("error_score", "root mean square error of the score", &judgement::ErrorNorms::score);
  }
  measures.push_back({"change_l1", "L1 change of the density from the level before", change});
  for (const judgement::LawComparison& law : results.roads.laws)
    if (const auto& road = validation::traits_of(law.road); !road.exact)
      measures.push_back({fmt::format("{}_l1", road.group),
                          fmt::format("L1 distance of the road {} to the density", road.name),
                          road_errors(setup, law)});
  return measures;
}

std::vector<Measure> ensemble_measures(const setup::Setup& setup, const Results& results) {
  const judgement::Comparison& c = results.roads.ensembles.at(0);
  const auto particles = static_cast<double>(setup.settings.reverse.particles);
  Row variation, floor, smirnov, excess, twin;
  for (std::size_t k = 0; k < c.times.size(); ++k) {
    const validation::MarginalComparison& m = c.marginals[k];
    variation.push_back(m.total_variation);
    floor.push_back(m.total_variation_floor);
    smirnov.push_back(m.kolmogorov_smirnov[0]);
    excess.push_back(std::sqrt(std::max(0.0, m.chi2 - m.dof) / particles));
    twin.push_back(k == 0 ? none : c.stepper_errors[k].size);
  }
  std::vector<Measure> measures{
      {"total_variation", "total variation between histogram and density", variation},
      {"total_variation_floor", "what it would be by chance", floor},
      {"kolmogorov_smirnov", "largest distance of the distribution functions along x", smirnov},
      {"excess", "sqrt(max(0, chi2 - dof)/N)", excess}};
  if (setup.plan.twin)
    measures.push_back({"stepper",
                        "change by halving the steps on the same paths over 2^w - 1, "
                        "sqrt(sum(delta^2/q)); 0 where the estimate is not positive",
                        twin});
  return measures;
}

}  // namespace loschmidt::app
