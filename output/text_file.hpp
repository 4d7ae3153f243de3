// Writing of small text files that no reader sees half written: the text is written under a
// temporary name, which is then renamed over the old file. Serial: call it on one rank (see
// parallel/collective.hpp).
#pragma once

#include <filesystem>
#include <string_view>

namespace loschmidt::output {

/// Replaces the text of a file. Errors: OutputError when the file cannot be written; an older file
/// is then unchanged.
void replace_file(const std::filesystem::path& file, std::string_view text);

}  // namespace loschmidt::output
