// Reads a case: file, then --set, then defaults; checks everything that can be checked without a
// mesh or a formula's value. Not collective: every rank reads the file by itself and gets the same.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// overrides: the --set texts, "KEY=VALUE", in order. Relative paths in the case, overrides
/// included, are relative to the directory of the case file.
/// Errors: InputError, one message with file, line and key.
Case read_case(const std::filesystem::path& file, std::span<const std::string> overrides = {});

/// The same from the text of the file; `file` need not exist. Errors: likewise.
Case read_case_text(const std::filesystem::path& file, std::string text,
                    std::span<const std::string> overrides = {});

}  // namespace loschmidt::input
