// The memory that the system still has available, from Linux's /proc and control groups, versions 1
// and 2. Nothing here is collective.
#pragma once

#include <filesystem>

namespace loschmidt::setup {

/// Available bytes; infinite where there is no limit or the system does not report one.
struct AvailableMemory {
  double process;  // for this process alone, by `ulimit -v` and `ulimit -d`
  double node;     // for all processes of the node together: RAM and swap that are free or that the
                   // system can free, within the limits of the control group
};

/// The memory available now. `root` is the directory that holds /proc and /sys; tests pass another.
AvailableMemory available_memory(const std::filesystem::path& root = "/");

}  // namespace loschmidt::setup
