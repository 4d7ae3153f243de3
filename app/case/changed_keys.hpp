// The keys in which two cases differ. --restart continues a run of the same case only.
#pragma once

#include <string>

namespace loschmidt::input {

/// The keys whose values differ between two resolved cases, separated by commas; without keys that
/// do not affect results.
std::string changed_keys(const std::string& before, const std::string& now);

}  // namespace loschmidt::input
