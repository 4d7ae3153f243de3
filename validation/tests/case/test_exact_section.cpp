#include <boost/test/unit_test.hpp>

#include "validation/tests/case/key_examples.hpp"
#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::contains;
using test::error_of;
using test::read;
using test::Settings;
using test::small_case;
using test::written;
using test::written_and_read;

namespace {

Settings in_the_plane_with(const std::string& score) {
  Settings settings = test::in_the_plane("exact.density='exp(-x^2-y^2)'");
  settings.push_back("exact.score=" + score);
  return settings;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_sections)

BOOST_AUTO_TEST_CASE(a_case_without_the_section_has_no_closed_form) {
  const Case c = read(small_case);
  BOOST_TEST(written(c, "exact.density") == "");
  BOOST_TEST(written(c, "exact.score") == "");
  BOOST_TEST(!contains(resolved_toml(c), "[exact]"));
  BOOST_TEST(!written_and_read(c).exact.has_value());
}

BOOST_AUTO_TEST_CASE(a_density_alone_leaves_the_score_to_be_derived) {
  const Case c = read(small_case + "[exact]\ndensity = \"normal(x, 0, 1)\"\n");
  BOOST_TEST_REQUIRE(c.exact.has_value());
  BOOST_TEST(c.exact->density == "normal(x, 0, 1)");
  BOOST_TEST(c.exact->score.empty());
  BOOST_TEST(written(c, "exact.score") == "");
  BOOST_TEST(written_and_read(c).exact->density == c.exact->density);
  BOOST_TEST(written_and_read(c).exact->score.empty());
}

BOOST_AUTO_TEST_CASE(a_score_keeps_the_order_of_the_axes) {
  const Case c = read(small_case, in_the_plane_with("['-2*x', '-2*y']"));
  const std::vector<std::string> score{"-2*x", "-2*y"};
  BOOST_TEST(c.exact->score == score);
  BOOST_TEST(written_and_read(c).exact->score == score);
}

BOOST_AUTO_TEST_CASE(numbers_may_stand_for_closed_forms) {
  const Case c = read(small_case + "[exact]\ndensity = 0.0625\nscore = [0]\n");
  BOOST_TEST(c.exact->density == "0.0625");
  BOOST_TEST(c.exact->score == std::vector<std::string>{"0"});
  BOOST_TEST(written(c, "exact.density") == "\"0.0625\"");
}

BOOST_AUTO_TEST_CASE(a_score_has_one_formula_per_axis) {
  const std::string section = small_case + "[exact]\ndensity = 1\n";
  for (const auto& [score, entries] : {std::pair{"[]", 0}, std::pair{"['x', 'y']", 2}})
    BOOST_TEST(error_of(section + "score = " + score)
                   .starts_with(fmt::format("case.toml:15: exact.score: has {} entries but "
                                            "mesh.lower has 1 (one per axis): give 1",
                                            entries)));
  BOOST_TEST(contains(error_of(small_case, in_the_plane_with("['-2*x']")),
                      "exact.score: has 1 entries but mesh.lower has 2"));
  BOOST_TEST(contains(error_of(section + "score = '-2*x'"),
                      "case.toml:15: exact.score: must be an array of formulas"));
}

BOOST_AUTO_TEST_CASE(a_score_needs_its_density) {
  BOOST_TEST(error_of(small_case + "[exact]\nscore = ['-2*x']\n")
                 .starts_with("case.toml:13: exact.density: is missing"));
}

BOOST_AUTO_TEST_SUITE_END()
