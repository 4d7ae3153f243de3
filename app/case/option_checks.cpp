#include "app/case/option_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/case/options.hpp"
#include "app/case/toml_reading.hpp"

namespace loschmidt::input {

namespace {

std::string below(std::string_view parent, std::string_view name) {
  return parent.empty() ? std::string(name) : fmt::format("{}.{}", parent, name);
}

// Whether a name consists of letters, digits and _, and no digit first. Quoted TOML keys may hold
// anything, but all known keys are plain names.
bool plain_name(std::string_view name) {
  const auto word = [](char ch) {
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
           ch == '_';
  };
  return !name.empty() && std::ranges::all_of(name, word) && !(name[0] >= '0' && name[0] <= '9');
}

bool known(std::string_view key, std::string_view name) {
  return plain_name(name) && (is_section(key) || find_option(key));
}

[[noreturn]] void refuse_name(const Case& c, const std::string& key) {
  if (parent_of(key) == "sde.definitions")
    throw case_error(
        c, key,
        "is no name that a formula can use (letters, digits and _, no digit first): rename it");
  throw case_error(c, key,
                   fmt::format("is not a known key (nothing would read it): {}", key_advice(key)));
}

void check_names(const Case& c, const std::string& path, const toml::node& node) {
  if (const toml::table* table = node.as_table())
    for (const auto& [name, child] : *table) {
      const std::string key = below(path, name.str());
      if (!known(key, name.str())) refuse_name(c, key);
      check_names(c, key, child);
    }
  if (const toml::array* array = node.as_array())
    for (std::size_t i = 0; i < array->size(); ++i)
      check_names(c, fmt::format("{}[{}]", path, i), *array->get(i));
}

[[noreturn]] void wrong_type(const Case& c, const std::string& key, const std::string& wanted,
                             const toml::node& node) {
  throw case_error(c, key,
                   fmt::format("must be {} (got {}): give {}", wanted, shown(node), wanted));
}

void check_range(const Case& c, const std::string& key, const Option& option,
                 const toml::node& node) {
  const double value = real_value(node);
  const Range& range = option.range;
  const std::string unit = option.unit == "1" ? "" : fmt::format(" {}", option.unit);
  const auto fail = [&](std::string_view bound, double limit, const std::string& advice) {
    throw case_error(
        c, key, fmt::format("must be {} {} (got {}): give {}", bound, limit, shown(node), advice));
  };
  if (!std::isfinite(value))
    throw case_error(c, key, fmt::format("must be finite (got {}): give a number", shown(node)));
  if (range.min_allowed && value < range.min)
    fail("at least", range.min, fmt::format("{} or more{}", range.min, unit));
  if (!range.min_allowed && value <= range.min) fail("above", range.min, "a larger number");
  if (range.max_allowed && value > range.max)
    fail("at most", range.max, fmt::format("{} or fewer{}", range.max, unit));
  if (!range.max_allowed && value >= range.max) fail("below", range.max, "a smaller number");
}

void check_number(const Case& c, const std::string& key, const Option& option,
                  const toml::node& node) {
  const std::string wanted = option.kind == Kind::integer ? "an integer" : "a number";
  if (!node.is_number()) wrong_type(c, key, wanted, node);
  if (option.kind == Kind::integer && node.is_floating_point()) {
    const double value = real_value(node);
    // 2^63: the first number that TOML's own integers cannot hold.
    if (value != std::floor(value) || std::abs(value) >= 9223372036854775808.0)
      wrong_type(c, key, wanted, node);
  }
  check_range(c, key, option, node);
}

void check_formula(const Case& c, const std::string& key, const toml::node& node) {
  if (node.is_number()) {
    if (!std::isfinite(real_value(node)))
      throw case_error(
          c, key, fmt::format("must be finite (got {}): give a number or a formula", shown(node)));
    return;
  }
  if (!node.is_string()) wrong_type(c, key, "a formula in quotes or a number", node);
  if (text_value(node).find_first_not_of(" \t\r\n") == std::string::npos)
    throw case_error(c, key,
                     "is empty (a formula has a value): write a formula, \"0\" if nothing else");
}

void check_text(const Case& c, const std::string& key, const Option& option,
                const toml::node& node) {
  if (!node.is_string()) wrong_type(c, key, "a text in quotes", node);
  const std::string text = text_value(node);
  if (option.choices.empty()) return;
  if (std::ranges::find(option.choices, text) == option.choices.end())
    throw case_error(c, key,
                     fmt::format("must be one of {} (got {}): {}", fmt::join(option.choices, ", "),
                                 shown(node), choice_advice(text, option.choices)));
}

void check_table(const Case& c, const std::string& path, const toml::table& table);

void check_one(const Case& c, const std::string& key, const Option& option,
               const toml::node& node) {
  switch (option.kind) {
    case Kind::text:
      return check_text(c, key, option, node);
    case Kind::formula:
      return check_formula(c, key, node);
    case Kind::real:
    case Kind::integer:
      return check_number(c, key, option, node);
    case Kind::boolean:
      if (!node.is_boolean()) wrong_type(c, key, "true or false", node);
      return;
    case Kind::table:
      if (!node.is_table()) wrong_type(c, key, "a table", node);
      return check_table(c, key, *node.as_table());
    case Kind::text_or_table:
      return node.is_table() ? check_table(c, key, *node.as_table())
                             : check_text(c, key, option, node);
  }
}

// Checks an element of a list, which may be a whole row of a matrix.
void check_element(const Case& c, const std::string& key, const Option& option,
                   const toml::node& node) {
  const toml::array* row = node.as_array();
  if (option.arity != Arity::one_list_or_rows || !row) return check_one(c, key, option, node);
  for (std::size_t k = 0; k < row->size(); ++k)
    check_one(c, fmt::format("{}[{}]", key, k), option, *row->get(k));
}

void check_option(const Case& c, const std::string& key, const Option& option,
                  const toml::node& node) {
  const toml::array* array = node.as_array();
  if (option.arity == Arity::one && array) wrong_type(c, key, type_name(option), node);
  if (option.arity == Arity::list && !array)
    throw case_error(
        c, key,
        fmt::format("must be {} (got {}): write it in brackets", type_name(option), shown(node)));
  // An array with one element needs no index in messages: "mesh.cells" is clear.
  const bool numbered = array && (array->size() > 1 || option.kind == Kind::table);
  if (array)
    for (std::size_t i = 0; i < array->size(); ++i)
      check_element(c, numbered ? fmt::format("{}[{}]", key, i) : key, option, *array->get(i));
  else
    check_one(c, key, option, node);
}

void require_children(const Case& c, const std::string& path, const toml::table& table) {
  const std::string pattern = pattern_of(path);
  for (const Option& option : options()) {
    const std::string_view name = leaf_of(option.key);
    if (option.default_text == "required" && parent_of(option.key) == pattern &&
        !table.contains(name))
      throw case_error(
          c, below(path, name),
          fmt::format("is missing ({}; it has no default): add \"{} = ...\" to {}", option.help,
                      name, is_section(path) ? fmt::format("[{}]", path) : path));
  }
}

void check_table(const Case& c, const std::string& path, const toml::table& table) {
  for (const auto& [name, child] : table) {
    const std::string key = below(path, name.str());
    if (const Option* option = find_option(key))
      check_option(c, key, *option, child);
    else if (const toml::table* section = child.as_table())
      check_table(c, key, *section);
    else
      wrong_type(c, key, fmt::format("a table, [{}]", key), child);
  }
  require_children(c, path, table);
}

std::size_t axes(const toml::table& root) {
  const toml::array* lower = root["mesh"]["lower"].as_array();
  return lower ? lower->size() : 0;
}

// The text of an option's default, repeated for every axis if it is per_axis.
std::string default_as_text(const Option& option, std::size_t dimension) {
  if (!option.per_axis) return std::string(option.default_text);
  return fmt::format("[{}]", fmt::join(std::vector(dimension, option.default_text), ", "));
}

}  // namespace

void check_keys_known(const Case& c, const toml::table& root) {
  check_names(c, "", root);
}

void fill_defaults(toml::table& root) {
  for (const Option& option : options()) {
    // Entries of arrays and free names have no default.
    if (option.key.find_first_of("[*") != std::string_view::npos) continue;
    toml::table* table = &root;
    if (const auto parent = parent_of(option.key); !parent.empty()) {
      if (is_section(parent) && parent != optional_section) root.insert(parent, toml::table{});
      table = root.at_path(parent).as_table();
    }
    if (!table || option.default_text.empty() || option.default_text == "required") continue;
    const toml::table value = parse_value(default_as_text(option, axes(root)));
    const std::string_view name = leaf_of(option.key);
    value.get("v")->visit([&](const auto& node) { table->insert(name, node); });
  }
}

void check_values(const Case& c, const toml::table& root) {
  check_table(c, "", root);
}

}  // namespace loschmidt::input
