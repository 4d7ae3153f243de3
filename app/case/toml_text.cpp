#include "app/case/toml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "parallel/excerpt.hpp"
#include "parallel/input_error.hpp"

namespace loschmidt::input {

namespace {

constexpr std::ptrdiff_t most_parts = 16;

[[noreturn]] void refuse_key(std::string_view key, std::string_view place) {
  throw parallel::InputError(
      fmt::format("{}: {}: is a key of more than {} parts (no key of a case is that deep): correct "
                  "it, or put texts and formulas into quotes",
                  place, parallel::excerpt(key), most_parts));
}

// The end of the quoted text that begins at i. Without a closing quote it is the end of the line,
// or the end of the document after three quotes.
std::size_t end_of_quotes(std::string_view text, std::size_t i) {
  const char quote = text[i];
  const std::string triple(3, quote);
  const bool lines = text.substr(i).starts_with(triple);
  const std::string_view end =
      lines ? std::string_view(triple) : std::string_view(triple).substr(2);
  std::size_t j = i + end.size();
  for (; j < text.size() && (lines || text[j] != '\n'); ++j) {
    if (text.substr(j).starts_with(end)) return j + end.size();
    if (quote == '"' && text[j] == '\\') ++j;
  }
  return std::min(j, text.size());
}

std::string place_of(std::string_view text, std::size_t i, const std::string& file) {
  if (file.empty()) return "command line";
  return fmt::format("{}:{}", parallel::excerpt(file, 100),
                     1 + std::ranges::count(text.substr(0, i), '\n'));
}

// Refuses keys of too many parts, by counting dots between characters that end a key.
void check_depth(std::string_view text, const std::string& file) {
  std::ptrdiff_t parts = 1;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = end_of_quotes(text, i);
      continue;
    }
    if (c == '#') i = std::min(text.find('\n', i), text.size() - 1);
    if (c == '.' && ++parts > most_parts)
      refuse_key(text.substr(begin, text.find_first_of("=\n", i) - begin), place_of(text, i, file));
    ++i;
    if (std::string_view(",=[]{}#\n").find(c) == std::string_view::npos) continue;
    parts = 1;
    begin = i;
  }
}

}  // namespace

std::string text_of(const std::filesystem::path& file, std::string_view purpose) {
  std::error_code ignored;
  std::ifstream stream;  // opening a pipe would wait for its other end
  if (std::filesystem::is_regular_file(file, ignored)) stream.open(file, std::ios::binary);
  if (!stream.is_open())
    throw parallel::InputError(
        fmt::format("{}: cannot be read ({}): check the name and the permissions",
                    parallel::excerpt(file.string(), 100), purpose));
  std::string text(largest_text + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > largest_text)
    throw parallel::InputError(fmt::format(
        "{}: is larger than {} bytes (a text to be read by people and checked in seconds): give a "
        "shorter one, with data such as edges and points in files of their own",
        parallel::excerpt(file.string(), 100), largest_text));
  return text;
}

toml::table parse_toml(std::string_view text, const std::string& file) {
  check_depth(text, file);
  return toml::parse(text, file);
}

void check_parts(std::string_view key, std::string_view place) {
  if (std::ranges::count(key, '.') >= most_parts) refuse_key(key, place);
}

}  // namespace loschmidt::input
