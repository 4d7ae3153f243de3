// The file verdict.json, which repeats /verdict and /compare of the run file for scripts that do
// not read HDF5: { "schema", "schema_version", "title", "verdict": {…}, "compare": { road: {
// measure: [per time] }}}. Measures per axis are arrays of arrays. Numbers keep all their bits;
// output/finite.hpp replaces those that are not finite.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <span>
#include <string>

#include "output/run_record.hpp"

namespace loschmidt::output {

std::string verdict_json(const std::string& title, const VerdictRecord& verdict,
                         std::span<const RoadComparison> comparisons);

/// Writes the file: rank 0 writes under a temporary name and renames. Collective. Errors:
/// OutputError on all ranks.
void write_verdict_json(MPI_Comm comm, const std::filesystem::path& file, const std::string& title,
                        const VerdictRecord& verdict, std::span<const RoadComparison> comparisons);

}  // namespace loschmidt::output
