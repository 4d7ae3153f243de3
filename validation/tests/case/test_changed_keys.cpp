// Only changes of a case that affect results are reported, and forbid to continue a run.
#include <boost/test/unit_test.hpp>

#include "app/case/case_file.hpp"
#include "app/case/changed_keys.hpp"
#include "app/case/resolved.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::test;

namespace {

std::string resolved(const std::vector<std::string>& overrides) {
  return resolved_toml(read(small_case, overrides));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changed_keys_of_cases)

BOOST_AUTO_TEST_CASE(changes_that_matter_are_named) {
  BOOST_TEST(changed_keys(resolved({}), resolved({})) == "");
  BOOST_TEST(changed_keys(resolved({}), resolved({"reverse.seed=3"})) == "reverse.seed");
  BOOST_TEST(changed_keys(resolved({}), resolved({"solver.tolerance=1e-7", "mesh.cells=[65]"})) ==
             "mesh.cells, solver.tolerance");
  BOOST_TEST(changed_keys(resolved({}), resolved({"output.fields=[\"score\"]"})) ==
             "output.fields");
}

BOOST_AUTO_TEST_CASE(a_value_that_comes_or_goes_is_a_change) {
  const auto with = resolved({"time.stop=0.1"});
  BOOST_TEST(changed_keys(resolved({}), with) == "time.stop");
  BOOST_TEST(changed_keys(with, resolved({})) == "time.stop");
}

BOOST_AUTO_TEST_CASE(words_and_limits_do_not_matter) {
  BOOST_TEST(
      changed_keys(resolved({}), resolved({"title=other", "expect=falsified", "output.checkpoint=1",
                                           "output.directory=x", "output.max_walltime=5"})) == "");
}

BOOST_AUTO_TEST_SUITE_END()
