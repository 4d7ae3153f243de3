#include "app/refinement.hpp"

#include <cmath>

namespace loschmidt {

namespace {

constexpr int first_steps = 16;

MeshSection refined(MeshSection mesh, int level) {
  for (int k = 0; k < level; ++k)
    for (std::size_t a = 0; a < mesh.cells.size(); ++a) {
      mesh.cells[a] *= 2;
      if (auto* edges = std::get_if<ExplicitEdges>(&mesh.grading[a]))
        edges->values = refine_edges(mesh.grading[a], edges->values);
    }
  return mesh;
}

bool of_density(Refinement refinement) {
  return refinement == Refinement::mesh || refinement == Refinement::time;
}

ValidationSection roads_for(ValidationSection validation, Refinement refinement) {
  validation.forward = false;
  validation.chain = false;
  validation.fokker_planck = validation.fokker_planck && refinement == Refinement::mesh;
  validation.ensemble = !of_density(refinement);
  validation.joint_times.clear();
  if (refinement == Refinement::steps) validation.tolerance = 0;  // the twin shows the order
  return validation;
}

}  // namespace

std::string_view name_of(Refinement refinement) {
  return refinement_names[static_cast<std::size_t>(refinement)].first;
}

Case at_level(Case c, Refinement refinement, int level) {
  c.validation = roads_for(std::move(c.validation), refinement);
  if (of_density(refinement)) c.reverse.score = SolverScore{};
  switch (refinement) {
    case Refinement::mesh:
      c.mesh = refined(std::move(c.mesh), level);
      break;
    case Refinement::time:
      if (c.solver.steps == 0) c.solver.steps = first_steps;
      c.solver.steps <<= level;
      break;
    case Refinement::steps:
      c.reverse.steps <<= level;
      break;
    case Refinement::particles:
      c.reverse.particles <<= 2 * level;
      break;
  }
  return c;
}

}  // namespace loschmidt
