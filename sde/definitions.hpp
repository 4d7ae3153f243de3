// The names that a case defines for its formulas, as text: they may use x, y, z, t and one another
// in any order. Every cost here is linear in the length of the texts.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "sde/formula_error.hpp"

namespace loschmidt::sde {

using Definitions = std::map<std::string, std::string>;

/// In characters, of a formula with all definitions put in: what muParser takes.
inline constexpr std::size_t longest_formula = 19999;
/// Definitions that need one another in a row.
inline constexpr int deepest_definition = 1000;

/// What becomes of a text when all definitions are put in.
struct Expansion {
  std::size_t length = 0;           // in characters
  int depth = 0;                    // of definitions in definitions
  std::array<bool, 4> variables{};  // does it use x, y, z, t?
  std::set<std::string> names;  // the names in the text itself: variables, functions, definitions
  bool uses_position() const { return variables[0] || variables[1] || variables[2]; }
};

/// The definitions of a case, checked.
class ExpandedDefinitions {
 public:
  /// `definitions` must outlive this. Errors: DefinitionError where a name is none, where a text
  /// holds a trap (check_text), and for a cycle, a chain that is too deep or a text that becomes
  /// too long.
  explicit ExpandedDefinitions(const Definitions& definitions);

  /// Of a text that uses them. Errors: std::invalid_argument where it becomes too long.
  Expansion expansion(std::string_view text) const;
  /// Of a definition, by its name.
  const Expansion& of(const std::string& name) const { return expansions_.at(name); }

  /// The text with every defined name replaced by its formula in brackets, down to names that are
  /// not defined, except those to `keep`.
  std::string expanded(std::string_view text, const std::set<std::string>& keep = {}) const;

 private:
  const Expansion& visit(const std::string& name, const std::string& text, int depth);
  void expand(std::string_view text, const std::set<std::string>& keep, std::string& result) const;

  const Definitions* definitions_;
  std::map<std::string, Expansion> expansions_;
};

/// Errors: std::invalid_argument for what muParser takes for something else than the user: an
/// assignment, a comma outside a function's brackets, a power written **, a control character.
void check_text(std::string_view text);

}  // namespace loschmidt::sde
