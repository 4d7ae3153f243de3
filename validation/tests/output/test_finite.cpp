#include "output/finite.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

using namespace loschmidt::output;

namespace {

constexpr double largest = std::numeric_limits<double>::max();
constexpr double infinite = std::numeric_limits<double>::infinity();
const double none = std::nan("");

}  // namespace

BOOST_AUTO_TEST_SUITE(finite_numbers)

BOOST_AUTO_TEST_CASE(the_largest_number_stands_for_infinity_and_for_none) {
  BOOST_TEST(finite_or_largest(infinite) == largest);
  BOOST_TEST(finite_or_largest(-infinite) == -largest);
  BOOST_TEST(finite_or_largest(none) == largest);
  for (const double value : {0.0, -1.5, 1e-310, largest})
    BOOST_TEST(finite_or_largest(value) == value);
}

BOOST_AUTO_TEST_CASE(records_hold_nothing_else) {
  const RoadComparison road = finite_or_largest(
      RoadComparison{"chain", {1}, {{"kullback_leibler", "", false, {infinite, 2, none}}}});
  BOOST_TEST(road.columns[0].values == (std::vector<double>{largest, 2, largest}),
             boost::test_tools::per_element());
  VerdictRecord verdict;
  verdict.p_value = none;
  verdict.detectable_score_error = infinite;
  BOOST_TEST(!finite_or_largest(verdict).start_divergence);
  verdict.start_divergence = infinite;
  verdict = finite_or_largest(verdict);
  BOOST_TEST(verdict.p_value == largest);
  BOOST_TEST(verdict.detectable_score_error == largest);
  BOOST_TEST(*verdict.start_divergence == largest);
}

BOOST_AUTO_TEST_SUITE_END()
