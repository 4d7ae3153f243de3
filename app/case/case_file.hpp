// The reading of a case: first the file, then --set, then defaults. Everything is checked that can
// be checked without a mesh or a formula's value. Not collective: every rank reads the file by
// itself and gets the same.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// Reads the case in a file. `overrides` are the --set texts, "KEY=VALUE", in order. Relative paths
/// in the case and in overrides are relative to the directory of the case file.
/// Errors: InputError, one message with file, line and key.
Case read_case(const std::filesystem::path& file, std::span<const std::string> overrides = {});

/// Reads a case from the text of its file; `file`, the name, need not exist. Errors: as read_case.
Case read_case_text(const std::filesystem::path& file, std::string text,
                    std::span<const std::string> overrides = {});

}  // namespace loschmidt::input
