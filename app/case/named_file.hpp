// The files that a case names: their paths, relative to the case file, and their checksums.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// The absolute path of a path in the case file, which is relative to the case file's directory.
/// Errors: OutputError where the current directory is gone.
std::filesystem::path resolved_path(const Case& c, const std::string& path);

/// The path of a file named under `key`. Errors: InputError when it cannot be read.
std::filesystem::path existing_file(const Case& c, std::string_view key, const std::string& name);

/// "data.h5:/points" as file and dataset; nothing if `name` has no ":/".
/// Errors: InputError when the file cannot be read.
std::optional<DatasetFile> dataset_file(const Case& c, std::string_view key,
                                        const std::string& name);

/// The text that dataset_file reads, with an absolute path; without ":" where there is no dataset.
std::string dataset_text(const DatasetFile& file);

/// Lines for the resolved case, "# contents of KEY = " and the CRC-32 of the bytes of the file that
/// the key names, because a name does not identify the data. Files of edges have no line; they are
/// resolved to their values. Errors: OutputError when a file cannot be read.
std::string contents_text(const Case& c);

}  // namespace loschmidt::input
