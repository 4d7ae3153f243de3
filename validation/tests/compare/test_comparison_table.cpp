// The table of a comparison as text and as JSON.
#include "app/compare/comparison_table.hpp"

#include <boost/test/unit_test.hpp>

using namespace loschmidt::comparison;
using Result = ComparisonRow::Result;

namespace {

const ComparisonRow passed{"/a", "max", Result::pass, 0.5, 1.0, "", {}};
const ComparisonRow failed{
    "/b", "L1", Result::fail, 2.0, 1.0, "", WorstValue{"t = 0.5, x = 1.25", 3, 5}};
const ComparisonRow unchecked{"/c", "-", Result::unchecked, {}, {}, "follows from counts", {}};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(comparison_tables)

BOOST_AUTO_TEST_CASE(one_failure_is_a_difference_and_what_is_unchecked_is_none) {
  BOOST_TEST(all_pass({}));
  BOOST_TEST(all_pass({passed, unchecked}));
  BOOST_TEST(!all_pass({passed, failed, unchecked}));
}

BOOST_AUTO_TEST_CASE(the_text_ends_with_the_answer) {
  BOOST_TEST(comparison_text({passed, unchecked}).ends_with("the files agree\n"));
  const std::string text = comparison_text({passed, failed, unchecked});
  BOOST_TEST(text.ends_with("the files differ: 1 of 3 checks\n"));
  BOOST_TEST(contains(text, "worst at t = 0.5, x = 1.25: 3 in the reference, 5 in the new file"));
  BOOST_TEST(contains(text, "2.000e+00  1.000e+00  NO"));
  BOOST_TEST(contains(text, "follows from counts"));
}

BOOST_AUTO_TEST_CASE(json_has_null_for_what_there_is_not) {
  const std::string json = comparison_json({failed, unchecked}, "a \"quoted\".h5", "b.h5");
  BOOST_TEST(contains(json, R"("reference": "a \"quoted\".h5")"));
  BOOST_TEST(contains(json, "\"agree\": false"));
  BOOST_TEST(contains(json, R"("pass": false, "remark": "", "worst": {"place")"));
  BOOST_TEST(contains(
      json, R"("value": null, "limit": null, "pass": null, "remark": "follows from counts")"));
}

BOOST_AUTO_TEST_SUITE_END()
