#include "app/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace loschmidt {

namespace {

std::string_view leaf_of(std::string_view key) {
  return key.substr(key.rfind('.') + 1);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::string bounds_text(const Range& range) {
  const bool low = range.min > Range{}.min;
  const bool high = range.max < Range{}.max;
  std::string text;
  if (low) text += fmt::format("{} {}", range.min_allowed ? ">=" : ">", range.min);
  if (low && high) text += " and ";
  if (high) text += fmt::format("{} {}", range.max_allowed ? "<=" : "<", range.max);
  return text;
}

std::string details(const Option& option) {
  std::vector<std::string> parts{std::string(option.help)};
  if (!option.choices.empty()) parts.push_back(fmt::format("{}", fmt::join(option.choices, " | ")));
  if (const auto bounds = bounds_text(option.range); !bounds.empty()) parts.push_back(bounds);
  if (option.unit != "1") parts.push_back(fmt::format("in {}", option.unit));
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace

std::string_view parent_of(std::string_view key) {
  const auto dot = key.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : key.substr(0, dot);
}

std::string pattern_of(std::string_view key) {
  constexpr std::string_view definitions = "sde.definitions.";
  if (key.starts_with(definitions)) return std::string(definitions) + "*";
  std::string pattern;
  bool inside_brackets = false;
  for (const char c : key) {
    if (c == ']') inside_brackets = false;
    if (!inside_brackets) pattern += c;
    if (c == '[') inside_brackets = true;
  }
  return pattern;
}

const Option* find_option(std::string_view key) {
  const auto found = std::ranges::find(options(), pattern_of(key), &Option::key);
  return found == options().end() ? nullptr : &*found;
}

bool is_section(std::string_view key) {
  return !key.empty() && key.find('[') == std::string_view::npos && !find_option(key) &&
         std::ranges::any_of(options(), [&](const Option& o) { return parent_of(o.key) == key; });
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  return *std::ranges::min_element(
      candidates, {}, [&](std::string_view candidate) { return edit_distance(word, candidate); });
}

std::string nearest_key(std::string_view key) {
  const std::string pattern = pattern_of(key);
  std::string_view best;
  std::size_t smallest = std::string::npos;
  const auto consider = [&](std::string_view candidate, std::size_t distance) {
    if (distance < smallest) {
      smallest = distance;
      best = candidate;
    }
  };
  for (const Option& option : options()) {
    if (option.key.ends_with('*')) continue;
    const std::string_view section = option.key.substr(0, option.key.find('.'));
    if (section != option.key) consider(section, edit_distance(pattern, section));
    consider(option.key, edit_distance(pattern, option.key));
    consider(option.key, edit_distance(leaf_of(pattern), leaf_of(option.key)) + 1);
  }
  return std::string(best);
}

std::string type_name(const Option& option) {
  static constexpr std::string_view one_names[] = {"a text",           "a formula",     "a number",
                                                   "an integer",       "true or false", "a table",
                                                   "a name or a table"};
  static constexpr std::string_view list_names[] = {
      "texts", "formulas", "numbers", "integers", "booleans", "tables", "names or tables"};
  const auto kind = static_cast<std::size_t>(option.kind);
  if (option.arity == Arity::one) return std::string(one_names[kind]);
  if (option.arity == Arity::list) return fmt::format("an array of {}", list_names[kind]);
  const auto text = fmt::format("{} or an array of {}", one_names[kind], list_names[kind]);
  return option.arity == Arity::one_or_list ? text : text + " or of rows of them";
}

std::string key_table() {
  std::string text =
      "Keys of a case file (--set KEY=VALUE overrides one): type, [default], meaning\n";
  std::string_view section;
  for (const Option& option : options()) {
    const std::string_view current = option.key.substr(0, option.key.find('.'));
    if (current != option.key && current != section)
      text += fmt::format("\n[{}]\n", section = current);
    text += fmt::format("  {} : {} [{}]\n      {}\n", option.key, type_name(option),
                        option.fallback.empty() ? "none" : option.fallback, details(option));
  }
  return text;
}

}  // namespace loschmidt
