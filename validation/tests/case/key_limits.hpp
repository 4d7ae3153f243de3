// What the tests of several sections ask of a key: its limits, and its value written and read
// again.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "app/case/key.hpp"
#include "app/case/options.hpp"
#include "app/case/resolved.hpp"
#include "validation/tests/case_text.hpp"

namespace loschmidt::test {

/// The small case with one more line, its last, for a section that it lacks or for [time].
inline std::string with_line(std::string_view section, std::string_view line) {
  const std::string header = section == "time" ? "" : fmt::format("[{}]\n", section);
  return fmt::format("{}{}{}\n", small_case, header, line);
}

/// The small case that gives a value to a key, in its last line.
inline std::string with_value(std::string_view key, std::string_view value) {
  return with_line(input::parent_of(key), fmt::format("{} = {}", input::leaf_of(key), value));
}

/// The beginning of a message about a key in the last line of a text.
inline std::string in_last_line(std::string_view text, std::string_view key) {
  return fmt::format("case.toml:{}: {}: ", std::ranges::count(text, '\n'), key);
}

/// Checks that a key takes the value `limit`, and that it refuses `beyond` by the rule, such as
/// "must be at least 0".
inline void check_limit(std::string_view key, std::string_view limit, std::string_view beyond,
                        std::string_view rule) {
  BOOST_TEST(error_of(with_value(key, limit)) == "");
  const std::string text = with_value(key, beyond);
  const std::string error = error_of(text);
  BOOST_TEST(error.starts_with(in_last_line(text, key) + std::string(rule)),
             key << " = " << beyond << ": " << error);
}

/// The value of a key as TOML; "" if the case has none.
inline std::string written(const input::Case& c, std::string_view key) {
  const auto keys = input::keys();
  const auto row = std::ranges::find(keys, key, [](const input::Key& k) { return k.option.key; });
  BOOST_REQUIRE_MESSAGE(row != keys.end(), key << " is no key");
  return row->binding.write(c);
}

/// The case as it is read from the text in which it is written.
inline input::Case written_and_read(const input::Case& c) {
  return read(input::resolved_toml(c));
}

}  // namespace loschmidt::test
