#include "app/case/refinement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/case/options.hpp"

namespace loschmidt::input {

namespace {

constexpr int first_steps = 16;

void check_limit(const Case& c, std::string_view key, double value, double most, int level) {
  if (value <= most) return;
  throw case_error(c, key,
                   fmt::format("becomes {:.3g} at level {} (the limit is {:.3g}): take fewer "
                               "--levels, or begin with less",
                               value, level, most));
}

MeshSection refined(const Case& c, int level) {
  MeshSection mesh = c.mesh;
  const double factor = std::pow(2.0, level);
  double cells = 1;
  for (const int n : mesh.cells) cells *= n * factor;
  check_limit(c, "mesh.cells", cells, std::numeric_limits<int>::max(), level);
  for (int k = 0; k < level; ++k)
    for (std::size_t a = 0; a < mesh.cells.size(); ++a) {
      mesh.cells[a] *= 2;
      mesh.breaks[a] = meshes::doubled(mesh.breaks[a]);
      if (auto* edges = std::get_if<meshes::ExplicitEdges>(&mesh.grading[a]))
        edges->values = meshes::refine_edges(mesh.grading[a], edges->values);
    }
  return mesh;
}

double most(std::string_view key) {
  return find_option(key)->range.max;
}

int refined_steps(const Case& c, std::string_view key, int steps, int level) {
  check_limit(c, key, steps * std::pow(2.0, level), most(key), level);
  return steps << level;
}

bool of_density(Refinement refinement) {
  return refinement == Refinement::mesh || refinement == Refinement::time;
}

ValidationSection roads_for(ValidationSection section, Refinement refinement) {
  if (of_density(refinement)) {
    std::erase_if(section.roads, [&](validation::Road road) {
      const auto& traits = validation::traits_of(road);
      return traits.particles || traits.exact || refinement != Refinement::mesh;
    });
    if (section.roads.empty()) section.roads = {validation::Road::chain};
  } else {
    section.roads = {validation::Road::ensemble};
  }
  section.joint_times.clear();
  section.sensitivity = 0;  // each level has a given number of particles
  if (refinement == Refinement::steps) section.tolerance = 0;  // the twin shows the order
  return section;
}

}  // namespace

std::string_view name_of(Refinement refinement) {
  return refinement_names[static_cast<std::size_t>(refinement)].first;
}

std::optional<Refinement> named_refinement(std::string_view name) {
  for (const auto& [known, refinement] : refinement_names)
    if (known == name) return refinement;
  return std::nullopt;
}

Case at_level(Case c, Refinement refinement, int level) {
  c.validation = roads_for(std::move(c.validation), refinement);
  if (of_density(refinement)) c.reverse.score = SolverScore{};
  switch (refinement) {
    case Refinement::mesh:
      c.mesh = refined(c, level);
      break;
    case Refinement::time:
      if (c.solver.steps == 0)
        c.solver.steps = std::max(first_steps, static_cast<int>(c.time.snapshots.size()) - 1);
      c.solver.steps = refined_steps(c, "solver.steps", c.solver.steps, level);
      break;
    case Refinement::steps:
      c.reverse.steps = refined_steps(c, "reverse.steps", c.reverse.steps, level);
      break;
    case Refinement::particles:
      check_limit(c, "reverse.particles",
                  static_cast<double>(c.reverse.particles) * std::pow(4.0, level),
                  most("reverse.particles"), level);
      c.reverse.particles <<= 2 * level;
      break;
  }
  return c;
}

}  // namespace loschmidt::input
