// `loschmidt compare`: do two run files say the same? docs/regression.md.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace loschmidt::comparison {

struct CompareRequest {
  std::filesystem::path reference, computed;
  std::optional<std::filesystem::path> tolerances;  // --tolerances
  std::vector<std::string> only, ignored;           // --only, --ignore: globs over dataset paths
  std::optional<std::filesystem::path> json;        // --json
};

/// Reads, compares and prints on rank 0. Exit code 0 where the files agree, 1 where they differ,
/// the same on all ranks. Collective. Errors: Failure with code 2 for files that cannot be
/// compared, 4 for a damaged one.
int compare_runs(MPI_Comm comm, const CompareRequest& request);

}  // namespace loschmidt::comparison
