// In which keys two cases differ: --restart continues a run of the same case only.
#pragma once

#include <string>

namespace loschmidt::input {

/// The keys whose values differ between two resolved cases, without those that do not matter to
/// what is computed, separated by commas.
std::string changed_keys(const std::string& before, const std::string& now);

}  // namespace loschmidt::input
