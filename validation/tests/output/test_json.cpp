#include "output/json.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <limits>
#include <vector>

using namespace loschmidt::output;

BOOST_AUTO_TEST_SUITE(json)

BOOST_AUTO_TEST_CASE(numbers_round_trip) {
  for (const double x : {0.1, 1.0 / 3.0, 1e300, 5e-324, -0.0, 123456789.0, 1e-6})
    BOOST_TEST(std::strtod(json_number(x).c_str(), nullptr) == x);
}

BOOST_AUTO_TEST_CASE(what_is_no_number_is_null) {
  using limits = std::numeric_limits<double>;
  BOOST_TEST(json_array(std::vector{1.5, limits::quiet_NaN(), -limits::infinity()}) ==
             "[1.5, null, null]");
}

BOOST_AUTO_TEST_CASE(texts_are_escaped_and_always_utf8) {
  BOOST_TEST(json_string("a \"b\" \\ \n\t\x01 ∂ℝ𝄞") == "\"a \\\"b\\\" \\\\ \\n\\t\\u0001 ∂ℝ𝄞\"");
  BOOST_TEST(json_string("\xFF x \xE2\x88") == "\"? x ??\"");
}

BOOST_AUTO_TEST_SUITE_END()
