// Errors of single terms found again from what they change in expectations.
#include "app/judgement/error_estimate.hpp"

#include <boost/test/unit_test.hpp>

#include "app/judgement/reference_errors.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using boost::test_tools::tolerance;

namespace {

// A comparison that differs by so much, with a standard error of 1e-4 and 1e-3 allowed.
DirectedComparison comparison(double difference, const ExpectedChange& expected,
                              double variance_factor = 100) {
  return {"mean",          0,    1,       1 + difference, 1e-4, 1e-3, difference / 1e-4, 0, 0.01,
          variance_factor, 1000, expected};
}

// The score changes the first function by e + 2e² and the second by 0.5 e; the drift changes the
// first alone, by 0.4 e.
const ExpectedChange first{-0.08, 0.12, 0, -0.2};
const ExpectedChange second{-0.05, 0.05, 0, 0};

}  // namespace

BOOST_AUTO_TEST_SUITE(error_estimates)

BOOST_AUTO_TEST_CASE(an_error_of_the_score_is_found_with_its_bounds) {
  const double e = -0.06;
  const auto errors =
      explaining_errors({comparison(e + 2 * e * e, first), comparison(0.5 * e, second)});
  BOOST_TEST_REQUIRE(errors.size() == 1u);
  const validation::TermError& score = errors.front();
  BOOST_TEST(score.term == "score");
  BOOST_TEST(score.factor == 1 + e, tolerance(1e-12));
  // Three standard errors and 1e-3, over the slope 1 + 4e, and a tenth of the error itself.
  const double width = 1.3e-3 / (1 + 4 * e) + 6e-3;
  BOOST_TEST(score.upper - score.factor == width, tolerance(1e-9));
  BOOST_TEST(score.factor - score.lower == width, tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(every_term_that_explains_all_functions_is_named) {
  const auto one = explaining_errors({comparison(0.02, first)});
  BOOST_TEST_REQUIRE(one.size() == 2u);
  BOOST_TEST(one.back().term == "drift");
  BOOST_TEST(one.back().factor == 1.05, tolerance(1e-12));
  const auto both = explaining_errors({comparison(0.02, first), comparison(0, second)});
  BOOST_TEST_REQUIRE(both.size() == 1u);
  BOOST_TEST(both.front().term == "drift");
}

// The first function alone would take e = −0.2, which the second contradicts.
BOOST_AUTO_TEST_CASE(the_farther_error_is_tried_too) {
  const double e = -0.3;
  const auto errors =
      explaining_errors({comparison(e + 2 * e * e, first), comparison(0.5 * e, second)});
  BOOST_TEST_REQUIRE(errors.size() == 1u);
  BOOST_TEST(errors.front().factor == 0.7, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(an_error_that_may_be_0_explains_nothing) {
  BOOST_TEST(explaining_errors({comparison(1e-3, first), comparison(5e-4, second)}).empty());
}

BOOST_AUTO_TEST_CASE(what_unreliable_tests_find_need_not_be_explained) {
  BOOST_TEST(explaining_errors({comparison(0.02, first), comparison(5, second, 5)}).size() == 2u);
}

BOOST_AUTO_TEST_CASE(no_term_explains_what_none_changes) {
  const auto errors = explaining_errors({comparison(-0.05, first), comparison(0.1, second)});
  BOOST_TEST(errors.empty());
}

BOOST_AUTO_TEST_CASE(tests_that_are_not_reliable_tell_nothing) {
  BOOST_TEST(explaining_errors({comparison(0.02, first, 5)}).empty());
  BOOST_TEST(explaining_errors({}).empty());
}

BOOST_AUTO_TEST_CASE(particles_with_a_wrong_score_show_its_factor) {
  for (const double factor : {0.95, 1.02, 1.2}) {
    test::SmallJob small(test::ornstein_uhlenbeck,
                         {"validation.roads=[\"ensemble\"]", "reverse.steps=32",
                          "reverse.reversal={score=" + std::to_string(factor) + "}"});
    const roads::Evolved evolved = small.evolved();
    const solver::DensityHistory& density = evolved.forward.density;
    const roads::EnsembleRoad road = roads::reverse_road(small.setup, evolved, 20000);
    const auto errors = explaining_errors(compare_directed(
        small.setup, small.job, density, road,
        reference_errors(small.setup, small.job, density, road).directions, {0, 0}));
    BOOST_TEST_REQUIRE(!errors.empty());
    const validation::TermError& score = errors.front();
    BOOST_TEST(score.term == "score");
    BOOST_TEST(score.lower < factor);
    BOOST_TEST(score.upper > factor);
    BOOST_TEST(score.factor == factor, tolerance(0.05 * std::abs(factor - 1)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
