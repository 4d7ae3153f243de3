// The resolved case, with all defaults as text; --dry-run prints it and the run file keeps it.
#pragma once

#include <string>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// Every key of the option table with its value, defaults included, as TOML that read_case turns
/// into the same case again, in whatever directory it lies (paths are absolute). Keys that have no
/// value are comments.
std::string resolved_toml(const Case& c);

}  // namespace loschmidt::input
