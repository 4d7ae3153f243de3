// The error budget: each source by its own refinement, together as docs/theory.md (21) has it.
#include "app/judgement/error_sources.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

using test::particles;

struct Budgeted {
  ErrorBudget budget;
  MeshError mesh;
  Bins bins;  // of the stop

  const ErrorSource* source(const std::string& name) const {
    const auto found = std::ranges::find(budget.sources, name, &ErrorSource::name);
    return found == budget.sources.end() ? nullptr : &*found;
  }
};

// The sizes of sources add up, and with chance as squares do.
void require_sum(const ErrorBudget& budget, double dof) {
  double sum = 0;
  for (const ErrorSource& s : budget.sources) sum += s.size;
  BOOST_TEST(budget.monte_carlo == std::sqrt(dof / particles), tolerance(1e-12));
  BOOST_TEST(budget.total == std::hypot(budget.monte_carlo, sum), tolerance(1e-12));
}

Budgeted budgeted(const std::vector<std::string>& overrides) {
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  const solver::DensityHistory& density = evolved.forward.density;
  const EnsembleRoad road = reverse_road(small.setup, evolved, particles);
  const auto counts = run_ensemble(small.setup, small.job, density, road);
  const auto errors = mesh_errors(small.setup, small.job, evolved, road);
  const Comparison c = compare_road(small.setup, small.job, road, counts.stops, errors);
  const ErrorBudget budget =
      budget_of(small.setup, small.job, evolved, road, c, counts.stops.back(), errors.back());
  require_sum(budget, c.marginals.back().dof);
  return {budget, errors.back(), road.bins.back()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(error_sources)

BOOST_AUTO_TEST_CASE(known_sources_explain_a_right_reversal) {
  const Budgeted found = budgeted({"reverse.steps=32"});
  for (const char* name : {"space", "time", "stepper", "score_tables"})
    BOOST_TEST(found.source(name) != nullptr, name);
  BOOST_TEST(found.source("prior") == nullptr);
  BOOST_TEST(found.source("time")->size == 0);  // exponentials of the whole time
  BOOST_TEST(found.budget.explained);
  BOOST_TEST(test::contains(budget_table(found.budget, 0), " explained"));
}

// What order 2 leaves of the mesh is size ± 2 size: up to three times as much.
BOOST_AUTO_TEST_CASE(space_is_the_error_of_the_mesh_and_its_caution) {
  const Budgeted found = budgeted({"reverse.steps=32"});
  BOOST_TEST(found.source("space")->size == found.mesh.estimate);
  BOOST_TEST(found.source("space")->size + found.source("space")->uncertainty == found.mesh.size,
             tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_wrong_reversal_is_not_explained) {
  const Budgeted found = budgeted({"reverse.steps=32", "reverse.reversal=half-score"});
  BOOST_TEST(!found.budget.explained);
  BOOST_TEST(test::contains(budget_table(found.budget, 0), "NOT EXPLAINED"));
}

BOOST_AUTO_TEST_CASE(steps_that_change_have_an_error_in_time) {
  const Budgeted found = budgeted({"solver.method=backward-euler", "solver.steps=64"});
  BOOST_TEST(found.source("time")->size > 0);
}

BOOST_AUTO_TEST_CASE(a_given_tolerance_is_all_that_is_known_of_the_steps) {
  const Budgeted found = budgeted({"validation.tolerance=0.01"});
  BOOST_TEST(found.source("stepper")->size == 0);
  BOOST_TEST(found.source("stepper")->uncertainty == 0.02);
}

// From N(0, 1) a Gaussian comes back whose mean is e^(−1) short of that of the density: the mean
// starts e^(−1/2) short and decays as fast. Extrapolated, the law is of fourth order in the cells.
BOOST_AUTO_TEST_CASE(a_prior_is_a_source_of_its_own) {
  const std::vector<std::string> from_prior{"reverse.start=exp(-x^2/2)",
                                            "solver.extrapolation=true", "reverse.steps=64"};
  const Budgeted found = budgeted(from_prior);
  const meshes::Mesh mesh = setup::Problem(test::read(test::ornstein_uhlenbeck)).mesh;
  BOOST_TEST_REQUIRE(found.source("prior") != nullptr);
  BOOST_TEST(
      found.source("prior")->size == test::length(found.bins, test::gaussian_masses(mesh, 1, 1),
                                                  test::gaussian_masses(mesh, 1 - std::exp(-1), 1)),
      tolerance(std::pow(mesh.axis(0).width(0), 4)));
  BOOST_TEST(found.budget.explained);
}

BOOST_AUTO_TEST_SUITE_END()
