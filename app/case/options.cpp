#include "app/case/options.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parallel/excerpt.hpp"

namespace loschmidt::input {

namespace {

// The number of characters inserted, removed, replaced or exchanged with their neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> d((a.size() + 1) * width);
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      std::size_t& least = d[i * width + j];
      least = i == 0 ? j : j == 0 ? i : 1 + std::min(d[(i - 1) * width + j], d[i * width + j - 1]);
      if (i == 0 || j == 0) continue;
      least = std::min(least, d[(i - 1) * width + j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        least = std::min(least, d[(i - 2) * width + j - 2] + 1);
    }
  return d[a.size() * width + b.size()];
}

// The edit distance if it is small enough for a typing error: at most a third of the letters.
std::optional<std::size_t> slip(std::string_view word, std::string_view candidate) {
  if (word.size() > 2 * candidate.size()) return std::nullopt;
  const std::size_t distance = edit_distance(word, candidate);
  const std::size_t most = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
  return distance <= most ? std::optional(distance) : std::nullopt;
}

// The names of the entries of a section or table; `pattern` is "" for the whole case.
std::vector<std::string_view> names_below(std::string_view pattern) {
  std::vector<std::string_view> names;
  for (const Option& option : options()) {
    std::string_view name = option.key;
    if (pattern.empty())
      name = name.substr(0, name.find('.'));
    else if (parent_of(name) == pattern)
      name = leaf_of(name);
    else
      continue;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
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

std::string_view leaf_of(std::string_view key) {
  return key.substr(key.rfind('.') + 1);
}

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

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  std::optional<std::string_view> best;
  std::size_t smallest = std::string::npos;
  for (const std::string_view candidate : candidates)
    if (const auto distance = slip(word, candidate); distance && *distance < smallest) {
      smallest = *distance;
      best = candidate;
    }
  return best;
}

std::string choice_advice(std::string_view word, std::span<const std::string_view> candidates) {
  const auto near = nearest(word, candidates);
  return near ? fmt::format("did you mean \"{}\"?", *near) : "give one of them";
}

std::optional<std::string_view> nearest_key(std::string_view key) {
  const std::string pattern = pattern_of(key);
  if (parent_of(pattern).empty())
    if (const auto section = nearest(pattern, names_below(""))) return section;
  std::optional<std::string_view> best;
  std::size_t smallest = std::string::npos;
  for (const Option& option : options()) {
    const auto distance = slip(leaf_of(pattern), leaf_of(option.key));
    if (!distance || option.key.ends_with('*')) continue;
    const std::size_t total = *distance + (parent_of(option.key) == parent_of(pattern) ? 0 : 1);
    if (total >= smallest) continue;
    smallest = total;
    best = option.key;
  }
  return best;
}

std::string key_advice(std::string_view key) {
  if (const auto near = nearest_key(key)) return fmt::format("did you mean {}?", *near);
  const std::string_view parent = parent_of(key);
  const auto names = names_below(pattern_of(parent));
  const std::string where = parent.empty() ? "a case" : std::string(parent);
  if (names.empty()) return fmt::format("{} takes no further names", parallel::excerpt(where));
  return fmt::format("{} takes {}", parallel::excerpt(where), fmt::join(names, ", "));
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
    text +=
        fmt::format("  {} : {} [{}]\n      {}\n", option.key, type_name(option),
                    option.default_text.empty() ? "none" : option.default_text, details(option));
  }
  return text;
}

}  // namespace loschmidt::input
