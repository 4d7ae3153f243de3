// The section [initial] of a case: which of the initial laws, and the files it names.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "app/case.hpp"

namespace loschmidt {

/// The path of a file that the case names under `key`. Errors: InputError when it cannot be read.
std::filesystem::path existing_file(const Case& c, std::string_view key, const std::string& name);

/// Reads the section; c.mesh must be filled. Errors: InputError.
InitialSection read_initial(const Case& c, const toml::table& given);

}  // namespace loschmidt
