#include <fmt/format.h>

#include "app/case/named_file.hpp"
#include "app/case/sections.hpp"

namespace loschmidt::input {

namespace {

using enum Kind;

const std::vector<EntryKey<sde::Reversal>> reversal_entries = {
    {{.key = "reverse.reversal.drift", .kind = real, .default_text = "1", .help = "factor on -f"},
     member<&sde::Reversal::drift>()},
    {{.key = "reverse.reversal.divergence",
      .kind = real,
      .default_text = "1",
      .help = "factor on the divergence of D"},
     member<&sde::Reversal::divergence>()},
    {{.key = "reverse.reversal.score",
      .kind = real,
      .default_text = "1",
      .help = "factor on D times the score"},
     member<&sde::Reversal::score>()},
    {{.key = "reverse.reversal.noise",
      .kind = real,
      .default_text = "1",
      .range = Range::at_least(0),
      .help = "factor on g"},
     member<&sde::Reversal::noise>()},
};

sde::Reversal reversal_named(const Given& given) {
  const std::string name = text_value(given.node);
  const auto reversal = sde::named_reversal(name);
  if (!reversal)
    throw case_error(given.c, given.key,
                     fmt::format("must be a table or one of {} (got {}): {}",
                                 fmt::join(sde::reversal_names(), ", "), shown(given.node),
                                 choice_advice(name, sde::reversal_names())));
  return *reversal;
}

void read_reversal(Case& c, const Given& given) {
  ReverseSection& reverse = c.reverse;
  if (given.node.is_string()) {
    reverse.reversal = reversal_named(given);
    reverse.reversal_name = text_value(given.node);
  } else {
    reverse.reversal = read_entries(reversal_entries, given);
    reverse.reversal_name = entries_text(reversal_entries, reverse.reversal);
  }
}

std::string reversal_text(const Case& c) {
  const std::string& name = c.reverse.reversal_name;
  return sde::named_reversal(name) ? toml_text(name) : name;
}

void read_start(Case& c, const Given& given) {
  const std::string start = formula_value(given.node);
  if (start != "density") c.reverse.start = start;
}

std::string start_text(const Case& c) {
  return toml_text(c.reverse.start.value_or("density"));
}

ScoreSection score_named(const Given& given) {
  const std::string name = text_value(given.node);
  if (name == "solver") return SolverScore{};
  if (name == "exact") return ExactScore{};
  if (const auto field = dataset_file(given.c, given.key, name)) return ScoreFile{*field};
  throw case_error(given.c, given.key,
                   fmt::format("must be \"solver\", \"exact\" or a dataset, \"file.h5:/path\" (got "
                               "\"{}\"): give one of them",
                               parallel::excerpt(name)));
}

void read_score(Case& c, const Given& given) {
  c.reverse.score = score_named(given);
}

std::string score_text(const Case& c) {
  if (const auto* file = std::get_if<ScoreFile>(&c.reverse.score))
    return toml_text(dataset_text(file->field));
  return std::holds_alternative<ExactScore>(c.reverse.score) ? "\"exact\"" : "\"solver\"";
}

std::filesystem::path score_file(const Case& c) {
  const auto* score = std::get_if<ScoreFile>(&c.reverse.score);
  return score ? score->field.file : "";
}

const std::vector<Key> table_of_keys = {
    {{.key = "reverse.particles",
      .kind = integer,
      .default_text = "1000000",
      .unit = "particles",
      .range = Range::between(1, 1e15),
      .help = "size of the ensemble"},
     member<&Case::reverse, &ReverseSection::particles>()},
    {{.key = "reverse.steps",
      .kind = integer,
      .default_text = "200",
      .unit = "steps",
      .range = Range::between(1, 1e9),
      .help = "time steps of the ensemble, shared among the intervals"},
     member<&Case::reverse, &ReverseSection::steps>()},
    {{.key = "reverse.scheme",
      .default_text = "\"auto\"",
      .choices = choices_of(scheme_names),
      .help = "particle integrator"},
     member<&Case::reverse, &ReverseSection::scheme>()},
    {{.key = "reverse.time_grid",
      .default_text = "\"quadratic\"",
      .choices = choices_of(time_grid_names),
      .help = "how the steps are spread"},
     member<&Case::reverse, &ReverseSection::time_grid>()},
    {{.key = "reverse.seed",
      .kind = integer,
      .default_text = "82",
      .range = Range::at_least(0),
      .help = "seed of all random numbers"},
     member<&Case::reverse, &ReverseSection::seed>()},
    {{.key = "reverse.start",
      .kind = formula,
      .default_text = "\"density\"",
      .help = "density: draw from the computed density at end; or a formula, normalised by the "
              "program"},
     {read_start, start_text}},
    {{.key = "reverse.reversal",
      .kind = text_or_table,
      .default_text = "\"anderson\"",
      .help = "a name, or factors on what the right reversal needs"},
     {read_reversal, reversal_text},
     options_of(reversal_entries)},
    {{.key = "reverse.score",
      .default_text = "\"solver\"",
      .help = "solver, exact, or a dataset \"file.h5:/path\""},
     {read_score, score_text},
     {},
     score_file},
};

}  // namespace

std::span<const Key> reverse_keys() {
  return table_of_keys;
}

}  // namespace loschmidt::input
