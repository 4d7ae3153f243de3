// Functions that read values from TOML and write them as TOML, for all types that members of a case
// have. A value's text reads back as the same value, to the bit.
#pragma once

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "app/case/case.hpp"
#include "app/case/toml_reading.hpp"

namespace loschmidt::input {

template <class Value>
concept Enumeration = std::is_enum_v<Value>;

inline void read_value(const toml::node& node, bool& value) {
  value = node.as_boolean()->get();
}

inline void read_value(const toml::node& node, double& value) {
  value = real_value(node);
}

template <std::integral Value>
void read_value(const toml::node& node, Value& value) {
  value = static_cast<Value>(integer_value(node));
}

/// Reads a text or a formula; a number in place of a formula becomes its text.
inline void read_value(const toml::node& node, std::string& value) {
  value = formula_value(node);
}

template <Enumeration Value>
void read_value(const toml::node& node, Value& value) {
  value = named_value(names_of(value), node);
}

template <class Value>
void read_value(const toml::node& node, std::optional<Value>& value) {
  read_value(node, value.emplace());
}

template <class Value>
void read_value(const toml::node& node, std::vector<Value>& values) {
  values = values_of(node, [](const toml::node& element) {
    Value value{};
    read_value(element, value);
    return value;
  });
}

inline void read_value(const toml::node& node, std::set<std::string>& values) {
  const auto texts = values_of(node, text_value);
  values = {texts.begin(), texts.end()};
}

inline void read_value(const toml::node& node, std::map<std::string, std::string>& values) {
  for (const auto& [name, child] : *node.as_table())
    values[std::string(name.str())] = formula_value(child);
}

/// {} prints the shortest text that reads back as the same number.
template <class Value>
requires std::is_arithmetic_v<Value> std::string toml_text(Value value) {
  // TOML reads -0 as the integer 0.
  if constexpr (std::is_floating_point_v<Value>)
    if (value == 0 && std::signbit(value)) return "-0.0";
  return fmt::format("{}", value);
}

inline std::string toml_text(const std::string& value) {
  return toml_string(value);
}

template <Enumeration Value>
std::string toml_text(Value value) {
  const auto& names = names_of(value);
  return toml_string(
      std::ranges::find(names, value, [](const auto& entry) { return entry.second; })->first);
}

template <class Value>
std::string toml_text(const std::optional<Value>& value) {
  return value ? toml_text(*value) : "";
}

template <class Values, class Show>
std::string toml_list(const Values& values, Show show) {
  std::vector<std::string> texts;
  for (const auto& value : values) texts.push_back(show(value));
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

template <class Value>
std::string toml_text(const std::vector<Value>& values) {
  return toml_list(values, [](const Value& value) { return toml_text(value); });
}

inline std::string toml_text(const std::set<std::string>& values) {
  return toml_list(values, toml_string);
}

inline std::string toml_text(const std::map<std::string, std::string>& values) {
  std::vector<std::string> entries;
  for (const auto& [name, value] : values)
    entries.push_back(fmt::format("{} = {}", name, toml_string(value)));
  return entries.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(entries, ", "));
}

}  // namespace loschmidt::input
