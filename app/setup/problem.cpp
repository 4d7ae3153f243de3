#include "app/setup/problem.hpp"

#include <algorithm>

#include "app/case/located.hpp"
#include "meshes/points.hpp"
#include "sde/initial_law.hpp"

namespace loschmidt {

namespace {

Mesh build_mesh(const Case& c, int refinements) {
  std::vector<Axis> axes;
  for (int a = 0; a < c.dimension(); ++a) try {
      auto edges = make_edges(c.mesh.grading[a], c.mesh.lower[a], c.mesh.upper[a], c.mesh.cells[a]);
      for (int k = 0; k < refinements; ++k) edges = refine_edges(c.mesh.grading[a], edges);
      axes.emplace_back(std::move(edges), c.mesh.boundary[a]);
    } catch (const std::invalid_argument& error) {
      throw case_error(c, fmt::format("mesh.grading[{}]", a),
                       fmt::format("makes no axis ({}): change its parameters", error.what()));
    }
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
  located(c, "sde.definitions", [&] { check_definitions(c.sde.definitions, c.dimension()); });
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
  constexpr std::size_t most = 2048;
  constexpr int more = 64;
  std::vector<double> times;
  for (std::size_t k = 0; k < c.time.snapshots.size(); k += c.time.snapshots.size() / most + 1)
    times.push_back(c.time.snapshots[k]);
  for (int k = 0; k <= more; ++k)
    times.push_back(c.time.start + (c.time.end - c.time.start) * k / more);
  std::ranges::sort(times);
  return located(c, "sde.diffusion",
                 [&] { return TimeFactor(sde, cell_centers(mesh, mesh.all_cells()), times); });
}

std::vector<std::vector<double>> build_start(const Case& c, const Mesh& mesh,
                                             const std::vector<Mesh>& refinements) {
  if (!c.reverse.start) return {};
  return located(c, "reverse.start", [&] {
    const Formula start = formula(c, "reverse.start", *c.reverse.start);
    std::vector<std::vector<double>> masses;
    const auto add = [&](const Mesh& on) {
      masses.push_back(formula_masses(on, start, c.time.end, 0, on.cells()));
      normalise(masses.back());
    };
    add(mesh);
    for (const Mesh& refined : refinements) add(refined);
    return masses;
  });
}

// The exactly reversed chain is the process with λ = 1; of the others only the law at one time is
// known, and only when they start from the density.
void check_reference_law(const Case& c, const Problem& problem) {
  if (c.reverse.reversal.noise == 1) return;
  if (c.reverse.start)
    throw case_error(
        c, "reverse.start",
        "is another law than the density, with a reversal whose noise is not 1 (what "
        "comes back is known only for noise 1): use noise = 1, or start = \"density\"");
  if (problem.mesh.absorbing())
    throw case_error(c, "reverse.reversal",
                     "has another noise than 1 and the mesh an absorbing axis (what comes back is "
                     "known only for noise 1): use noise = 1, or other boundaries");
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
      half(coarsened(mesh, halving)),
      sde(build_sde(c)),
      factor(build_factor(c, mesh, sde)),
      initial(initial_masses(c, mesh, refinements)),
      start(build_start(c, mesh, refinements)),
      exact(build_exact(c)) {
  check_reference_law(c, *this);
}

}  // namespace loschmidt
