// Reading HDF5 files that may be damaged. The HDF5 library trusts its own structures in a file: a
// few flipped bits can make it crash, loop or ask for any amount of memory, and no check before it
// can rule that out. Therefore a file is read twice: first by a child process with limits on time
// and memory, which may crash, and only then by this process.
//
// The limits grow with the size of the files. The action must not communicate: it calls neither MPI
// nor parallel HDF5. Serial: each rank may read by itself. Where no child can be started, the files
// are read without a rehearsal.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "parallel/output_error.hpp"

namespace loschmidt::output {

/// Runs `action`, which reads `files` and changes nothing, in a child process. Errors: OutputError
/// when the child dies or exceeds its limits, and with the child's message when the action throws
/// OutputError or runs out of memory. Other exceptions are not passed on: the caller, which runs
/// the action next, meets them again.
void rehearse(const std::vector<std::filesystem::path>& files, const std::function<void()>& action);

/// Rehearses an action that reads one file, runs it in this process and returns its result. An
/// OutputError names the file.
template <class Action>
auto rehearsed(const std::filesystem::path& file, const Action& action) {
  const auto named = [&] { return parallel::naming(file, action); };
  rehearse({file}, [&] { static_cast<void>(named()); });
  return named();
}

}  // namespace loschmidt::output
