// Small text files that are never seen half written: the text goes to a temporary name, which is
// then renamed over the old file. Serial: call it on one rank (see parallel/collective.hpp).
#pragma once

#include <filesystem>
#include <string_view>

namespace loschmidt::output {

/// Errors: OutputError when the file cannot be written; an older file then stays as it was.
void replace_file(const std::filesystem::path& file, std::string_view text);

}  // namespace loschmidt::output
