#include "app/case/breaks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loschmidt::input {

void read_breaks(Case& c, const Given& given) {
  const std::size_t d = c.mesh.lower.size();
  c.mesh.breaks.assign(d, {});
  const toml::array* array = given.node.as_array();
  if (array && array->empty()) return;
  if (!array || !array->get(0)->is_array()) {
    if (d != 1)
      throw case_error(c, given.key,
                       fmt::format("is one list for {} axes (each axis has its own breaks): give "
                                   "one list in brackets per axis, such as [[0.0], []]",
                                   d));
    read_value(given.node, c.mesh.breaks[0].places);
    return;
  }
  require_length(c, given.key, array->size());
  for (std::size_t a = 0; a < d; ++a) read_value(*array->get(a), c.mesh.breaks[a].places);
}

std::string breaks_text(const Case& c) {
  const auto none = [](const meshes::Breaks& breaks) { return breaks.places.empty(); };
  if (std::ranges::all_of(c.mesh.breaks, none)) return "[]";
  if (c.mesh.breaks.size() == 1) return toml_text(c.mesh.breaks[0].places);
  return toml_list(c.mesh.breaks,
                   [](const meshes::Breaks& breaks) { return toml_text(breaks.places); });
}

namespace {

std::string key_of_breaks(const Case& c, std::size_t a) {
  return c.dimension() == 1 ? "mesh.breaks" : fmt::format("mesh.breaks[{}]", a);
}

void require_break_on_axis(const Case& c, std::size_t a, std::size_t k) {
  const MeshSection& mesh = c.mesh;
  const auto& places = mesh.breaks[a].places;
  if (!(places[k] > mesh.lower[a] && places[k] < mesh.upper[a]))
    throw case_error(c, key_of_breaks(c, a),
                     fmt::format("{} does not lie inside the axis, ({}, {}) (it could be no edge "
                                 "between two cells): give places inside",
                                 places[k], mesh.lower[a], mesh.upper[a]));
  if (k > 0 && !(places[k] > places[k - 1]))
    throw case_error(c, key_of_breaks(c, a),
                     fmt::format("{} follows {} (breaks ascend): sort them and name each once",
                                 places[k], places[k - 1]));
}

// Returns the position of a break among the edges, and refuses one that is no explicit edge.
double position_of_break(const Case& c, std::size_t a, double x) {
  const MeshSection& mesh = c.mesh;
  const auto& grading = mesh.grading[a];
  const double position =
      meshes::position_of(grading, mesh.lower[a], mesh.upper[a], mesh.cells[a], x);
  if (std::holds_alternative<meshes::ExplicitEdges>(grading) && std::fmod(position, 2) != 0)
    throw case_error(c, key_of_breaks(c, a),
                     fmt::format("{} is not at an even number among the explicit edges (it has to "
                                 "be an edge of half the cells too): put it there, with an even "
                                 "number of cells below it",
                                 x));
  return position;
}

// Sets the numbers of the edges on breaks: the even number nearest to the position of each.
void number_breaks_of(Case& c, std::size_t a) {
  constexpr double rounding = 1e-6;
  meshes::Breaks& breaks = c.mesh.breaks[a];
  double before = 0;
  const auto require_two_cells = [&](double position) {
    if (position - before < 2 - rounding)
      throw case_error(c, key_of_breaks(c, a),
                       fmt::format("leaves {:.2g} cells between two breaks, or a break and an end "
                                   "(the mesh of half the cells needs one there): give more cells "
                                   "there, or fewer breaks",
                                   position - before));
    before = position;
  };
  for (std::size_t k = 0; k < breaks.places.size(); ++k) {
    require_break_on_axis(c, a, k);
    const double position = position_of_break(c, a, breaks.places[k]);
    require_two_cells(position);
    breaks.edges.push_back(2 * static_cast<int>(std::floor(0.5 * position + 0.5 + rounding)));
  }
  require_two_cells(c.mesh.cells[a]);
}

}  // namespace

void number_breaks(Case& c) {
  for (std::size_t a = 0; a < c.mesh.breaks.size(); ++a)
    if (!c.mesh.breaks[a].places.empty()) number_breaks_of(c, a);
}

}  // namespace loschmidt::input
