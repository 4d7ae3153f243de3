// [mesh] of a case file, once the option table's own checks have passed.
#pragma once

#include <toml++/toml.h>

#include "app/case.hpp"

namespace loschmidt {

/// `given`: the checked table [mesh] of the case `c`.
/// Errors: InputError for lengths that disagree and for axes that cannot be built.
MeshSection read_mesh(const Case& c, const toml::table& given);

/// An array must have one entry per axis. Errors: InputError.
void require_length(const Case& c, std::string_view key, std::size_t length, std::size_t dimension);

/// A path of the case file, absolute; relative ones start at the directory of the case file.
std::filesystem::path resolved_path(const Case& c, const std::string& path);

}  // namespace loschmidt
