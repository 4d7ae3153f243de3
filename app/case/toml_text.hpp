// TOML of unknown origin, parsed safely.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace loschmidt::input {

/// The largest text that is read, in bytes: all that is done with it takes less than a second or
/// two.
inline constexpr std::size_t largest_text = 1000000;

/// The text of a file. `purpose` says why it is needed. Errors: InputError where it cannot be read
/// or is larger than largest_text.
std::string text_of(const std::filesystem::path& file, std::string_view purpose);

/// toml::parse for a text of any kind: toml++ and what reads its tables go down by one call for
/// each part of a dotted key, so a key of more than 16 parts is refused before it is parsed. `file`
/// is the name in messages; none for a text that comes from the command line.
/// Errors: toml::parse_error; InputError for such a key.
toml::table parse_toml(std::string_view text, const std::string& file = {});

/// Errors: InputError for a key of more than 16 parts; `place` begins its message.
void check_parts(std::string_view key, std::string_view place);

}  // namespace loschmidt::input
