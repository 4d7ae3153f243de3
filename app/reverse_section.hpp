// The section [reverse] of a case: the sampler, the reversal under test and its score.
#pragma once

#include <toml++/toml.h>

#include "app/case.hpp"

namespace loschmidt {

/// Reads the section from the whole document; c.exact must be filled. Errors: InputError.
ReverseSection read_reverse(const Case& c, const toml::table& root);

}  // namespace loschmidt
