#include "sde/definitions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "parallel/excerpt.hpp"

namespace loschmidt::sde {

namespace {

constexpr std::array<std::string_view, 4> variable_names{"x", "y", "z", "t"};

bool starts_name(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || c == '_';
}
bool continues_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}
bool starts_number(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) || c == '.';
}

// Returns the end of the number that starts at i, exponent included: the e of 1e-3 is no name.
std::size_t end_of_number(std::string_view text, std::size_t i) {
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

// Calls name(text) for every name of the text and rest(text) for the text between names, in order.
template <class Name, class Rest>
void take_apart(std::string_view text, Name&& name, Rest&& rest) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (starts_number(text[i])) {
      end = end_of_number(text, i);
      rest(text.substr(i, end - i));
    } else if (starts_name(text[i])) {
      while (end < text.size() && continues_name(text[end])) ++end;
      name(text.substr(i, end - i));
    } else {
      rest(text.substr(i, 1));
    }
    i = end;
  }
}

bool proper_name(const std::string& name) {
  return !name.empty() && starts_name(name[0]) && std::ranges::all_of(name, continues_name);
}

void refuse_control_characters(std::string_view text) {
  for (const char c : text)
    if (std::iscntrl(static_cast<unsigned char>(c)) && !std::isspace(static_cast<unsigned char>(c)))
      throw std::invalid_argument(
          fmt::format("\"{}\" holds a control character (a formula ends there for its reader): "
                      "remove it",
                      parallel::excerpt(text)));
}

std::invalid_argument too_long(std::size_t length) {
  return std::invalid_argument(
      fmt::format("becomes {} characters long with all definitions put in (at most {} are read): "
                  "shorten it",
                  length, longest_formula));
}

}  // namespace

void check_text(std::string_view text) {
  refuse_control_characters(text);
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char before = i > 0 ? text[i - 1] : ' ';
    const char after = i + 1 < text.size() ? text[i + 1] : ' ';
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == '*' && after == '*')
      throw std::invalid_argument(fmt::format("\"{}\" has ** (a power is written ^ here): write ^",
                                              parallel::excerpt(text)));
    if (c == ',' && depth == 0)
      throw std::invalid_argument(
          fmt::format("\"{}\" has a comma outside a function's brackets (only the last part would "
                      "count): write a decimal point, or one formula per axis",
                      parallel::excerpt(text)));
    if (c == '=' && after == '=') {
      ++i;
    } else if (c == '=' && before != '<' && before != '>' && before != '!') {
      throw std::invalid_argument(
          fmt::format("\"{}\" assigns (a formula has a value and changes nothing): compare with == "
                      "or drop the =",
                      parallel::excerpt(text)));
    }
  }
}

ExpandedDefinitions::ExpandedDefinitions(const Definitions& definitions)
    : definitions_(&definitions) {
  for (const auto& [name, text] : definitions) visit(name, text, 1);
}

// Expands a definition and those it uses. An entry whose depth is still 0 is being expanded further
// up the call stack, so meeting it again is a cycle.
const Expansion& ExpandedDefinitions::visit(const std::string& name, const std::string& text,
                                            int depth) {
  const auto [found, first] = expansions_.try_emplace(name);
  Expansion& result = found->second;
  if (!first && result.depth > 0) return result;
  try {
    if (!first) throw std::invalid_argument("uses itself (a cycle has no value): break the cycle");
    if (!proper_name(name))
      throw std::invalid_argument(
          "is no name that a formula can use (letters, digits and _, no digit first): rename it");
    check_text(text);
    if (depth <= deepest_definition)
      take_apart(
          text,
          [&](std::string_view used) {
            const auto next = definitions_->find(std::string(used));
            if (next != definitions_->end()) visit(next->first, next->second, depth + 1);
          },
          [](auto) {});
    Expansion whole = expansion(text);
    ++whole.depth;
    if (depth > deepest_definition || whole.depth > deepest_definition)
      throw std::invalid_argument(
          fmt::format("needs more than {} other definitions in a row (that is deeper than formulas "
                      "are expanded): put some into one",
                      deepest_definition));
    return result = std::move(whole);
  } catch (const DefinitionError&) {
    throw;
  } catch (const std::invalid_argument& e) {
    throw DefinitionError(name, e.what());
  }
}

Expansion ExpandedDefinitions::expansion(std::string_view text) const {
  Expansion result;
  const auto add_name = [&](std::string_view used) {
    const auto [name, first] = result.names.emplace(used);
    if (const auto found = expansions_.find(*name); found != expansions_.end()) {
      const Expansion& inner = found->second;
      result.length += inner.length + 2;
      result.depth = std::max(result.depth, inner.depth);
      for (std::size_t v = 0; v < variable_names.size(); ++v)
        result.variables[v] = result.variables[v] || inner.variables[v];
      return;
    }
    result.length += used.size();
    for (std::size_t v = 0; v < variable_names.size(); ++v)
      result.variables[v] = result.variables[v] || used == variable_names[v];
  };
  take_apart(text, add_name, [&](std::string_view rest) { result.length += rest.size(); });
  if (result.length > longest_formula) throw too_long(result.length);
  return result;
}

std::string ExpandedDefinitions::expanded(std::string_view text,
                                          const std::set<std::string>& keep) const {
  std::string result;
  expand(text, keep, result);
  return result;
}

void ExpandedDefinitions::expand(std::string_view text, const std::set<std::string>& keep,
                                 std::string& result) const {
  const auto replace = [&](std::string_view used) {
    const std::string name(used);
    const auto found = definitions_->find(name);
    if (found == definitions_->end() || keep.contains(name)) {
      result += name;
      return;
    }
    result += '(';
    expand(found->second, keep, result);
    result += ')';
  };
  take_apart(text, replace, [&](std::string_view rest) { result += rest; });
}

}  // namespace loschmidt::sde
