#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "validation/law_distance.hpp"

using namespace loschmidt::meshes;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(law_distances)

namespace {
Mesh line() {
  return Mesh({Axis({0, 1, 2, 4, 5}, Boundary::reflecting)});
}
}  // namespace

BOOST_AUTO_TEST_CASE(equal_laws_are_at_no_distance) {
  const std::vector<double> law{0.1, 0.2, 0.3, 0.4};
  const LawDistance d = law_distance(line(), law, law);
  BOOST_TEST(d.l1 == 0);
  BOOST_TEST(d.kullback_leibler == 0);
  BOOST_TEST(d.wasserstein1[0] == 0);
  BOOST_TEST(d.largest_relative == 0);
}

BOOST_AUTO_TEST_CASE(mass_that_moved_by_one_cell) {
  // 0.1 from the second cell, centre 1.5, to the third, centre 3.
  const LawDistance d = law_distance(line(), std::vector<double>{0.1, 0.1, 0.4, 0.4},
                                     std::vector<double>{0.1, 0.2, 0.3, 0.4});
  BOOST_TEST(d.l1 == 0.2, tolerance(1e-14));
  BOOST_TEST(d.total_variation == 0.1, tolerance(1e-14));
  BOOST_TEST(d.wasserstein1[0] == 0.15, tolerance(1e-14));
  BOOST_TEST(d.wasserstein1[1] == 0);
  BOOST_TEST(d.kullback_leibler == 0.1 * std::log(0.5) + 0.4 * std::log(4.0 / 3), tolerance(1e-12));
  BOOST_TEST(d.largest_relative == 0.5, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(relative_errors_are_not_looked_at_far_below_the_maximum) {
  const LawDistance d = law_distance(line(), std::vector<double>{2e-13, 0.5, 0.5, 0},
                                     std::vector<double>{1e-13, 0.5, 0.5, 0});
  BOOST_TEST(d.largest_relative == 0);
}

BOOST_AUTO_TEST_CASE(mass_where_none_should_be_is_infinitely_far) {
  const LawDistance d = law_distance(line(), std::vector<double>{0.1, 0.4, 0.5, 0},
                                     std::vector<double>{0, 0.5, 0.5, 0});
  BOOST_TEST(d.kullback_leibler == std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_CASE(laws_of_other_sizes_are_refused) {
  const std::vector<double> law{0.1, 0.2, 0.3, 0.4};
  BOOST_CHECK_THROW(law_distance(line(), std::vector<double>{1}, law), std::invalid_argument);
  BOOST_CHECK_THROW(law_distance(line(), law, std::vector<double>{1}), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
