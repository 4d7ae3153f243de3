#include "app/judgement/verdict_stage.hpp"

#include <algorithm>
#include <iterator>

#include "app/judgement/error_estimate.hpp"
#include "app/judgement/twin_allowance.hpp"
#include "app/judgement/wall_layer.hpp"

namespace loschmidt::judgement {

namespace {

// Adds the reference errors to a test of the reverse ensemble; the forward control has none.
void add_references(validation::MarginalTest& test, const ReferenceError& reference) {
  test.score_reference = reference.score;
  test.divergence_reference = reference.divergence;
  test.drift_reference = reference.drift;
  test.reference = validation::reference(reference.score, reference.divergence);
}

std::vector<validation::MarginalTest> marginal_tests(
    const Comparison& c, const Comparison* prediction,
    const std::vector<ReferenceError>& references) {
  std::vector<validation::MarginalTest> tests;
  for (std::size_t k = 0; k < c.times.size(); ++k) {
    const validation::MarginalComparison& m = c.marginals[k];
    validation::MarginalTest test{c.road, c.times[k], m.chi2, m.dof, m.p_value, c.allowances[k]};
    if (c.road != validation::Road::forward) {
      add_references(test, references[k]);
      test.at_stop = k + 1 == c.times.size();
      if (!c.first_p_values.empty()) test.first_p_value = c.first_p_values[k];
      if (c.road == validation::Road::ensemble && prediction)
        test.explained = prediction->explained[k];
    }
    tests.push_back(test);
  }
  return tests;
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
    result.stepper_errors.push_back(validation::paired_size(twin, static_cast<double>(particles)));
    result.allowances.push_back(validation::with_mesh_error(
        twin, mesh_errors[k].size, mesh_errors[k].before_richardson, particles));
    result.marginals.push_back(
        validation::compare_marginal(setup.problem.mesh, road.mass(k), tallies[k].fine,
                                     road.bins[k], result.allowances.back().noncentrality));
  }
  return result;
}

validation::Verdict reach_verdict(const setup::Setup& setup, std::uint64_t particles,
                                  double surviving, const Comparisons& comparisons,
                                  const std::vector<ReferenceError>& references) {
  std::vector<validation::LawTest> without_particles;
  for (const LawComparison& law : comparisons.laws)
    std::ranges::copy(law_tests(law), std::back_inserter(without_particles));
  const auto predicted =
      std::ranges::find(comparisons.ensembles, validation::Road::prediction, &Comparison::road);
  const Comparison* prediction = predicted == comparisons.ensembles.end() ? nullptr : &*predicted;
  std::vector<validation::MarginalTest> tests;
  double order = sde::weak_order(setup.plan.reverse.scheme);
  for (const Comparison& c : comparisons.ensembles) {
    order = std::min(order, c.weak_order);
    std::ranges::copy(marginal_tests(c, prediction, references), std::back_inserter(tests));
  }
  std::ranges::copy(directed_tests(comparisons.directed), std::back_inserter(tests));
  std::ranges::copy(joint_tests(setup, comparisons.joint), std::back_inserter(tests));
  const input::ValidationSection& asked = setup.settings.validation;
  const validation::Sampler sampler{
      static_cast<double>(particles),
      static_cast<int>(setup.plan.reverse_steps.size()) - 1,
      order,
      asked.tolerance,
      asked.sensitivity,
      surviving,
      setup::uncarried_ends(setup.settings, setup.problem.sde, setup.problem.ends).empty()};
  validation::Verdict verdict =
      validation::decide(tests, asked.significance, sampler, without_particles);
  if (verdict.outcome == validation::Outcome::falsified)
    verdict.explained_by = explaining_errors(comparisons.directed);
  return verdict;
}

}  // namespace loschmidt::judgement
