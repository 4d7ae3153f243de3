// The step from text to TOML: the case file is parsed, --set is applied, and the place of every key
// is recorded. Of the keys only their types in the option table are used.
#pragma once

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// Parses c.source.text, and fills c.source.origins with file and line of every key and array
/// element. Errors: InputError with file and line for a syntax error or a key that is too deep.
toml::table parse_document(Case& c);

/// Applies the --set texts "KEY=VALUE" in order, and sets their places in c.source.origins to
/// "--set". Unknown keys are set like others; check_keys_known finds them. Errors: InputError for a
/// text without "=" and for a key below something that is no table.
void apply_overrides(Case& c, toml::table& root, std::span<const std::string> overrides);

/// A TOML value from its text. Errors: toml::parse_error, InputError.
toml::table parse_value(std::string_view text);

/// A short description of a value for messages: an excerpt of its text, or "an array".
std::string shown(const toml::node& node);

/// `text` as a TOML string, quotes included.
std::string toml_string(std::string_view text);

/// The value of a node whose type has been checked.
double real_value(const toml::node& node);
std::int64_t integer_value(const toml::node& node);
std::string text_value(const toml::node& node);
/// A formula, or the shortest text of the number that stands for one.
std::string formula_value(const toml::node& node);

/// The value of a key such as "mesh.cells", or null.
inline const toml::node* node_at(const toml::table& root, std::string_view key) {
  return root.at_path(key).node();
}

/// The value of a checked text in a table of names (app/case/case.hpp).
template <class Value, std::size_t N>
Value named_value(const std::array<std::pair<std::string_view, Value>, N>& names,
                  const toml::node& node) {
  const std::string wanted = text_value(node);
  return std::ranges::find(names, wanted,
                           [](const auto& entry) { return std::string(entry.first); })
      ->second;
}

/// convert(node) of every element of an array, or of a single value.
template <class Convert>
auto values_of(const toml::node& node, Convert convert) {
  std::vector<decltype(convert(node))> values;
  if (const toml::array* array = node.as_array())
    for (const toml::node& element : *array) values.push_back(convert(element));
  else
    values.push_back(convert(node));
  return values;
}

}  // namespace loschmidt::input
