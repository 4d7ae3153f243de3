// The names that a case defines for its formulas, with their texts. A text may use x, y, z, t and
// other definitions, in any order. Every operation here takes time linear in the length of the
// texts.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "sde/formula_error.hpp"

namespace loschmidt::sde {

using Definitions = std::map<std::string, std::string>;

/// Largest length in characters of a formula with all definitions put in, which muParser accepts.
inline constexpr std::size_t longest_formula = 19999;
/// Largest number of definitions that use one another in a chain.
inline constexpr int deepest_definition = 1000;

/// Properties of a text after all definitions are put in.
struct Expansion {
  std::size_t length = 0;           // in characters
  int depth = 0;                    // number of nested definitions
  std::array<bool, 4> variables{};  // whether it uses x, y, z, t
  std::set<std::string> names;      // names in the text itself: variables, functions, definitions
  bool uses_position() const { return variables[0] || variables[1] || variables[2]; }
};

/// The definitions of a case, checked.
class ExpandedDefinitions {
 public:
  /// Checks all definitions, which must outlive this. Errors: DefinitionError for a name that no
  /// formula can use, for a text that check_text refuses, for a cycle, for a chain that is too deep
  /// and for a text that becomes too long.
  explicit ExpandedDefinitions(const Definitions& definitions);

  /// Returns the expansion of a text that uses the definitions. Errors: std::invalid_argument if it
  /// becomes too long.
  Expansion expansion(std::string_view text) const;
  /// Returns the expansion of a definition, by its name.
  const Expansion& of(const std::string& name) const { return expansions_.at(name); }

  /// Returns the text with every defined name replaced by its formula in brackets, repeatedly,
  /// except the names in `keep`.
  std::string expanded(std::string_view text, const std::set<std::string>& keep = {}) const;

 private:
  const Expansion& visit(const std::string& name, const std::string& text, int depth);
  void expand(std::string_view text, const std::set<std::string>& keep, std::string& result) const;

  const Definitions* definitions_;
  std::map<std::string, Expansion> expansions_;
};

/// Checks that muParser reads a text as the user meant it. Errors: std::invalid_argument for an
/// assignment, a comma outside a function's brackets, a power written ** and a control character.
void check_text(std::string_view text);

}  // namespace loschmidt::sde
