#include "app/setup/controls.hpp"

#include <algorithm>

#include "sde/control_table.hpp"
#include "sde/noise_points.hpp"

namespace loschmidt::setup {

namespace {

constexpr double most_bytes = 256e6;     // of the tables of all steps
constexpr int fewest_cells = 6;          // per axis, for the nodes of the coarse equation
constexpr int most_nodes_per_axis = 96;  // of several axes
constexpr int fewest_nodes = 12;         // per axis, so that the coarse equation has six
constexpr double most_paths = 1e6;       // of a step, for several axes

// Groups of cells, twice as large until there are few enough nodes, but so many that the coarse
// equation has enough.
sde::CellIntervals intervals_of(int cells, int most_nodes) {
  sde::CellIntervals intervals;
  while (nodes_of(intervals, cells) > most_nodes) {
    const sde::CellIntervals larger = sde::doubled(intervals);
    if (nodes_of(sde::doubled(larger), cells) < sde::LineNodes::stencil_size) break;
    intervals = larger;
  }
  return intervals;
}

double nodes_of(const meshes::Mesh& mesh, const sde::BackwardResolution& resolution) {
  double nodes = 1;
  for (int a = 0; a < mesh.dimension(); ++a)
    nodes *= sde::nodes_of(resolution.intervals[a], mesh.axis(a).cells());
  return nodes;
}

double bytes_of_tables(const Problem& problem, const Plan& plan, const meshes::Mesh& mesh) {
  double vertices = 1;
  for (int a = 0; a < mesh.dimension(); ++a) vertices *= mesh.axis(a).cells() + 1;
  const int products = sde::hermite_products(normals_of_step(problem, plan));
  return static_cast<double>(plan.reverse_steps.size()) * vertices * sde::most_test_functions *
         products * sizeof(double);
}

// The mesh whose vertices the tables have: that of the cells in one dimension, of pairs of cells in
// more, and of larger groups where the tables would take too much memory.
meshes::Mesh mesh_of_controls(const Problem& problem, const Plan& plan) {
  int group = problem.dimension() == 1 ? 1 : 2;
  for (;; group *= 2) {
    const meshes::Mesh mesh = meshes::coarsened(problem.mesh, {group, group, group});
    if (bytes_of_tables(problem, plan, mesh) <= most_bytes || mesh.cells() == 1) return mesh;
  }
}

}  // namespace

int normals_of_step(const Problem& problem, const Plan& plan) {
  const bool matrix = plan.reverse.layout() == sde::NoiseLayout::matrix;
  return matrix ? noises_in_tables(problem.sde) : problem.dimension();
}

double paths_per_node(const Problem& problem, const Plan& plan, int per_deviation) {
  const int normals = normals_of_step(problem, plan);
  const bool areas = sde::weak_order(plan.reverse.scheme) > 1 &&
                     plan.reverse.layout() != sde::NoiseLayout::additive;
  const int signs = areas ? normals * (normals - 1) / 2 : 0;
  return static_cast<double>(sde::NoisePoints::number({normals, signs}, per_deviation));
}

sde::BackwardResolution backward_resolution(const Problem& problem, const Plan& plan, bool coarse) {
  const meshes::Mesh& mesh = problem.mesh;
  sde::BackwardResolution resolution{{}, 2};
  if (problem.dimension() == 1) {
    resolution.intervals[0] = sde::doubled(sde::fine_intervals(mesh.axis(0).cells()));
  } else {
    const double paths = paths_per_node(problem, plan, resolution.per_deviation);
    for (int most = most_nodes_per_axis; most >= fewest_nodes; most = most * 2 / 3) {
      for (int a = 0; a < problem.dimension(); ++a)
        resolution.intervals[a] = intervals_of(mesh.axis(a).cells(), most);
      if (paths * nodes_of(mesh, resolution) <= most_paths) break;
    }
  }
  if (!coarse) return resolution;
  for (sde::CellIntervals& intervals : resolution.intervals) intervals = sde::doubled(intervals);
  resolution.per_deviation = 1;
  return resolution;
}

double backward_paths(const Problem& problem, const Plan& plan) {
  double paths = 0;
  for (const bool coarse : {false, true}) {
    const sde::BackwardResolution resolution = backward_resolution(problem, plan, coarse);
    paths += nodes_of(problem.mesh, resolution) *
             paths_per_node(problem, plan, resolution.per_deviation);
  }
  return paths;
}

meshes::PointGrid control_vertices(const Problem& problem, const Plan& plan) {
  return meshes::vertices(mesh_of_controls(problem, plan), 1);
}

double bytes_of_controls(const Problem& problem, const Plan& plan) {
  return bytes_of_tables(problem, plan, mesh_of_controls(problem, plan));
}

bool has_controls(const Problem& problem, const Plan& plan) {
  const meshes::Mesh& mesh = problem.mesh;
  if (mesh.absorbing() || mesh.singular() || plan.reverse.noise.none) return false;
  if (normals_of_step(problem, plan) > sde::most_controlled_noises) return false;
  for (int a = 0; a < problem.dimension(); ++a)
    if (mesh.axis(a).cells() < fewest_cells) return false;
  return true;
}

}  // namespace loschmidt::setup
