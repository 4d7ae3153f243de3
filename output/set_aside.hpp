// Files that cannot be read are moved out of the way, never removed: what a passing fault of the
// file system or another version of the program hides may be worth hours.
#pragma once

#include <filesystem>
#include <vector>

namespace loschmidt::output {

/// Moves the files into the directory, which is made where it is missing; a file whose name is
/// taken there gets the first free one of NAME.1, NAME.2, … Serial. Errors: OutputError.
void set_aside(const std::vector<std::filesystem::path>& files,
               const std::filesystem::path& directory);

}  // namespace loschmidt::output
