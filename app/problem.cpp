#include "app/problem.hpp"

#include <algorithm>

#include "app/located.hpp"
#include "meshes/points.hpp"

namespace loschmidt {

namespace {

Mesh build_mesh(const Case& c, int refinements) {
  std::vector<Axis> axes;
  for (int a = 0; a < c.dimension(); ++a)
    located(c, fmt::format("mesh.grading[{}]", a), [&] {
      auto edges = make_edges(c.mesh.grading[a], c.mesh.lower[a], c.mesh.upper[a], c.mesh.cells[a]);
      for (int k = 0; k < refinements; ++k) edges = refine_edges(c.mesh.grading[a], edges);
      axes.emplace_back(std::move(edges), c.mesh.boundary[a]);
    });
  return Mesh(std::move(axes));
}

std::vector<Mesh> build_refinements(const Case& c) {
  std::vector<Mesh> meshes;
  if (c.solver.extrapolation)
    for (int k = 1; k < c.solver.extrapolation_meshes; ++k) meshes.push_back(build_mesh(c, k));
  return meshes;
}

std::vector<Formula> formulas(const Case& c, const std::string& key,
                              const std::vector<std::string>& texts) {
  std::vector<Formula> result;
  for (std::size_t i = 0; i < texts.size(); ++i)
    result.push_back(formula(c, texts.size() == 1 ? key : fmt::format("{}[{}]", key, i), texts[i]));
  return result;
}

Sde build_sde(const Case& c) {
  auto drift = formulas(c, "sde.drift", c.sde.drift);
  if (c.sde.rows.empty()) {
    auto diffusion = formulas(c, "sde.diffusion", c.sde.diffusion);
    return Sde(std::move(drift), std::move(diffusion), c.sde.interpretation);
  }
  std::vector<std::vector<Formula>> rows;
  for (std::size_t i = 0; i < c.sde.rows.size(); ++i) {
    rows.emplace_back();
    for (std::size_t k = 0; k < c.sde.rows[i].size(); ++k)
      rows.back().push_back(
          formula(c, fmt::format("sde.diffusion[{}][{}]", i, k), c.sde.rows[i][k]));
  }
  return Sde(std::move(drift), std::move(rows), c.sde.interpretation);
}

TimeFactor build_factor(const Case& c, const Mesh& mesh, const Sde& sde) {
  // Enough times to see a factorisation fail in any part of the run.
  std::vector<double> times = c.time.snapshots;
  constexpr int more = 64;
  for (int k = 0; k <= more; ++k)
    times.push_back(c.time.start + (c.time.end - c.time.start) * k / more);
  std::ranges::sort(times);
  return located(c, "sde",
                 [&] { return TimeFactor(sde, cell_centers(mesh, mesh.all_cells()), times); });
}

std::optional<ExactSolution> build_exact(const Case& c) {
  if (!c.exact) return std::nullopt;
  return ExactSolution{formula(c, "exact.density", c.exact->density),
                       formulas(c, "exact.score", c.exact->score)};
}

}  // namespace

Problem::Problem(const Case& c)
    : mesh(build_mesh(c, 0)),
      refinements(build_refinements(c)),
      sde(build_sde(c)),
      factor(build_factor(c, mesh, sde)),
      initial(initial_masses(c, mesh, refinements)),
      exact(build_exact(c)) {}

}  // namespace loschmidt
