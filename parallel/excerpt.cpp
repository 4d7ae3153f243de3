#include "parallel/excerpt.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace loschmidt::parallel {

namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

bool continues(std::string_view text, std::size_t i) {
  return i < text.size() && (byte_at(text, i) & 0xC0) == 0x80;
}

// Returns the number of bytes of the character that begins at i; 0 if none begins there.
std::size_t length_at(std::string_view text, std::size_t i) {
  const unsigned lead = byte_at(text, i);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  for (std::size_t k = 1; k < length; ++k)
    if (!continues(text, i + k)) return 0;
  return length;
}

// Whether the character can be shown on the line like a letter, without moving the text after it.
bool printable(std::string_view character) {
  unsigned code = byte_at(character, 0);
  if (character.size() == 2) code = (code & 0x1F) << 6 | (byte_at(character, 1) & 0x3F);
  if (character.size() == 3)
    code =
        (code & 0x0F) << 12 | (byte_at(character, 1) & 0x3F) << 6 | (byte_at(character, 2) & 0x3F);
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool turns = (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return character.size() == 4 || !(control || turns);
}

std::string escaped(std::string_view bytes) {
  if (bytes == "\n") return "\\n";
  if (bytes == "\t") return "\\t";
  std::string result;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    result += fmt::format("\\x{:02X}", byte_at(bytes, i));
  return result;
}

std::string visible(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = length_at(text, i);
    const std::string_view piece = text.substr(i, length == 0 ? 1 : length);
    result += length > 0 && printable(piece) ? std::string(piece) : escaped(piece);
    i += piece.size();
  }
  return result;
}

}  // namespace

std::string excerpt(std::string_view text, std::size_t most) {
  if (text.size() <= most)
    if (std::string whole = visible(text); whole.size() <= most) return whole;
  constexpr std::string_view gap = " ... ";
  const std::size_t half = (most - gap.size()) / 2;
  // The cut falls between characters: the first part ends, and the last part begins, with a whole
  // one.
  std::size_t head = half;
  const std::string first = visible(text.substr(0, most));
  while (head > 0 && continues(first, head)) --head;
  const std::string last = visible(text.substr(text.size() - std::min(most, text.size())));
  std::size_t tail = last.size() - half;
  while (continues(last, tail)) ++tail;
  return first.substr(0, head) + std::string(gap) + last.substr(tail);
}

}  // namespace loschmidt::parallel
