// Files that a case names: relative to the case file, and there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// A path of the case file, absolute; relative ones start at the directory of the case file.
/// Errors: OutputError where the current directory is gone.
std::filesystem::path resolved_path(const Case& c, const std::string& path);

/// The path of a file named under `key`. Errors: InputError when it cannot be read.
std::filesystem::path existing_file(const Case& c, std::string_view key, const std::string& name);

/// "data.h5:/points" as file and dataset; nothing if `name` has no ":/".
/// Errors: InputError when the file cannot be read.
std::optional<DatasetFile> dataset_file(const Case& c, std::string_view key,
                                        const std::string& name);

/// The same text again, its path absolute.
std::string dataset_text(const DatasetFile& file);

/// A line for every file that the case names, "# contents of KEY = " and the CRC-32 of its bytes,
/// for resolved cases: the name alone does not tell what was computed from it. Not for files of
/// edges, which are resolved to their values. Errors: OutputError when one cannot be read.
std::string contents_text(const Case& c);

}  // namespace loschmidt::input
