#include "sde/definitions.hpp"

#include <fmt/format.h>

#include <cctype>
#include <stdexcept>

namespace loschmidt {

namespace {

constexpr std::size_t longest_expansion = 100000;

bool starts_name(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || c == '_';
}
bool continues_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}
bool starts_number(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) || c == '.';
}

// The end of the number that starts at i, exponent included: the e of 1e-3 is no name.
std::size_t end_of_number(const std::string& text, std::size_t i) {
  while (i < text.size() && starts_number(text[i])) ++i;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::size_t j = i + 1;
    if (j < text.size() && (text[j] == '+' || text[j] == '-')) ++j;
    if (j < text.size() && std::isdigit(static_cast<unsigned char>(text[j]))) {
      while (j < text.size() && std::isdigit(static_cast<unsigned char>(text[j]))) ++j;
      return j;
    }
  }
  return i;
}

// Calls name(text) for every name of the text and rest(text) for what lies between, in order.
template <class Name, class Rest>
void take_apart(const std::string& text, Name&& name, Rest&& rest) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (starts_number(text[i])) {
      rest(text.substr(i, (end = end_of_number(text, i)) - i));
    } else if (starts_name(text[i])) {
      while (end < text.size() && continues_name(text[end])) ++end;
      name(text.substr(i, end - i));
    } else {
      rest(text.substr(i, 1));
    }
    i = end;
  }
}

// `open`: the names being expanded, to find cycles.
std::string expand(const std::string& text, const Definitions& definitions,
                   const std::set<std::string>& keep, std::set<std::string>& open) {
  std::string result;
  const auto replace = [&](const std::string& name) {
    const auto found = definitions.find(name);
    if (found == definitions.end() || keep.contains(name)) {
      result += name;
      return;
    }
    if (!open.insert(name).second)
      throw std::invalid_argument(
          fmt::format("the definition of \"{}\" uses itself (a cycle)", name));
    result += '(' + expand(found->second, definitions, keep, open) + ')';
    open.erase(name);
    if (result.size() > longest_expansion)
      throw std::invalid_argument("the definitions expand to an enormous formula: shorten them");
  };
  take_apart(text, replace, [&](const std::string& rest) { result += rest; });
  return result;
}

// muParser takes "1,2" for 2 and "x=1" for an assignment; both are slips of the pen here.
void refuse_traps(const std::string& text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char before = i > 0 ? text[i - 1] : ' ';
    const char after = i + 1 < text.size() ? text[i + 1] : ' ';
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == ',' && depth == 0)
      throw std::invalid_argument(
          fmt::format("\"{}\" has a comma outside a function's brackets: write a decimal point, or "
                      "one formula per axis",
                      text));
    if (c == '=' && after == '=') {
      ++i;
    } else if (c == '=' && before != '<' && before != '>' && before != '!') {
      throw std::invalid_argument(
          fmt::format("\"{}\" assigns (=): compare with == or drop it", text));
    }
  }
}

}  // namespace

std::set<std::string> names_in(const std::string& text) {
  std::set<std::string> names;
  take_apart(
      text, [&](const std::string& name) { names.insert(name); }, [](const auto&) {});
  return names;
}

std::string expanded(const std::string& text, const Definitions& definitions,
                     const std::set<std::string>& keep) {
  refuse_traps(text);
  std::set<std::string> open;
  return expand(text, definitions, keep, open);
}

void check_definitions(const Definitions& definitions) {
  for (const auto& [name, text] : definitions) {
    bool proper = !name.empty() && starts_name(name[0]);
    for (const char c : name) proper = proper && continues_name(c);
    if (!proper)
      throw std::invalid_argument(fmt::format(
          "\"{}\" cannot name a definition: use letters, digits and _ and begin with a letter",
          name));
    expanded(text, definitions);
  }
}

}  // namespace loschmidt
