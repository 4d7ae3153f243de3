// Moves files that cannot be read out of the way instead of removing them. They may contain hours
// of work, hidden by a passing fault of the file system or by another version of the program.
#pragma once

#include <filesystem>
#include <vector>

namespace loschmidt::output {

/// Moves the files into the directory, which is made if it is missing. A file whose name exists
/// there gets the first free one of NAME.1, NAME.2, … Serial. Errors: OutputError.
void set_aside(const std::vector<std::filesystem::path>& files,
               const std::filesystem::path& directory);

}  // namespace loschmidt::output
