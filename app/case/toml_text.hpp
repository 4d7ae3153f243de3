// The safe parsing of TOML text of unknown origin.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace loschmidt::input {

/// The largest text that is read, in bytes. All work on such a text takes less than about two
/// seconds.
inline constexpr std::size_t largest_text = 1000000;

/// The text of a file. `purpose` says why it is needed. Errors: InputError where it cannot be read
/// or is larger than largest_text.
std::string text_of(const std::filesystem::path& file, std::string_view purpose);

/// Parses any text safely. toml++ and the functions that read its tables recurse by one call for
/// each part of a dotted key, so a key of more than 16 parts is refused before it is parsed. `file`
/// is the name in messages; it is empty for a text from the command line.
/// Errors: toml::parse_error; InputError for such a key.
toml::table parse_toml(std::string_view text, const std::string& file = {});

/// Checks the number of parts of a key. Errors: InputError for a key of more than 16 parts, with a
/// message that begins with `place`.
void check_parts(std::string_view key, std::string_view place);

}  // namespace loschmidt::input
