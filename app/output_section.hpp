// The section [output] of a case.
#pragma once

#include <toml++/toml.h>

#include "app/case.hpp"

namespace loschmidt {

/// `root`: the whole document. Errors: InputError.
OutputSection read_output(const Case& c, const toml::table& root);

}  // namespace loschmidt
