// The checks that need the option table alone (known keys, types, ranges, choices, availability,
// required keys), and the filling in of defaults.
#pragma once

#include <toml++/toml.h>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// Checks that every key in `root`, at every level, is known. Errors: InputError with the nearest
/// known key.
void check_keys_known(const Case& c, const toml::table& root);

/// Gives absent keys their defaults, so that the reader finds every key that has one.
void fill_defaults(toml::table& root);

/// Checks types, ranges, choices, availability and required keys. Errors: InputError.
void check_values(const Case& c, const toml::table& root);

}  // namespace loschmidt::input
