// The option table: names, types, ranges and defaults of all keys of a case file. The checks of the
// reader and the key list of `loschmidt run --help-keys` derive from it; app/case/key.hpp binds
// each row to its member of a case. Array entries are written "mesh.grading[].kind", free names
// "sde.definitions.*".
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace loschmidt::input {

enum class Kind { text, formula, real, integer, boolean, table, text_or_table };
enum class Arity { one, list, one_or_list, one_list_or_rows };

/// The allowed values of a number.
struct Range {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  bool min_allowed = true;
  bool max_allowed = true;

  static constexpr Range at_least(double min) { return {.min = min}; }
  static constexpr Range above(double min) { return {.min = min, .min_allowed = false}; }
  static constexpr Range between(double min, double max) { return {.min = min, .max = max}; }
  static constexpr Range inside(double min, double max) {
    return {.min = min, .max = max, .min_allowed = false, .max_allowed = false};
  }
};

/// A row of the option table.
struct Option {
  std::string_view key;
  Kind kind = Kind::text;
  Arity arity = Arity::one;
  std::string_view default_text{};  // TOML text; "required"; or empty: optional, no fixed default
  bool per_axis = false;            // the default_text is repeated on every axis
  std::string_view unit = "1";
  Range range{};
  std::vector<std::string_view> choices{};  // allowed values of a text; empty: any
  std::string_view help{};
  bool affects_results = true;  // false: a run with another value can be continued
};

/// All rows: keys and entries of tables, section by section, in the order in which they are shown.
std::span<const Option> options();

/// The only section that is not filled in where a case lacks it: then there is no closed form.
inline constexpr std::string_view optional_section = "exact";

/// The row of a key, or null if there is none. Keys such as "initial.mixture[2].mean" and
/// "sde.definitions.beta" find the rows of their patterns.
const Option* find_option(std::string_view key);

/// Whether `key` is a table that only holds other keys, such as "mesh".
bool is_section(std::string_view key);

/// The parent of a key: "mesh" for "mesh.cells", "initial.mixture[]" for "initial.mixture[].mean".
std::string_view parent_of(std::string_view key);

/// The last part of a key: "cells" for "mesh.cells".
std::string_view leaf_of(std::string_view key);

/// The pattern of a key: "initial.mixture[].mean" for "initial.mixture[2].mean",
/// "sde.definitions.*" for "sde.definitions.beta".
std::string pattern_of(std::string_view key);

/// The candidate that was probably meant, the first of equals: the one with the smallest edit
/// distance, if that is at most a third of the letters.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

/// The advice for a word that must be one of the candidates, which the message has listed.
std::string choice_advice(std::string_view word, std::span<const std::string_view> candidates);

/// The known key or section that was probably meant; a correct name in the wrong section is near.
std::optional<std::string_view> nearest_key(std::string_view key);

/// The advice for an unknown key: the nearest known key, or the keys of its section.
std::string key_advice(std::string_view key);

/// The type in words, "integers (array)".
std::string type_name(const Option& option);

/// The table as text for a terminal.
std::string key_table();

}  // namespace loschmidt::input
