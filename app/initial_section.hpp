// The section [initial] of a case: which of the initial laws, and the files it names.
#pragma once

#include <toml++/toml.h>

#include "app/case.hpp"

namespace loschmidt {

/// Reads the section; c.mesh must be filled. Errors: InputError.
InitialSection read_initial(const Case& c, const toml::table& given);

}  // namespace loschmidt
