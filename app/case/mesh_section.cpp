#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "app/case/breaks.hpp"
#include "app/case/named_file.hpp"
#include "app/case/sections.hpp"

namespace loschmidt::input {

namespace {

using enum Kind;
using enum Arity;

std::vector<double> edges_in_file(const Case& c, const std::string& key, const std::string& name) {
  std::ifstream file(existing_file(c, key, name));
  std::vector<double> values;
  double value = 0;
  while (file >> value) values.push_back(value);
  if (values.empty() || !file.eof())
    throw case_error(
        c, key,
        fmt::format("\"{}\" is no list of numbers (the axis is made of them): give a text "
                    "file of edges, ascending, with white space between them",
                    parallel::excerpt(name)));
  return values;
}

// A kind of grading: its name, its default value, and the parameters that it needs, in the order in
// which they are written.
struct GradingKind {
  std::string_view name;
  meshes::Grading begin;
  std::vector<std::string_view> parameters;
};

// All kinds. A grading is written as the first kind of its type, so edges from a file become
// values.
const std::array<GradingKind, 5> grading_kinds{
    {{"uniform", meshes::UniformGrading{}, {}},
     {"sinh", meshes::SinhGrading{}, {"center", "strength"}},
     {"clustered", meshes::ClusteredGrading{}, {"centers", "width", "strength"}},
     {"edges", meshes::ExplicitEdges{}, {"values"}},
     {"file", meshes::ExplicitEdges{}, {"path"}}}};

const GradingKind& kind_named(std::string_view name) {
  return *std::ranges::find(grading_kinds, name, &GradingKind::name);
}

const GradingKind& kind_of(const meshes::Grading& grading) {
  return *std::ranges::find(grading_kinds, grading.index(),
                            [](const GradingKind& kind) { return kind.begin.index(); });
}

std::vector<std::string_view> names_of_kinds() {
  std::vector<std::string_view> names;
  for (const GradingKind& kind : grading_kinds) names.push_back(kind.name);
  return names;
}

// Refuses a parameter of another kind, which would be ignored, and a missing one.
void check_parameters(const Case& c, const std::string& key, std::string_view kind,
                      const toml::table& given) {
  const auto& wanted = kind_named(kind).parameters;
  const std::string advice =
      wanted.empty() ? "it takes none" : fmt::format("it takes {}", fmt::join(wanted, ", "));
  for (const auto name : wanted)
    if (!given.contains(name))
      throw case_error(
          c, key,
          fmt::format("a {} grading needs \"{}\" (it has no default): {}", kind, name, advice));
  for (const auto& [name, node] : given)
    if (name.str() != "kind" && std::ranges::find(wanted, name.str()) == wanted.end())
      throw case_error(
          c, fmt::format("{}.{}", key, name.str()),
          fmt::format("means nothing for a {} grading (it would be ignored): {}", kind, advice));
}

template <class Parameters, class Value>
void read_parameter(meshes::Grading& grading, Value Parameters::*parameter, const Given& given) {
  if (auto* parameters = std::get_if<Parameters>(&grading))
    read_value(given.node, parameters->*parameter);
}

template <class Parameters, class Value>
std::string parameter_text(const meshes::Grading& grading, Value Parameters::*parameter) {
  const auto* parameters = std::get_if<Parameters>(&grading);
  return parameters ? toml_text(parameters->*parameter) : "";
}

// The binding of a parameter of one kind, or of several kinds that have it under the same name.
template <auto... parameters>
Binding<meshes::Grading> parameter() {
  return {
      [](meshes::Grading& grading, const Given& given) {
        (read_parameter(grading, parameters, given), ...);
      },
      [](const meshes::Grading& grading) { return (parameter_text(grading, parameters) + ...); }};
}

void read_kind(meshes::Grading& grading, const Given& given) {
  grading = kind_named(text_value(given.node)).begin;
}

std::string kind_text(const meshes::Grading& grading) {
  return toml_string(kind_of(grading).name);
}

void read_path(meshes::Grading& grading, const Given& given) {
  grading = meshes::ExplicitEdges{edges_in_file(given.c, given.key, text_value(given.node))};
}

std::string no_text(const meshes::Grading&) {
  return "";
}

const std::vector<EntryKey<meshes::Grading>> grading_entries = {
    {{.key = "mesh.grading[].kind",
      .default_text = "required",
      .choices = names_of_kinds(),
      .help = "the map from cell number to place"},
     {read_kind, kind_text}},
    {{.key = "mesh.grading[].center",
      .kind = real,
      .unit = "x",
      .help = "sinh: where cells are finest"},
     parameter<&meshes::SinhGrading::center>()},
    {{.key = "mesh.grading[].strength",
      .kind = real,
      .range = {.min = 0, .max = 100, .min_allowed = false},
      .help = "sinh, clustered: how much finer"},
     parameter<&meshes::SinhGrading::strength, &meshes::ClusteredGrading::strength>()},
    {{.key = "mesh.grading[].centers",
      .kind = real,
      .arity = list,
      .unit = "x",
      .help = "clustered: where cells are fine, 1 to 100 places on the axis"},
     parameter<&meshes::ClusteredGrading::centers>()},
    {{.key = "mesh.grading[].width",
      .kind = real,
      .unit = "x",
      .range = Range::above(0),
      .help = "clustered: width of a fine region"},
     parameter<&meshes::ClusteredGrading::width>()},
    {{.key = "mesh.grading[].values",
      .kind = real,
      .arity = list,
      .unit = "x",
      .help = "edges: all edges, ascending, from lower to upper"},
     parameter<&meshes::ExplicitEdges::values>()},
    {{.key = "mesh.grading[].path",
      .help = "file: text file of edges, one or more numbers per line"},
     {read_path, no_text}},
};

void read_gradings(Case& c, const Given& given) {
  const toml::array& array = *given.node.as_array();
  require_length(c, given.key, array.size());
  for (const toml::node& node : array) {
    const std::string key = fmt::format("{}[{}]", given.key, c.mesh.grading.size());
    check_parameters(c, key, text_value(*node.as_table()->get("kind")), *node.as_table());
    c.mesh.grading.push_back(read_entries(grading_entries, {c, key, node}));
  }
}

// A grading as TOML: the kind, then its parameters in the order of grading_kinds.
std::string grading_text(const meshes::Grading& grading) {
  std::vector<EntryKey<meshes::Grading>> ordered{grading_entries.front()};
  for (const std::string_view name : kind_of(grading).parameters)
    ordered.push_back(*std::ranges::find(
        grading_entries, name,
        [](const EntryKey<meshes::Grading>& entry) { return leaf_of(entry.option.key); }));
  return entries_text(ordered, grading);
}

std::string gradings_text(const Case& c) {
  return toml_list(c.mesh.grading, grading_text);
}

const std::vector<Key> table_of_keys = {
    {{.key = "mesh.lower",
      .kind = real,
      .arity = list,
      .default_text = "required",
      .unit = "x",
      .range = Range::between(-1e100, 1e100),
      .help = "lower end of each axis; one to three axes"},
     member<&Case::mesh, &MeshSection::lower>()},
    {{.key = "mesh.upper",
      .kind = real,
      .arity = list,
      .default_text = "required",
      .unit = "x",
      .range = Range::between(-1e100, 1e100),
      .help = "upper end of each axis"},
     per_axis<&Case::mesh, &MeshSection::upper>()},
    {{.key = "mesh.cells",
      .kind = integer,
      .arity = list,
      .unit = "cells per axis",
      .range = Range::between(4, 1e8),
      .help = "cells of each axis; required unless every axis has explicit edges"},
     member<&Case::mesh, &MeshSection::cells>()},
    {{.key = "mesh.boundary",
      .arity = list,
      .default_text = "\"reflecting\"",
      .per_axis = true,
      .choices = choices_of(boundary_names),
      .help = "what both ends of each axis do"},
     per_axis<&Case::mesh, &MeshSection::boundary>()},
    {{.key = "mesh.grading",
      .kind = table,
      .arity = list,
      .default_text = "{ kind = \"uniform\" }",
      .per_axis = true,
      .help = "how the cells of each axis are spread"},
     {read_gradings, gradings_text},
     options_of(grading_entries)},
    {{.key = "mesh.breaks",
      .kind = real,
      .arity = one_list_or_rows,
      .default_text = "[]",
      .unit = "x",
      .help =
          "places where the drift may jump, or drift or noise may have kinks, one list per axis; "
          "they become edges of cells"},
     {read_breaks, breaks_text}},
};

}  // namespace

std::span<const Key> mesh_keys() {
  return table_of_keys;
}

}  // namespace loschmidt::input
