#include "app/resolved.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "app/named_file.hpp"
#include "app/options.hpp"
#include "app/toml_reading.hpp"

namespace loschmidt {

namespace {

std::string list(const std::vector<std::string>& texts) {
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

// {} prints the shortest text that reads back as the same number.
std::string list(const std::vector<double>& values) {
  return fmt::format("[{}]", fmt::join(values, ", "));
}

template <class Values, class Show>
std::string list(const Values& values, Show show) {
  std::vector<std::string> texts;
  for (const auto& value : values) texts.push_back(show(value));
  return list(texts);
}

std::string grading_text(const Grading& grading) {
  if (const auto* g = std::get_if<SinhGrading>(&grading))
    return fmt::format("{{ kind = \"sinh\", center = {}, strength = {} }}", g->center, g->strength);
  if (const auto* g = std::get_if<ClusteredGrading>(&grading))
    return fmt::format("{{ kind = \"clustered\", centers = {}, width = {}, strength = {} }}",
                       list(g->centers), g->width, g->strength);
  if (const auto* g = std::get_if<ExplicitEdges>(&grading))
    return fmt::format("{{ kind = \"edges\", values = {} }}", list(g->values));
  return "{ kind = \"uniform\" }";
}

std::string boundary_text(Boundary boundary) {
  return toml_string(name(boundary));
}

std::string gaussian_text(const MixtureComponent& g) {
  return fmt::format("{{ weight = {}, mean = {}, std = {} }}", g.weight, list(g.mean), list(g.std));
}

std::string mixture_text(const Case& c) {
  const auto* mixture = std::get_if<std::vector<MixtureComponent>>(&c.initial);
  return mixture ? list(*mixture, gaussian_text) : "";
}

std::string density_text(const Case& c) {
  const auto* density = std::get_if<DensityFormula>(&c.initial);
  return density ? toml_string(density->formula) : "";
}

std::string image_text(const Case& c) {
  const auto* image = std::get_if<ImageFile>(&c.initial);
  return image ? toml_string(image->path.string()) : "";
}

std::string samples_text(const Case& c) {
  const auto* samples = std::get_if<SamplesFile>(&c.initial);
  return samples ? toml_string(dataset_text(samples->points)) : "";
}

std::string earlier_run_text(const Case& c) {
  const auto* run = std::get_if<EarlierRun>(&c.initial);
  return run ? toml_string(run->file.string()) : "";
}

std::string diffusion_text(const Case& c) {
  if (!c.sde.rows.empty()) {
    std::vector<std::string> rows;
    for (const auto& row : c.sde.rows) rows.push_back(list(row, toml_string));
    return list(rows);
  }
  const auto& g = c.sde.diffusion;
  return g.size() == 1 ? toml_string(g[0]) : list(g, toml_string);
}

std::string hints_text(const Case& c) {
  std::vector<std::string> hints;
  for (const auto& [name, value] : c.output.mpi_io_hints) hints.push_back(name + '=' + value);
  return list(hints, toml_string);
}

std::string definitions_text(const Case& c) {
  std::vector<std::string> entries;
  for (const auto& [name, formula] : c.sde.definitions)
    entries.push_back(fmt::format("{} = {}", name, toml_string(formula)));
  return entries.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(entries, ", "));
}

std::string score_text(const Case& c) {
  if (const auto* file = std::get_if<ScoreFile>(&c.reverse.score))
    return toml_string(dataset_text(file->field));
  return std::holds_alternative<ExactScore>(c.reverse.score) ? "\"exact\"" : "\"solver\"";
}

std::string reversal_text(const Case& c) {
  const std::string& name = c.reverse.reversal_name;
  return named_reversal(name) ? toml_string(name) : name;
}

std::string roads_text(const Case& c) {
  std::vector<std::string> roads;
  if (c.validation.forward) roads.push_back("\"forward\"");
  if (c.validation.chain) roads.push_back("\"chain\"");
  if (c.validation.fokker_planck) roads.push_back("\"fokker-planck\"");
  if (c.validation.ensemble) roads.push_back("\"ensemble\"");
  return list(roads);
}

template <class Value, std::size_t N>
std::string name_of(const std::array<std::pair<std::string_view, Value>, N>& names, Value value) {
  return toml_string(
      std::ranges::find(names, value, [](const auto& entry) { return entry.second; })->first);
}

using Show = std::function<std::string(const Case&)>;

// The keys a case can vary; the others have only their fallback. "": the case has no value.
const std::map<std::string_view, Show>& writers() {
  static const std::map<std::string_view, Show> table = {
      {"title", [](const Case& c) { return toml_string(c.title); }},
      {"reference", [](const Case& c) { return toml_string(c.reference); }},
      {"expect", [](const Case& c) { return toml_string(c.expect); }},
      {"mesh.lower", [](const Case& c) { return list(c.mesh.lower); }},
      {"mesh.upper", [](const Case& c) { return list(c.mesh.upper); }},
      {"mesh.cells",
       [](const Case& c) { return fmt::format("[{}]", fmt::join(c.mesh.cells, ", ")); }},
      {"mesh.boundary", [](const Case& c) { return list(c.mesh.boundary, boundary_text); }},
      {"mesh.grading", [](const Case& c) { return list(c.mesh.grading, grading_text); }},
      {"sde.drift", [](const Case& c) { return list(c.sde.drift, toml_string); }},
      {"sde.diffusion", diffusion_text},
      {"sde.definitions", definitions_text},
      {"sde.interpretation",
       [](const Case& c) { return name_of(interpretation_names, c.sde.interpretation); }},
      {"initial.mixture", mixture_text},
      {"initial.density", density_text},
      {"initial.image", image_text},
      {"initial.samples", samples_text},
      {"initial.file", earlier_run_text},
      {"exact.density", [](const Case& c) { return c.exact ? toml_string(c.exact->density) : ""; }},
      {"exact.score",
       [](const Case& c) {
         return c.exact && !c.exact->score.empty() ? list(c.exact->score, toml_string) : "";
       }},
      {"time.start", [](const Case& c) { return fmt::format("{}", c.time.start); }},
      {"time.end", [](const Case& c) { return fmt::format("{}", c.time.end); }},
      {"time.stop",
       [](const Case& c) { return c.time.stop ? fmt::format("{}", *c.time.stop) : ""; }},
      {"time.snapshots", [](const Case& c) { return list(c.time.snapshots); }},
      {"solver.method", [](const Case& c) { return toml_string(c.solver.method); }},
      {"solver.steps", [](const Case& c) { return fmt::format("{}", c.solver.steps); }},
      {"solver.tolerance", [](const Case& c) { return fmt::format("{}", c.solver.tolerance); }},
      {"solver.extrapolation",
       [](const Case& c) { return fmt::format("{}", c.solver.extrapolation); }},
      {"solver.extrapolation_meshes",
       [](const Case& c) { return fmt::format("{}", c.solver.extrapolation_meshes); }},
      {"reverse.particles", [](const Case& c) { return fmt::format("{}", c.reverse.particles); }},
      {"reverse.steps", [](const Case& c) { return fmt::format("{}", c.reverse.steps); }},
      {"reverse.scheme", [](const Case& c) { return name_of(scheme_names, c.reverse.scheme); }},
      {"reverse.time_grid",
       [](const Case& c) { return name_of(time_grid_names, c.reverse.time_grid); }},
      {"reverse.seed", [](const Case& c) { return fmt::format("{}", c.reverse.seed); }},
      {"reverse.start",
       [](const Case& c) { return toml_string(c.reverse.start.value_or("density")); }},
      {"reverse.reversal", reversal_text},
      {"reverse.score", score_text},
      {"validation.significance",
       [](const Case& c) { return fmt::format("{}", c.validation.significance); }},
      {"validation.tolerance",
       [](const Case& c) { return fmt::format("{}", c.validation.tolerance); }},
      {"validation.roads", roads_text},
      {"validation.joint_times", [](const Case& c) { return list(c.validation.joint_times); }},
      {"validation.sensitivity",
       [](const Case& c) { return fmt::format("{}", c.validation.sensitivity); }},
      {"output.directory",
       [](const Case& c) {
         return c.output.directory ? toml_string(c.output.directory->string()) : "";
       }},
      {"output.fields", [](const Case& c) { return list(c.output.fields, toml_string); }},
      {"output.checkpoint", [](const Case& c) { return fmt::format("{}", c.output.checkpoint); }},
      {"output.max_walltime",
       [](const Case& c) { return fmt::format("{}", c.output.max_walltime); }},
      {"output.history_memory",
       [](const Case& c) { return fmt::format("{}", c.output.history_memory); }},
      {"output.memory", [](const Case& c) { return fmt::format("{}", c.output.memory); }},
      {"output.mpi_io_hints", hints_text},
  };
  return table;
}

std::string value_text(const Case& c, const Option& option) {
  const auto writer = writers().find(option.key);
  return writer == writers().end() ? std::string(option.fallback) : writer->second(c);
}

// Entries of arrays, definitions and the factors of a reversal are shown within their parents.
bool has_line(const Option& option) {
  const auto parent = parent_of(option.key);
  return parent.empty() || is_section(parent);
}

}  // namespace

std::string resolved_toml(const Case& c) {
  std::string text;
  std::string_view section;
  for (const Option& option : options()) {
    if (!has_line(option)) continue;
    const auto parent = parent_of(option.key);
    // An empty [exact] would ask for a density.
    if (parent != section && (parent != "exact" || c.exact))
      text += fmt::format("\n[{}]\n", section = parent);
    const std::string_view name = option.key.substr(option.key.rfind('.') + 1);
    const std::string value = value_text(c, option);
    text += value.empty() ? fmt::format("# {}: not given\n", parent == section ? name : option.key)
                          : fmt::format("{} = {}\n", name, value);
  }
  return text;
}

}  // namespace loschmidt
