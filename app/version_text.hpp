// The versions that `loschmidt --version` prints.
#pragma once

#include <string>

namespace loschmidt::app {

/// The versions of Loschmidt and of its libraries.
std::string version_text();

}  // namespace loschmidt::app
