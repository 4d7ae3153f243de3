#include "output/number_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace loschmidt::output {

namespace {

// Returns the words of a line: "1, 2" and "1 2" are two words; "1,,2" is three, one of them empty.
std::vector<std::string_view> words_of(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const auto skip_blanks = [&](std::size_t from) {
    return std::min(line.find_first_not_of(" \t\r", from), line.size());
  };
  std::vector<std::string_view> words;
  bool after_comma = false;
  for (std::size_t begin = skip_blanks(0); begin < line.size() || after_comma;) {
    const std::size_t end = std::min(line.find_first_of(" \t\r,;", begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    begin = skip_blanks(end);
    after_comma = begin < line.size() && (line[begin] == ',' || line[begin] == ';');
    if (after_comma) begin = skip_blanks(begin + 1);
  }
  return words;
}

std::optional<double> number(std::string_view word) {
  if (word.starts_with('+')) word.remove_prefix(1);  // from_chars accepts no plus sign
  double value = 0;
  const auto [end, error] = std::from_chars(word.begin(), word.end(), value);
  if (error != std::errc() || end != word.end()) return std::nullopt;
  return value;
}

bool without_numbers(const std::vector<std::string_view>& words) {
  return std::ranges::none_of(words,
                              [](std::string_view word) { return number(word).has_value(); });
}

// Appends the numbers of one line. `place` returns file and line for messages.
template <class Place>
void add_row(std::vector<double>& values, const std::vector<std::string_view>& words, int columns,
             Place&& place) {
  if (static_cast<int>(words.size()) != columns)
    throw std::invalid_argument(
        fmt::format("{}: {} entries (every point has {} coordinates): give one point per line",
                    place(), words.size(), columns));
  for (const std::string_view word : words) {
    const auto value = number(word);
    if (!value || !std::isfinite(*value))
      throw std::invalid_argument(
          fmt::format("{}: \"{}\" is no finite number (every point needs all its coordinates): "
                      "correct or remove the line",
                      place(), word));
    values.push_back(*value);
  }
}

}  // namespace

std::vector<double> read_number_table(const std::filesystem::path& file, int columns) {
  std::ifstream stream(file, std::ios::binary);
  std::error_code ignored;
  if (!stream || !std::filesystem::is_regular_file(file, ignored))
    throw std::invalid_argument(
        fmt::format("{}: cannot be opened (the points are needed): check the path", file.string()));
  std::vector<double> values;
  std::string line;
  bool header_possible = true;
  for (int count = 1; std::getline(stream, line); ++count) {
    std::string_view text = line;
    if (count == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a UTF-8 mark
    const auto words = words_of(text);
    if (words.empty()) continue;
    if (!(header_possible && without_numbers(words)))
      add_row(values, words, columns, [&] { return fmt::format("{}:{}", file.string(), count); });
    header_possible = false;
  }
  if (values.empty())
    throw std::invalid_argument(fmt::format(
        "{}: holds no point (there would be no density): give one point per line", file.string()));
  return values;
}

}  // namespace loschmidt::output
