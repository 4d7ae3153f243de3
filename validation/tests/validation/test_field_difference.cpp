#include "validation/field_difference.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <stdexcept>
#include <vector>

using namespace loschmidt::validation;
using boost::test_tools::tolerance;
using Values = std::vector<double>;

BOOST_AUTO_TEST_SUITE(field_differences)

BOOST_AUTO_TEST_CASE(norms_and_the_worst_place) {
  const auto d = field_difference(Values{1, -4, 2}, Values{1.5, -3, 2}, Values{2, 0.5, 1});
  BOOST_TEST(d.largest == 1);
  BOOST_TEST(d.worst == 1);
  BOOST_TEST(d.reference_largest == 4);
  BOOST_TEST(d.l1 == 1.5, tolerance(1e-14));
  BOOST_TEST(d.reference_l1 == 6, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(components_share_the_volume_of_their_cell) {
  const auto d = field_difference(Values{0, 0, 0, 0}, Values{1, 1, 2, 0}, Values{1, 10});
  BOOST_TEST(d.l1 == 22, tolerance(1e-14));
  BOOST_TEST(d.worst == 2);
}

BOOST_AUTO_TEST_CASE(without_volumes_every_value_weighs_the_same) {
  BOOST_TEST(field_difference(Values{1, 2}, Values{2, 4}, {}).l1 == 3);
}

BOOST_AUTO_TEST_CASE(what_is_no_number_differs) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const auto& [a, b] : {std::pair{nan, nan},
                             {nan, 1.0},
                             {1.0, nan},
                             {infinity, -infinity},
                             {infinity, 1.0},
                             {1.0, infinity}}) {
    const auto d = field_difference(Values{1, a}, Values{1, b}, {});
    BOOST_TEST(d.largest == infinity);
    BOOST_TEST(d.worst == 1);
    BOOST_TEST(d.reference_largest == 1);
  }
  BOOST_TEST(field_difference(Values{infinity}, Values{infinity}, {}).largest == 0);
}

BOOST_AUTO_TEST_CASE(sizes_must_fit) {
  BOOST_CHECK_THROW(field_difference(Values{1}, Values{1, 2}, {}), std::invalid_argument);
  BOOST_CHECK_THROW(field_difference(Values{1, 2, 3}, Values{1, 2, 3}, Values{1, 1}),
                    std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
