// The command `loschmidt compare`, which decides whether two run files agree: docs/regression.md.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace loschmidt::comparison {

struct CompareCommand {
  std::filesystem::path reference, computed;
  std::optional<std::filesystem::path> tolerances{};  // --tolerances
  std::vector<std::string> only{}, ignored{};         // --only, --ignore: globs over dataset paths
  std::optional<std::filesystem::path> json{};        // --json

  /// Compares the files and prints the result on rank 0. Returns the exit code, 0 where the files
  /// agree and 1 where they differ, the same on all ranks. Collective. Errors: Failure with code 2
  /// for files that cannot be compared, 4 for a damaged one.
  int operator()(MPI_Comm comm) const;
};

}  // namespace loschmidt::comparison
