#include "app/judgement/verdict_stage.hpp"

#include <algorithm>
#include <cmath>

#include "app/judgement/twin_allowance.hpp"
#include "app/judgement/wall_layer.hpp"

namespace loschmidt::judgement {

namespace {

validation::MarginalTest marginal_test(const Comparison& c, std::size_t k) {
  validation::MarginalTest test;
  test.road = c.road;
  test.time = c.times[k];
  test.chi2 = c.marginals[k].chi2;
  test.dof = c.marginals[k].dof;
  test.p_value = c.marginals[k].p_value;
  test.allowance = c.allowances[k];
  return test;
}

}  // namespace

Comparison compare_road(const setup::Setup& setup, job::Job& job, const roads::EnsembleRoad& road,
                        const std::vector<sde::Tally>& tallies,
                        const std::vector<MeshError>& mesh_errors) {
  Comparison result{road.reversed ? validation::Road::ensemble : validation::Road::forward,
                    effective_weak_order(setup, job, road),
                    road.stops,
                    {},
                    {},
                    {},
                    {}};
  for (std::size_t k = 0; k < road.stops.size(); ++k) {
    const std::uint64_t particles = road.particles;
    const validation::Allowance twin =
        twin_allowance(setup, road, road.bins[k], tallies[k], result.weak_order);
    result.steppers.push_back(validation::paired_size(twin, static_cast<double>(particles)));
    result.allowances.push_back(validation::with_mesh_error(twin, mesh_errors[k].size,
                                                            mesh_errors[k].undivided, particles));
    result.marginals.push_back(
        validation::compare_marginal(setup.problem.mesh, road.mass(k), tallies[k].fine,
                                     road.bins[k], result.allowances.back().noncentrality));
  }
  return result;
}

validation::Verdict reach_verdict(const setup::Setup& setup, std::uint64_t particles,
                                  double surviving, const std::vector<Comparison>& comparisons,
                                  const std::vector<ReferenceError>& references,
                                  const std::vector<LawComparison>& laws,
                                  const std::vector<JointComparison>& joint) {
  std::vector<validation::LawTest> without_particles;
  for (const LawComparison& law : laws)
    for (const validation::LawTest& test : law_tests(law)) without_particles.push_back(test);
  std::vector<validation::MarginalTest> tests;
  double order = sde::weak_order(setup.plan.reverse.scheme);
  for (const Comparison& c : comparisons) {
    order = std::min(order, c.weak_order);
    for (std::size_t k = 0; k < c.times.size(); ++k) {
      validation::MarginalTest test = marginal_test(c, k);
      if (c.road == validation::Road::ensemble) {
        test.score_reference = references[k].score;
        test.divergence_reference = references[k].divergence;
        test.drift_reference = references[k].drift;
        test.reference = validation::reference(test.score_reference, test.divergence_reference);
        test.at_stop = k + 1 == c.times.size();
        if (!c.first_p_values.empty()) test.first_p_value = c.first_p_values[k];
      }
      tests.push_back(test);
    }
  }
  for (const validation::MarginalTest& test : joint_tests(setup, joint)) tests.push_back(test);
  return validation::decide(
      tests, setup.settings.validation.significance, particles,
      {static_cast<int>(setup.plan.reverse_steps.size()) - 1, order,
       setup.settings.validation.tolerance, setup.settings.validation.sensitivity, surviving},
      without_particles);
}

}  // namespace loschmidt::judgement
