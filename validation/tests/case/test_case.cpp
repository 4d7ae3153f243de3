#include "app/case/case.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;

BOOST_AUTO_TEST_SUITE(cases)

BOOST_AUTO_TEST_CASE(a_key_knows_its_line_or_that_of_its_nearest_parent) {
  const Case c = test::read(test::small_case, {"reverse.seed=7"});
  const std::string file = c.source.file.string();
  BOOST_TEST(c.source.where("mesh.cells[0]") == file + ":5");
  BOOST_TEST(c.source.where("mesh.boundary[0]") == file + ":2");
  BOOST_TEST(c.source.where("sde.drift[7].nothing") == file + ":7");
  BOOST_TEST(c.source.where("reverse.seed") == "--set");
  BOOST_TEST(c.source.where("output.fields") == file);
}

BOOST_AUTO_TEST_CASE(an_error_says_place_key_and_message) {
  const Case c = test::read(test::small_case);
  BOOST_TEST(case_error(c, "time.end", "is wrong").what() ==
             c.source.file.string() + ":12: time.end: is wrong");
}

BOOST_AUTO_TEST_SUITE_END()
