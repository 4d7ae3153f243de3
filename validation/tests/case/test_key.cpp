#include "app/case/key.hpp"

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <type_traits>

#include "app/case/case_rules.hpp"
#include "app/case/changed_keys.hpp"
#include "app/case/named_file.hpp"
#include "app/case/resolved.hpp"
#include "validation/tests/case/key_examples.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::parallel;
using test::contains;
using test::Settings;

namespace {

bool admits(const Range& range, double value) {
  return (range.min_allowed ? value >= range.min : value > range.min) &&
         (range.max_allowed ? value <= range.max : value < range.max);
}

std::string another_number(const Option& option) {
  for (const char* text : {"0.25", "3", "7"}) {
    const double value = std::stod(text);
    const bool fits = option.kind == Kind::real || value == std::floor(value);
    if (fits && admits(option.range, value) && option.default_text != text) return text;
  }
  return "no number";
}

std::string another_text(const Option& option) {
  for (const std::string_view choice : option.choices)
    if (const auto text = fmt::format("\"{}\"", choice); text != option.default_text) return text;
  return "\"2 + x\"";  // a formula too
}

// A value other than the default, as TOML.
std::string another_value(const Option& option) {
  std::string value = another_text(option);
  if (option.kind == Kind::boolean) value = option.default_text == "true" ? "false" : "true";
  if (option.kind == Kind::real || option.kind == Kind::integer) value = another_number(option);
  return option.arity == Arity::list ? '[' + value + ']' : value;
}

std::vector<Settings> settings_for(const Option& option) {
  if (const auto given = test::examples_of_keys.find(option.key);
      given != test::examples_of_keys.end())
    return given->second;
  return {{fmt::format("{}={}", option.key, another_value(option))}};
}

// A directory with the files that the settings name; they are only looked for.
struct CaseFolder : test::Folder {
  CaseFolder() {
    for (const char* name : {"points.csv", "data.h5", "ink.pgm"}) write(name, "");
    write("some.txt", "-8 -3 0 3 8");
    write("other.txt", "-8 -3 0.5 3 8");
  }

  Case read(const std::string& text, const Settings& settings = {}) const {
    try {
      return read_case(write("case.toml", text), settings);
    } catch (const InputError& error) {
      BOOST_FAIL(
          fmt::format("{} (with {}): a key without an own example in key_examples.hpp needs "
                      "one",
                      error.what(), fmt::join(settings, ", ")));
      throw;
    }
  }

  Case with(const Settings& settings) const { return read(test::small_case, settings); }
};

// Does a setting give the key, its section as a whole, or all that its value follows from?
bool gives(const Settings& settings, std::string_view key) {
  return std::ranges::any_of(settings, [&](std::string_view setting) {
    const auto name = setting.substr(0, setting.find('='));
    return name == key || name == parent_of(key) ||
           (find_option(key)->per_axis && name == "mesh.lower") ||
           (key == "time.snapshots" && name.starts_with("time."));
  });
}

void check_reads_back(const CaseFolder& folder, const Case& c) {
  const std::string text = resolved_toml(c);
  BOOST_TEST(resolved_toml(folder.read(text)) == text);
}

}  // namespace

// A row without a binding, or with one that only reads, does not compile.
static_assert(!std::is_default_constructible_v<Binding<Case>>);
static_assert(!std::is_constructible_v<Binding<Case>, Binding<Case>::Read>);

BOOST_AUTO_TEST_SUITE(keys_of_a_case)

BOOST_AUTO_TEST_CASE(another_value_of_a_key_is_read_written_and_read_again) {
  const CaseFolder folder;
  const Case base = folder.with({});
  for (const Key& key : keys())
    for (const Settings& settings : settings_for(key.option)) {
      const Case c = folder.with(settings);
      BOOST_TEST(key.binding.write(c) != key.binding.write(base), key.option.key);
      check_reads_back(folder, c);
    }
}

BOOST_AUTO_TEST_CASE(another_value_of_an_entry_is_read_written_and_read_again) {
  const CaseFolder folder;
  for (const Key& key : keys())
    for (const Option& entry : key.entries) {
      BOOST_TEST(test::examples_of_entries.contains(entry.key), entry.key << " needs an example");
      const auto [begin, end] = test::examples_of_entries.equal_range(entry.key);
      for (auto example = begin; example != end; ++example) {
        const auto& [setting, one, other] = example->second;
        const Case a = folder.with({test::replaced(setting, "@", one)});
        const Case b = folder.with({test::replaced(setting, "@", other)});
        BOOST_TEST(key.binding.write(a) != key.binding.write(b), entry.key);
        check_reads_back(folder, a);
        check_reads_back(folder, b);
      }
    }
}

// Catches a row that is bound to the member of another.
BOOST_AUTO_TEST_CASE(a_value_is_written_as_it_was_given_and_under_its_own_key_alone) {
  const CaseFolder folder;
  const Case base = folder.with({});
  for (const Key& key : keys()) {
    const Settings settings = settings_for(key.option).front();
    const Case c = folder.with(settings);
    for (const Key& other : keys())
      if (!gives(settings, other.option.key))
        BOOST_TEST(other.binding.write(c) == other.binding.write(base),
                   key.option.key << " changes " << other.option.key);
    if (!test::examples_of_keys.contains(key.option.key) && key.option.key != "output.directory")
      BOOST_TEST(key.binding.write(c) == another_value(key.option), key.option.key);
  }
}

BOOST_AUTO_TEST_CASE(an_integer_keeps_its_value_at_the_ends_of_its_range) {
  const CaseFolder folder;
  for (const Key& key : keys())
    for (const double end : {key.option.range.min, key.option.range.max})
      if (key.option.kind == Kind::integer && key.option.arity == Arity::one &&
          std::isfinite(end)) {
        const Case c = folder.with({fmt::format("{}={}", key.option.key, end)});
        BOOST_TEST(key.binding.write(c) == fmt::format("{:.0f}", end), key.option.key);
      }
}

BOOST_AUTO_TEST_CASE(a_restart_notices_the_keys_that_affect_results) {
  const CaseFolder folder;
  const std::string base = resolved_toml(folder.with({}));
  for (const Key& key : keys())
    for (const Settings& settings : settings_for(key.option)) {
      const std::string changed = changed_keys(base, resolved_toml(folder.with(settings)));
      BOOST_TEST(contains(", " + changed + ",", fmt::format(", {},", key.option.key)) ==
                     key.option.affects_results,
                 key.option.key);
    }
}

BOOST_AUTO_TEST_CASE(the_contents_of_a_file_that_a_key_names_are_part_of_the_case) {
  const CaseFolder folder;
  for (const Key& key : keys())
    for (const Settings& settings : settings_for(key.option)) {
      const Case c = folder.with(settings);
      const std::string value = key.binding.write(c);
      const bool file = std::ranges::any_of(std::array{".csv\"", ".h5", ".pgm\""},
                                            [&](auto end) { return contains(value, end); });
      const std::string line = fmt::format("# contents of {} = ", key.option.key);
      BOOST_TEST(contains(contents_text(c), line) == file, key.option.key);
    }
}

BOOST_AUTO_TEST_CASE(the_place_of_a_rule_is_a_key_or_a_section) {
  for (const CaseRule& rule : case_rules())
    BOOST_TEST((find_option(rule.place) || is_section(rule.place)), rule.place);
}

BOOST_AUTO_TEST_SUITE_END()
