#include <fmt/format.h>

#include <algorithm>

#include "app/case/sections.hpp"
#include "sde/particle_coefficients.hpp"

namespace loschmidt::input {

namespace {

using enum Kind;
using enum Arity;

std::vector<std::vector<std::string>> read_rows(const Given& g, const toml::array& given) {
  std::vector<std::vector<std::string>> rows;
  for (const toml::node& row : given) {
    const std::string key = fmt::format("{}[{}]", g.key, rows.size());
    if (row.as_array()->size() > sde::most_noises)
      throw case_error(g.c, key,
                       fmt::format("has {} entries, one for each Wiener process (particles take at "
                                   "most {}): give a g with fewer columns and the same g gᵀ",
                                   row.as_array()->size(), sde::most_noises));
    rows.push_back(values_of(row, formula_value));
    if (rows.back().empty() || rows.back().size() != rows.front().size())
      throw case_error(
          g.c, key,
          fmt::format("has {} entries where the first row has {} (g is a matrix with one row per "
                      "axis and one column per Wiener process): give rows of the same length",
                      rows.back().size(), rows.front().size()));
  }
  return rows;
}

// Whether the array holds rows of a matrix. Refuses an array of both rows and formulas.
bool has_rows(const Given& g, const toml::array& given) {
  const auto rows = std::ranges::count_if(given, [](const auto& row) { return row.is_array(); });
  if (rows > 0 && static_cast<std::size_t>(rows) < given.size())
    throw case_error(g.c, g.key,
                     "mixes rows and single formulas (g is either diagonal or a matrix): give one "
                     "formula per axis, or one row in brackets per axis");
  return rows > 0;
}

void read_diffusion(Case& c, const Given& given) {
  const toml::array* array = given.node.as_array();
  if (array) require_length(c, given.key, array->size());
  if (array && has_rows(given, *array))
    c.sde.rows = read_rows(given, *array);
  else
    c.sde.diffusion = values_of(given.node, formula_value);
}

std::string diffusion_text(const Case& c) {
  const auto& g = c.sde.diffusion;
  if (g.empty())
    return toml_list(c.sde.rows,
                     [](const std::vector<std::string>& row) { return toml_text(row); });
  return g.size() == 1 ? toml_text(g[0]) : toml_text(g);
}

const std::vector<Key> table_of_keys = {
    {{.key = "sde.drift",
      .kind = formula,
      .arity = list,
      .default_text = "required",
      .unit = "x/t",
      .help = "f, one formula per axis"},
     per_axis<&Case::sde, &SdeSection::drift>()},
    {{.key = "sde.diffusion",
      .kind = formula,
      .arity = one_list_or_rows,
      .default_text = "required",
      .unit = "x/sqrt(t)",
      .help =
          "g: one formula (times the identity), one per axis (diagonal), or the rows of a matrix "
          "with one column per Wiener process"},
     {read_diffusion, diffusion_text}},
    {{.key = "sde.definitions",
      .kind = table,
      .default_text = "{}",
      .help = "names for use in formulas"},
     member<&Case::sde, &SdeSection::definitions>(),
     {{.key = "sde.definitions.*",
       .kind = formula,
       .help = "a formula in x, y, z, t and other definitions"}}},
    {{.key = "sde.interpretation",
      .default_text = "\"ito\"",
      .choices = choices_of(interpretation_names),
      .help = "calculus in which the process is meant"},
     member<&Case::sde, &SdeSection::interpretation>()},
};

}  // namespace

std::span<const Key> sde_keys() {
  return table_of_keys;
}

}  // namespace loschmidt::input
