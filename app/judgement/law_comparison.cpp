#include "app/judgement/law_comparison.hpp"

#include <algorithm>

#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

// The largest error of the chain: roundoff where the method applies its own transposes
// (uniformization), else a multiple of the tolerance of the implicit steps.
double chain_limit(const setup::Setup& setup) {
  if (solver::traits_of(setup.method.method).transposes) return validation::chain_roundoff;
  return validation::chain_tolerance_factor * setup.settings.solver.tolerance;
}

void add(const meshes::Mesh& mesh, LawComparison& comparison, const std::vector<double>& reached,
         const std::vector<double>& expected, double limit) {
  const validation::LawDistance distance = validation::law_distance(mesh, reached, expected);
  comparison.distances.push_back(distance);
  comparison.errors.push_back(distance.l1);
  comparison.limits.push_back(limit);
}

}  // namespace

LawComparison compare_chain(const setup::Setup& setup, const roads::ReversedChain& chain) {
  LawComparison comparison{validation::Road::chain, setup.plan.reverse_stops, {}, {}, {}};
  const double limit = chain_limit(setup);
  for (std::size_t k = 0; k < comparison.times.size(); ++k) {
    const double t = comparison.times[k];
    add(setup.problem.mesh, comparison, roads::mass_at(chain.reached, t),
        roads::mass_at(chain.expected, t), limit);
    comparison.errors[k] = std::max(
        {comparison.errors[k], comparison.distances[k].largest_relative, chain.mass_drift[k]});
  }
  return comparison;
}

LawComparison compare_fokker_planck(const setup::Setup& setup, const roads::Evolved& evolved,
                                    const roads::FokkerPlanckRoad& road) {
  LawComparison comparison{validation::Road::fokker_planck, setup.plan.reverse_stops, {}, {}, {}};
  for (std::size_t k = 0; k < road.mass.size(); ++k)
    add(setup.problem.mesh, comparison, road.mass[k],
        roads::mass_at(evolved.reverse_law(), setup.plan.reverse_stops[k]), road.limit[k]);
  return comparison;
}

std::vector<validation::LawTest> law_tests(const LawComparison& comparison) {
  std::vector<validation::LawTest> tests;
  for (std::size_t k = 0; k < comparison.times.size(); ++k)
    tests.push_back(
        {comparison.road, comparison.times[k], comparison.errors[k], comparison.limits[k]});
  return tests;
}

}  // namespace loschmidt::judgement
