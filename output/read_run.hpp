// What a run file holds, as text for `loschmidt info`: schema, title, status, versions, command
// line, mesh, times, datasets with their shapes, wall times, verdict; of a converge.h5 header and
// table. Serial: call it on one rank.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace loschmidt::output {

/// Errors: std::invalid_argument when the file cannot be read, is no HDF5 file, or is one of
/// another schema or version; OutputError when it is damaged.
std::string describe_run(const std::filesystem::path& file);

/// How a run ended, for one that is to be continued.
struct Ending {
  int verified;  // as in VerdictRecord
  std::string resolved_text;
};

/// None unless the file is that of a complete run. Errors: as above.
std::optional<Ending> read_ending(const std::filesystem::path& file);

}  // namespace loschmidt::output
