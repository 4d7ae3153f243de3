#include "app/case/case_rules.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/case/key_examples.hpp"
#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::check_limit;
using test::contains;
using test::error_of;
using test::in_last_line;
using test::read;
using test::replaced;
using test::Settings;
using test::small_case;
using test::with_line;
using test::with_value;

namespace {

std::string clusters(std::size_t count, const std::string& center) {
  const std::vector<std::string> centers(count, center);
  return fmt::format("mesh.grading=[{{kind='clustered', centers=[{}], width=1, strength=1}}]",
                     fmt::join(centers, ", "));
}

Settings cells_in_the_plane(const std::string& cells) {
  return test::in_the_plane(fmt::format("mesh.cells=[{}]", cells));
}

std::string spanning(const std::string& start, const std::string& end) {
  return replaced(small_case, "end = 1.0", fmt::format("start = {}\nend = {}", start, end));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rules_of_cases)

BOOST_AUTO_TEST_CASE(only_the_rules_of_a_place_are_applied) {
  Case c = read(small_case);
  c.time.stop = 2;  // beyond the end
  BOOST_CHECK_NO_THROW(apply_rules(c, {}, "time.end"));
  BOOST_CHECK_NO_THROW(apply_rules(c, {}, "time"));
  BOOST_CHECK_THROW(apply_rules(c, {}, "time.stop"), parallel::InputError);
}

BOOST_AUTO_TEST_CASE(a_box_has_a_length_on_every_axis) {
  BOOST_TEST(error_of(replaced(small_case, "[8.0]", "[-7.999999999999999]")) == "");
  BOOST_TEST(error_of(replaced(small_case, "[8.0]", "[-8]"))
                 .starts_with("case.toml:4: mesh.upper[0]: must be above mesh.lower (got -8 and "
                              "-8"));
  BOOST_TEST(error_of(small_case, test::in_the_plane("mesh.upper=[8, -9]"))
                 .starts_with("--set: mesh.upper[1]: must be above mesh.lower (got -9 and -8"));
}

// The largest product of two numbers of cells that 32 bits hold, and the next power of two.
BOOST_AUTO_TEST_CASE(cells_are_numbered_with_32_bits) {
  BOOST_TEST(error_of(small_case, cells_in_the_plane("42966, 49981")) == "");
  BOOST_TEST(error_of(small_case, cells_in_the_plane("65536, 32768"))
                 .starts_with("--set: mesh.cells: makes 2.15e+09 cells"));
}

BOOST_AUTO_TEST_CASE(edges_make_four_cells_at_least) {
  const auto edges = [](const std::string& values) {
    return replaced(small_case, "cells = [64]",
                    "grading = [{ kind = \"edges\", values = " + values + " }]");
  };
  BOOST_TEST(read(edges("[-8, -1, 0, 1, 8]")).mesh.cells == std::vector<int>{4});
  BOOST_TEST(error_of(edges("[-8, 0, 1, 8]"))
                 .starts_with("case.toml:5: mesh.grading[0]: has 4 edges (an axis needs 4 cells)"));
  for (const char* values : {"[-8.000000000000002, -1, 0, 1, 8]", "[-8, -1, 0, 1, 7.5]"})
    BOOST_TEST(contains(error_of(edges(values)), "case.toml:5: mesh.grading[0]: the edges run"));
}

BOOST_AUTO_TEST_CASE(clusters_are_at_most_a_hundred_places_on_the_axis) {
  BOOST_TEST(error_of(small_case, {clusters(1, "-8")}) == "");
  BOOST_TEST(error_of(small_case, {clusters(100, "8")}) == "");
  const std::string key = "--set: mesh.grading[0].centers: ";
  for (const std::size_t count : {0u, 101u})
    BOOST_TEST(error_of(small_case, {clusters(count, "0")})
                   .starts_with(fmt::format("{}has {} entries", key, count)));
  for (const char* beyond : {"-8.000000000000002", "8.000000000000002"})
    BOOST_TEST(error_of(small_case, {clusters(2, beyond)})
                   .starts_with(fmt::format("{}{} lies outside the axis, [-8, 8]", key, beyond)));
}

// 1e-100, or 1e-9 of the times themselves.
BOOST_AUTO_TEST_CASE(a_run_is_long_enough_to_tell_its_times_apart) {
  for (const auto& [start, end] : {std::pair{"0", "1e-100"}, std::pair{"-1e9", "-999999999"},
                                   std::pair{"999999999", "1000000000"}})
    BOOST_TEST(error_of(spanning(start, end)) == "");
  for (const auto& [start, end] : {std::pair{"0", "9.99e-101"}, std::pair{"-1e9", "-999999999.001"},
                                   std::pair{"999999999.001", "1000000000"}})
    BOOST_TEST(error_of(spanning(start, end))
                   .starts_with("case.toml:13: time.end: must be well after time.start (got "));
  BOOST_TEST(error_of(spanning("1", "1"))
                 .starts_with("case.toml:13: time.end: must be after time.start (got 1 and 1)"));
}

BOOST_AUTO_TEST_CASE(a_stop_lies_from_the_start_to_before_the_end) {
  const std::string rule = "must lie in [time.start, time.end) = [0, 1) (got ";
  check_limit("time.stop", "0", "-5e-324", rule);
  check_limit("time.stop", "0.999999999999", "1", rule);
}

// 1e-13 of the run, or two roundings of its times.
BOOST_AUTO_TEST_CASE(times_are_equal_or_far_enough_apart_for_steps) {
  check_limit("time.snapshots", "[0, 1.01e-13, 0.5, 0.5, 1]", "[0.99e-13]",
              "0 and 9.9e-14 are too near to each other");
  check_limit("time.stop", "0.9999999999998", "0.99999999999995", "0.99999999999995 and 1 are too");
  check_limit("validation.joint_times", "[0.5, 0.6]", "[0.5, 0.50000000000005]",
              "0.5 and 0.50000000000005 are too near");
  check_limit("validation.joint_times", "[0, 1]", "[0, 5e-324]", "0 and 5e-324 are too near");
  const auto one_later = [](const std::string& time) {
    return error_of(spanning("999999999", "1000000000"), {"time.snapshots=[" + time + "]"});
  };
  BOOST_TEST(one_later("999999999.0000005") == "");
  BOOST_TEST(one_later("999999999.0000004")
                 .starts_with("--set: time.snapshots: 999999999 and 999999999.0000004 are too"));
  // The most snapshots of the shortest run, rounded, are never too near.
  BOOST_TEST(error_of(spanning("1.1e9", "1100000001.15"), {"time.snapshots=1000000"}) == "");
}

BOOST_AUTO_TEST_CASE(an_exact_score_needs_the_closed_form) {
  const std::string text = with_value("reverse.score", "\"exact\"");
  BOOST_TEST(error_of(text).starts_with(in_last_line(text, "reverse.score") +
                                        "is \"exact\" but there is no [exact]"));
  BOOST_TEST(error_of(text + "[exact]\ndensity = 1\n") == "");
}

BOOST_AUTO_TEST_CASE(joint_times_lie_where_the_reverse_run_goes) {
  check_limit("validation.joint_times", "[0, 1]", "[0, 1.0000000000000002]", "must lie in [0, 1]");
  check_limit("validation.joint_times", "[0, 1]", "[-5e-324, 1]", "must lie in [0, 1]");
  const auto after_stop = [](const std::string& times) {
    return error_of(with_line("time", "stop = 0.25"), {"validation.joint_times=" + times});
  };
  BOOST_TEST(after_stop("[0.25, 1]") == "");
  BOOST_TEST(after_stop("[0.24, 1]")
                 .starts_with("--set: validation.joint_times: must lie in [0.25, 1], from "
                              "time.stop"));
}

BOOST_AUTO_TEST_CASE(what_is_asked_of_particles_needs_their_road) {
  const std::string without = with_line("validation", "roads = [\"chain\"]");
  for (const std::string line : {"joint_times = [0, 1]", "sensitivity = 0.1"}) {
    const std::string text = without + line + "\n";
    const std::string key = "validation." + line.substr(0, line.find(' '));
    BOOST_TEST(error_of(text).starts_with(in_last_line(text, key) + "needs the road \"ensemble\""));
    BOOST_TEST(error_of(with_line("validation", line)) == "");
  }
  BOOST_TEST(error_of(without + "joint_times = []\nsensitivity = 0\n") == "");
}

BOOST_AUTO_TEST_SUITE_END()
