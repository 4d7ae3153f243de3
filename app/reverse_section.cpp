#include "app/reverse_section.hpp"

#include <fmt/format.h>

#include "app/named_file.hpp"
#include "app/options.hpp"
#include "app/toml_reading.hpp"

namespace loschmidt {

namespace {

Reversal reversal_named(const Case& c, const toml::node& given) {
  const std::string name = text_value(given);
  const auto reversal = named_reversal(name);
  if (!reversal)
    throw case_error(
        c, "reverse.reversal",
        fmt::format("must be a table or one of {} (got {}): {}", fmt::join(reversal_names(), ", "),
                    shown(given), choice_advice(name, reversal_names())));
  return *reversal;
}

void read_reversal(const Case& c, const toml::node& given, ReverseSection& reverse) {
  if (given.is_string()) {
    reverse.reversal_name = text_value(given);
    reverse.reversal = reversal_named(c, given);
    return;
  }
  const auto factor = [&](std::string_view name) {
    return real_value(*given.as_table()->get(name));
  };
  const Reversal r =
      reverse.reversal = {factor("drift"), factor("divergence"), factor("score"), factor("noise")};
  reverse.reversal_name = fmt::format("{{ drift = {}, divergence = {}, score = {}, noise = {} }}",
                                      r.drift, r.divergence, r.score, r.noise);
}

ScoreSection read_score(const Case& c, const std::string& name) {
  const std::string_view key = "reverse.score";
  if (name == "solver") return SolverScore{};
  if (name == "exact") {
    if (c.exact) return ExactScore{};
    throw case_error(c, key,
                     "is \"exact\" but there is no [exact] (its density gives the score): add the "
                     "section, or use \"solver\"");
  }
  if (const auto field = dataset_file(c, key, name)) return ScoreFile{*field};
  throw case_error(c, key,
                   fmt::format("must be \"solver\", \"exact\" or a dataset, \"file.h5:/path\" (got "
                               "\"{}\"): give one of them",
                               excerpt(name)));
}

}  // namespace

ReverseSection read_reverse(const Case& c, const toml::table& root) {
  ReverseSection reverse;
  const auto integer = [&](std::string_view key) { return integer_value(*node_at(root, key)); };
  reverse.particles = static_cast<std::uint64_t>(integer("reverse.particles"));
  reverse.steps = static_cast<int>(integer("reverse.steps"));
  reverse.scheme = named_value(scheme_names, *node_at(root, "reverse.scheme"));
  reverse.time_grid = named_value(time_grid_names, *node_at(root, "reverse.time_grid"));
  const std::string start = formula_value(*node_at(root, "reverse.start"));
  if (start != "density") reverse.start = start;
  reverse.seed = static_cast<std::uint64_t>(integer("reverse.seed"));
  reverse.score = read_score(c, text_value(*node_at(root, "reverse.score")));
  read_reversal(c, *node_at(root, "reverse.reversal"), reverse);
  return reverse;
}

}  // namespace loschmidt
