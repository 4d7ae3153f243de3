// The memory that the system still gives: Linux's /proc and control groups, versions 1 and 2.
// Nothing here is collective.
#pragma once

#include <filesystem>

namespace loschmidt::setup {

/// Bytes; infinite where nothing bounds them or the system does not say.
struct AvailableMemory {
  double process;  // to this process alone: `ulimit -v`, `ulimit -d`
  double node;     // to all processes of the node together: RAM and swap that are free or that the
                   // system can free, and what the limits of the control group leave
};

/// root: where /proc and /sys are, for tests.
AvailableMemory available_memory(const std::filesystem::path& root = "/");

}  // namespace loschmidt::setup
