// Particles of the right reversal and of wrong ones against predicted expectations.
#include "app/judgement/directed_comparison.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "app/judgement/reference_errors.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

const std::vector<std::string> ensemble{"validation.roads=[\"ensemble\"]", "reverse.steps=32",
                                        "reverse.particles=20000"};

std::vector<DirectedComparison> compared(const std::string& reversal,
                                         const std::vector<std::string>& more = {}) {
  std::vector<std::string> overrides = ensemble;
  overrides.push_back("reverse.reversal=" + reversal);
  overrides.insert(overrides.end(), more.begin(), more.end());
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  const solver::DensityHistory& density = evolved.forward.density;
  const EnsembleRoad road = reverse_road(small.setup, evolved, 20000);
  return compare_directed(small.setup, small.job, density, road,
                          reference_errors(small.setup, small.job, density, road).directions,
                          {0.25, 0.25});
}

const DirectedComparison& named(const std::vector<DirectedComparison>& all, std::string_view name) {
  return *std::ranges::find(all, name, &DirectedComparison::function);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(directed_comparisons)

BOOST_AUTO_TEST_CASE(the_right_reversal_has_the_predicted_expectations) {
  const auto all = compared("anderson");
  BOOST_TEST_REQUIRE(all.size() == 4u);
  for (const DirectedComparison& c : all) {
    BOOST_TEST(std::abs(c.z) < 4);
    BOOST_TEST(c.p_value > 1e-4);
    BOOST_TEST(c.time == 0);
    BOOST_TEST(c.particles == 20000);
    BOOST_TEST(c.standard_error < 0.1 / std::sqrt(c.particles));
  }
  BOOST_TEST(named(all, "score").variance_factor > 1000);
  // The prediction has no error for the mean of a linear drift.
  const double lost = allowed_for_lost_paths(1e-6, 20000);
  BOOST_TEST(lost == std::log(1e6) / 20000, tolerance(1e-12));
  BOOST_TEST(named(all, "mean").allowed == lost, tolerance(0.01));
  BOOST_TEST(named(all, "score").allowed > lost);
  BOOST_TEST(named(all, "score").allowed < 5e-3);
}

// Half of the reference error makes about half of its change, in the direction of its function.
BOOST_AUTO_TEST_CASE(an_error_of_the_score_is_seen_in_its_direction) {
  for (const double error : {0.05, -0.05}) {
    const auto all = compared("{score=" + std::to_string(1 + error) + "}");
    const DirectedComparison& score = named(all, "score");
    BOOST_TEST(score.observed - score.predicted == error / 0.1 * score.expected.size().score,
               tolerance(0.2));
    BOOST_TEST(std::abs(score.z) > 10);
    BOOST_TEST(score.p_value < 1e-20);
  }
}

BOOST_AUTO_TEST_CASE(errors_of_the_mesh_count_only_for_another_score) {
  const double own = named(compared("anderson"), "score").allowed;
  const auto other = compared(
      "anderson", {"reverse.score=exact",
                   "exact={ density = \"exp(-(x - exp(-t))^2/2)/sqrt(2*3.141592653589793)\" }"});
  BOOST_TEST(named(other, "score").allowed == own + 0.25, tolerance(1e-3));
}

BOOST_AUTO_TEST_CASE(there_are_none_without_control_variates) {
  BOOST_TEST(compared("probability-flow").empty());
}

BOOST_AUTO_TEST_CASE(tests_of_the_verdict_have_sizes_in_units_of_the_function) {
  const DirectedComparison c{"drift", 0.5,  1,    1.03, 0.01, 0.002,
                             3,       0.02, 0.01, 10,   1000, {0.1, -0.2, 0, -0.3}};
  const auto tests = directed_tests({c});
  BOOST_TEST_REQUIRE(tests.size() == 1u);
  const validation::MarginalTest& test = tests[0];
  BOOST_TEST((test.road == validation::Road::directed));
  BOOST_TEST(test.function == "drift");
  BOOST_TEST(test.chi2 == 9);
  BOOST_TEST(test.dof == 1);
  BOOST_TEST(test.p_value == 0.02);
  BOOST_TEST(test.first_p_value == 0.01);
  BOOST_TEST(test.particles == 10000);
  // A = √(η/N) is the bias allowed.
  BOOST_TEST(std::sqrt(test.allowance.noncentrality / test.particles) == 0.002, tolerance(1e-12));
  BOOST_TEST(test.reference == 0.1);
  BOOST_TEST(test.drift_reference == 0.3);
  BOOST_TEST(!test.at_stop);
}

BOOST_AUTO_TEST_CASE(without_most_of_its_noise_out_a_test_has_no_sensitivity) {
  const DirectedComparison c{"drift", 0.5,  1,    1.03, 0.01, 0.002,
                             3,       0.02, 0.02, 9,    1111, {-0.1, 0.1, 0.1, 0.3}};
  const validation::MarginalTest test = directed_tests({c})[0];
  BOOST_TEST(test.reference == 0);
  BOOST_TEST(test.score_reference + test.divergence_reference + test.drift_reference == 0);
  BOOST_TEST(test.p_value == 0.02);
}

// By symmetry the score may not change the mean: then its R is that of the best function.
BOOST_AUTO_TEST_CASE(all_functions_have_the_largest_reference_of_those_that_are_reliable) {
  DirectedComparison mean{"mean", 0, 1, 1, 0.01, 0.002, 0, 1, 1, 100, 100, {}};
  DirectedComparison score{"score", 0, 1, 1, 0.01, 0.002, 0, 1, 1, 100, 100, {0.2, -0.2}};
  const auto tests = directed_tests({mean, score});
  BOOST_TEST(tests[0].reference == 0.2);
  BOOST_TEST(tests[0].score_reference == 0);
  score.variance_factor = 1;
  BOOST_TEST(directed_tests({mean, score})[0].reference == 0);
}

BOOST_AUTO_TEST_CASE(what_is_allowed_later_keeps_the_first_p_value) {
  std::vector<DirectedComparison> all{
      {"mean", 0, 1, 1.05, 0.01, 0, 5, 5.7e-7, 5.7e-7, 100, 100, {0.1, -0.1}}};
  raise_allowed(all, 0.05);
  BOOST_TEST(all[0].allowed == 0.05);
  BOOST_TEST(all[0].first_p_value == 5.7e-7);
  // Of N(5, 1) as much lies beyond 5 as below.
  BOOST_TEST(all[0].p_value == 0.5, tolerance(1e-3));
}

BOOST_AUTO_TEST_SUITE_END()
