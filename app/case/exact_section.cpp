#include "app/case/sections.hpp"

namespace loschmidt::input {

namespace {

using enum Kind;

void read_density(Case& c, const Given& given) {
  read_value(given.node, c.exact.emplace().density);
}

std::string density_text(const Case& c) {
  return c.exact ? toml_text(c.exact->density) : "";
}

void read_score(Case& c, const Given& given) {
  read_value(given.node, c.exact->score);
  require_length(c, given.key, c.exact->score.size());
}

std::string score_text(const Case& c) {
  return c.exact && !c.exact->score.empty() ? toml_text(c.exact->score) : "";
}

const std::vector<Key> table_of_keys = {
    {{.key = "exact.density",
      .kind = formula,
      .default_text = "required",
      .help = "closed form of the density; the section may be left out"},
     {read_density, density_text}},
    {{.key = "exact.score",
      .kind = formula,
      .arity = Arity::list,
      .unit = "1/x",
      .help = "one formula per axis; derived from density if left out"},
     {read_score, score_text}},
};

}  // namespace

std::span<const Key> exact_keys() {
  return table_of_keys;
}

}  // namespace loschmidt::input
