// What a run file holds, as text for `loschmidt info`: schema, title, status, versions, command
// line, mesh, times, datasets with their shapes, verdict. Serial: call it on one rank.
#pragma once

#include <filesystem>
#include <string>

namespace loschmidt {

/// Errors: OutputError when the file cannot be opened or is no HDF5 file or is damaged;
/// std::invalid_argument when it is an HDF5 file of another schema or version.
std::string describe_run(const std::filesystem::path& file);

}  // namespace loschmidt
