// verdict.json repeats /verdict and /compare of the run file for scripts that do not read HDF5:
// { "schema", "schema_version", "title", "verdict": {…}, "compare": { road: { measure: [per time]
// }}}. Measures per axis are arrays of arrays. Numbers keep all their bits; for
// those that are not finite see output/finite.hpp.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <span>
#include <string>

#include "output/run_record.hpp"

namespace loschmidt::output {

std::string verdict_json(const std::string& title, const VerdictRecord& verdict,
                         std::span<const RoadComparison> comparisons);

/// Collective; rank 0 writes under a temporary name and renames. Errors: OutputError on all ranks.
void write_verdict_json(MPI_Comm comm, const std::filesystem::path& file, const std::string& title,
                        const VerdictRecord& verdict, std::span<const RoadComparison> comparisons);

}  // namespace loschmidt::output
