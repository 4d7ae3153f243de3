// The content of a run file as text for `loschmidt info`: schema, title, status, versions, command
// line, mesh, times, datasets with their shapes, wall times, verdict. For a converge.h5 it is the
// header and the table. Serial: call it on one rank.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace loschmidt::output {

/// Returns the content of a run file or a converge.h5 as text. Errors: std::invalid_argument when
/// the file cannot be read, is no HDF5 file, or is one of another schema or version; OutputError
/// when it is damaged.
std::string describe_run(const std::filesystem::path& file);

/// The outcome of a run that is to be continued.
struct Ending {
  int verified;  // as in VerdictRecord
  std::string resolved_text;
};

/// Returns nothing unless the file is that of a complete run. Errors: as describe_run, but a
/// missing file is none.
std::optional<Ending> read_ending(const std::filesystem::path& file);

}  // namespace loschmidt::output
