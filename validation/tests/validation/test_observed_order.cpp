#include "validation/observed_order.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <stdexcept>

using loschmidt::validation::observed_orders;

BOOST_AUTO_TEST_SUITE(observed_order)

BOOST_AUTO_TEST_CASE(is_that_of_the_errors_law) {
  const std::array<double, 4> cells{32, 64, 128, 192};
  for (const double order : {0.5, 1.0, 2.0, 4.0}) {
    std::array<double, 4> errors{};
    for (int k = 0; k < 4; ++k) errors[k] = 7 * std::pow(cells[k], -order);
    const auto orders = observed_orders(cells, errors);
    BOOST_TEST(std::isnan(orders[0]));
    for (int k = 1; k < 4; ++k) BOOST_TEST(orders[k] == order, boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(is_none_where_there_is_no_error) {
  const std::array<double, 4> steps{1, 2, 4, 8};
  for (const double second : {0.0, 3e-13}) {  // nothing, and roundoff
    const std::array<double, 4> errors{std::nan(""), 1, second, 1};
    for (const double order : observed_orders(steps, errors)) BOOST_TEST(std::isnan(order));
  }
}

BOOST_AUTO_TEST_CASE(needs_an_error_per_refinement) {
  const std::array<double, 2> steps{1, 2};
  BOOST_CHECK_THROW(observed_orders(steps, {}), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
