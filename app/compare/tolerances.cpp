#include "app/compare/tolerances.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <system_error>

#include "app/case/toml_reading.hpp"
#include "app/case/toml_text.hpp"
#include "parallel/excerpt.hpp"
#include "parallel/input_error.hpp"

namespace loschmidt::comparison {

namespace {

constexpr std::string_view example = R"(write "/forward/score" = { rtol = 1e-6, atol = 1e-10 })";

toml::table parse_file(const std::filesystem::path& file) {
  const std::string text = input::text_of(file, "it should hold the tolerances");
  try {
    return input::parse_toml(text, file.string());
  } catch (const toml::parse_error& error) {
    throw parallel::InputError(fmt::format(
        "{}:{}: is not valid TOML ({}): {}", parallel::excerpt(file.string(), 100),
        error.source().begin.line, parallel::excerpt(error.description(), 100), example));
  }
}

[[noreturn]] void refuse(const std::filesystem::path& file, const toml::node& node,
                         std::string_view glob, std::string_view what) {
  throw parallel::InputError(fmt::format("{}:{}: {}: {}: {}", parallel::excerpt(file.string(), 100),
                                         node.source().begin.line, parallel::excerpt(glob), what,
                                         example));
}

Tolerance read_tolerance(const std::filesystem::path& file, std::string_view glob,
                         const toml::node& node) {
  const toml::table* table = node.as_table();
  if (!table) refuse(file, node, glob, "is not a table of rtol and atol (a name needs quotes)");
  Tolerance tolerance;
  for (const auto& [name, value] : *table) {
    const std::string_view key = name.str();
    if (key != "rtol" && key != "atol")
      refuse(file, value, glob,
             fmt::format("{} is not known (only rtol and atol are read)", parallel::excerpt(key)));
    const double number = value.is_number() ? input::real_value(value) : -1;
    if (!(number >= 0) || !std::isfinite(number))
      refuse(file, value, glob, fmt::format("{} must be a number from 0 up", key));
    (key == "rtol" ? tolerance.relative : tolerance.absolute) = number;
  }
  return tolerance;
}

}  // namespace

bool matches(std::string_view glob, std::string_view path) {
  if (glob.empty()) return path.empty();
  if (glob[0] != '*')
    return !path.empty() && (glob[0] == '?' || glob[0] == path[0]) &&
           matches(glob.substr(1), path.substr(1));
  const auto rest = glob.substr(std::min(glob.find_first_not_of('*'), glob.size()));
  for (std::size_t skipped = 0; skipped <= path.size(); ++skipped)
    if (matches(rest, path.substr(skipped))) return true;
  return false;
}

Tolerance tolerance_of(const Tolerances& tolerances, std::string_view path) {
  const auto last =
      std::find_if(tolerances.rbegin(), tolerances.rend(),
                   [&](const auto& tolerance) { return matches(tolerance.first, path); });
  return last == tolerances.rend() ? Tolerance{} : last->second;
}

Tolerances read_tolerances(const std::filesystem::path& file) {
  const toml::table table = parse_file(file);
  // A TOML table does not keep the order of its keys, but it knows their lines and columns.
  std::vector<std::pair<toml::source_position, std::string>> globs;
  for (const auto& [glob, node] : table)
    globs.emplace_back(node.source().begin, std::string(glob.str()));
  std::ranges::sort(globs, {},
                    [](const auto& g) { return std::pair(g.first.line, g.first.column); });
  Tolerances tolerances;
  for (const auto& [place, glob] : globs)
    tolerances.emplace_back(glob, read_tolerance(file, glob, *table.get(glob)));
  return tolerances;
}

}  // namespace loschmidt::comparison
