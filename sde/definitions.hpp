// The names that a case defines for its formulas, as text: they may use x, y, z, t and one another
// in any order.
#pragma once

#include <map>
#include <set>
#include <string>

namespace loschmidt {

using Definitions = std::map<std::string, std::string>;

/// The names in a text: variables, constants, functions, definitions.
std::set<std::string> names_in(const std::string& text);

/// The text with every defined name replaced by its formula in brackets, down to names that are not
/// defined, except those to `keep`. Errors: std::invalid_argument for an assignment, a comma
/// outside a function's brackets, a cycle.
std::string expanded(const std::string& text, const Definitions& definitions,
                     const std::set<std::string>& keep = {});

/// Errors: std::invalid_argument where a name is none, or where a definition cannot be expanded.
void check_definitions(const Definitions& definitions);

}  // namespace loschmidt
