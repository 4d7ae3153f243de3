// The order and the marks of all rows; what a single row says is tested with its section.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <set>

#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::error_of;
using test::read;
using test::small_case;
using test::written_and_read;

namespace {

// The small case without the line that begins with the text.
std::string without_line(std::string_view text) {
  const std::string start = fmt::format("{} = ", text);
  const auto begin = small_case.starts_with(start) ? 0 : small_case.find('\n' + start) + 1;
  std::string rest = small_case;
  return rest.erase(begin, small_case.find('\n', begin) + 1 - begin);
}

// Whether a row is one of the entries of a key's tables: "mesh.grading[].kind" of the list
// "mesh.grading", "reverse.reversal.drift" of the table "reverse.reversal".
bool is_entry_of(std::string_view row, const Option& key) {
  return row.starts_with(fmt::format("{}{}.", key.key, key.arity == Arity::list ? "[]" : ""));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(option_table)

// In TOML a key without a section that stood behind one would belong to it, and --help-keys and the
// resolved case have one heading per section.
BOOST_AUTO_TEST_CASE(sections_follow_one_another_and_keys_without_one_come_first) {
  std::vector<std::string_view> sections;
  for (const Key& key : keys())
    if (const auto parent = parent_of(key.option.key);
        sections.empty() || sections.back() != parent)
      sections.push_back(parent);
  const std::vector<std::string_view> expected{"",     "mesh",   "sde",     "initial",    "exact",
                                               "time", "solver", "reverse", "validation", "output"};
  BOOST_TEST(sections == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_row_that_is_no_key_is_an_entry_of_the_last_key_before_it_and_of_no_other) {
  std::string_view last_key;
  for (const Option& row : options()) {
    const bool is_key =
        std::ranges::any_of(keys(), [&](const Key& key) { return key.option.key == row.key; });
    if (is_key) last_key = row.key;
    for (const Key& key : keys())
      BOOST_TEST(is_entry_of(row.key, key.option) == (!is_key && key.option.key == last_key),
                 row.key << " and " << key.option.key);
  }
}

BOOST_AUTO_TEST_CASE(every_key_and_every_entry_has_exactly_one_row) {
  std::map<std::string_view, int> rows;
  for (const Option& row : options()) ++rows[row.key];
  for (const auto& [key, times] : rows) BOOST_TEST(times == 1, key);
  std::set<std::string_view> declared;
  for (const Key& key : keys()) {
    declared.insert(key.option.key);
    for (const Option& entry : key.entries) declared.insert(entry.key);
  }
  BOOST_TEST(rows.size() == declared.size());
  for (const std::string_view key : declared) BOOST_TEST(rows.contains(key), key);
}

BOOST_AUTO_TEST_CASE(entries_keep_the_order_in_which_they_are_declared) {
  std::vector<std::string_view> rows;
  for (const Option& row : options())
    if (row.key.starts_with("mesh.grading")) rows.push_back(row.key);
  const std::vector<std::string_view> expected{"mesh.grading",           "mesh.grading[].kind",
                                               "mesh.grading[].center",  "mesh.grading[].strength",
                                               "mesh.grading[].centers", "mesh.grading[].width",
                                               "mesh.grading[].values",  "mesh.grading[].path"};
  BOOST_TEST(rows == expected, boost::test_tools::per_element());
}

// The members of a case have initial values of their own; those of the rows count.
BOOST_AUTO_TEST_CASE(a_default_that_is_given_changes_nothing) {
  const std::string text = without_line("title");
  const std::string base = resolved_toml(read(text));
  for (const Key& key : keys()) {
    const Option& option = key.option;
    if (option.default_text.empty() || option.default_text == "required") continue;
    const auto value = option.per_axis ? fmt::format("[{}]", option.default_text)
                                       : std::string(option.default_text);
    const Case c = read(text, {fmt::format("{}={}", option.key, value)});
    BOOST_TEST(resolved_toml(c) == base, option.key);
  }
}

BOOST_AUTO_TEST_CASE(what_is_required_is_missed_at_its_section) {
  for (const auto& [key, line] :
       {std::pair{"mesh.lower", 2}, std::pair{"mesh.upper", 2}, std::pair{"sde.drift", 6},
        std::pair{"sde.diffusion", 6}, std::pair{"time.end", 11}}) {
    const std::string error = error_of(without_line(leaf_of(key)));
    BOOST_TEST(error.starts_with(fmt::format("case.toml:{}: {}: is missing", line, key)), error);
  }
}

BOOST_AUTO_TEST_CASE(a_run_goes_on_with_other_words_places_and_limits_and_nothing_else) {
  std::set<std::string_view> free;
  for (const Option& option : options())
    if (!option.affects_results) free.insert(option.key);
  const std::set<std::string_view> expected{"title",
                                            "reference",
                                            "expect",
                                            "output.directory",
                                            "output.checkpoint",
                                            "output.max_walltime",
                                            "output.history_memory",
                                            "output.memory",
                                            "output.mpi_io_hints"};
  BOOST_TEST(free == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_case_says_what_it_is_and_what_it_expects) {
  const Case nothing = read(without_line("title"));
  BOOST_TEST(nothing.description.title == "");
  BOOST_TEST(nothing.description.reference == "");
  for (const std::string verdict : {"verified", "falsified", "undecided"}) {
    const Case c = read(small_case, {"expect=" + verdict, "reference=Song \"2021\""});
    BOOST_TEST(written_and_read(c).description.expect == verdict);
    BOOST_TEST(written_and_read(c).description.reference == "Song \"2021\"");
  }
  BOOST_TEST(error_of("expect = \"true\"\n" + small_case)
                 .starts_with("case.toml:1: expect: must be one of verified, falsified, undecided "
                              "(got \"true\")"));
}

BOOST_AUTO_TEST_SUITE_END()
