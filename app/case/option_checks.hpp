// The checks that the option table alone decides: known keys, types, ranges, choices, what is not
// available yet, what is required; and the defaults it fills in.
#pragma once

#include <toml++/toml.h>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// Every key in `root`, at every level, is known. Errors: InputError with the nearest known key.
void check_keys_known(const Case& c, const toml::table& root);

/// Give absent keys their defaults, so that the reader finds every key that has one.
void fill_defaults(toml::table& root);

/// Types, ranges, choices, availability and required keys. Errors: InputError.
void check_values(const Case& c, const toml::table& root);

}  // namespace loschmidt::input
