#include "output/json.hpp"

#include <fmt/format.h>

#include <cmath>

namespace loschmidt::output {

namespace {

/// Returns the length of the UTF-8 sequence that begins `text`, 0 when there is none.
std::size_t utf8_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80                    ? 1
                             : lead >= 0xC2 && lead <= 0xDF ? 2
                             : lead >= 0xE0 && lead <= 0xEF ? 3
                             : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                            : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0;
  return length;
}

std::string escaped(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(c);
  return code < 0x20 || code == 0x7F ? fmt::format("\\u{:04x}", code) : std::string(1, c);
}

}  // namespace

std::string json_number(double value) {
  return std::isfinite(value) ? fmt::format("{}", value) : "null";
}

std::string json_string(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length > 1)
      result += text.substr(0, length);
    else
      result += length == 1 ? escaped(text[0]) : "?";
    text.remove_prefix(length > 1 ? length : 1);
  }
  return result + '"';
}

std::string json_array(std::span<const double> values) {
  std::string result = "[";
  for (std::size_t i = 0; i < values.size(); ++i)
    result += (i > 0 ? ", " : "") + json_number(values[i]);
  return result + "]";
}

}  // namespace loschmidt::output
