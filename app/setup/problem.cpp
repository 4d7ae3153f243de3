#include "app/setup/problem.hpp"

#include <algorithm>

#include "app/case/with_key_in_errors.hpp"
#include "meshes/points.hpp"
#include "sde/formula_masses.hpp"
#include "sde/initial_law.hpp"
#include "solver/extrapolation.hpp"

namespace loschmidt::setup {

namespace {

std::vector<double> build_edges(const input::MeshSection& mesh, int a, int refinements) {
  meshes::Breaks breaks = mesh.breaks[a];
  auto edges =
      meshes::make_edges(mesh.grading[a], mesh.lower[a], mesh.upper[a], mesh.cells[a], breaks);
  for (int k = 0; k < refinements; ++k) {
    edges = meshes::refine_edges(mesh.grading[a], edges, breaks);
    breaks = meshes::doubled(breaks);
  }
  return edges;
}

// A mesh of the case, refined so many times, with the profiles of its singular ends.
meshes::Mesh build_mesh(const input::Case& c, const sde::Sde& sde, const AxisEnds& ends,
                        int refinements) {
  std::vector<meshes::Axis> axes;
  for (int a = 0; a < c.dimension(); ++a) try {
      axes.emplace_back(build_edges(c.mesh, a, refinements), c.mesh.boundary[a],
                        c.mesh.breaks[a].places, singular_ends(c, sde, ends, a));
    } catch (const std::invalid_argument& error) {
      throw input::case_error(
          c, fmt::format("mesh.grading[{}]", a),
          fmt::format("makes no axis ({}): change its parameters", error.what()));
    }
  return meshes::Mesh(std::move(axes));
}

std::vector<meshes::Mesh> build_refinements(const input::Case& c, const sde::Sde& sde,
                                            const AxisEnds& ends) {
  std::vector<meshes::Mesh> meshes;
  if (c.solver.extrapolation)
    for (int k = 1; k < c.solver.extrapolation_meshes; ++k)
      meshes.push_back(build_mesh(c, sde, ends, k));
  return meshes;
}

std::vector<sde::Formula> formulas(const input::Case& c, const std::string& key,
                                   const std::vector<std::string>& texts) {
  std::vector<sde::Formula> result;
  for (std::size_t i = 0; i < texts.size(); ++i)
    result.push_back(
        input::formula(c, texts.size() == 1 ? key : fmt::format("{}[{}]", key, i), texts[i]));
  return result;
}

sde::Sde build_sde(const input::Case& c) {
  input::with_key_in_errors(c, "sde.definitions",
                            [&] { sde::check_definitions(c.sde.definitions, c.dimension()); });
  auto drift = formulas(c, "sde.drift", c.sde.drift);
  if (c.sde.rows.empty()) {
    auto diffusion = formulas(c, "sde.diffusion", c.sde.diffusion);
    return sde::Sde(std::move(drift), std::move(diffusion), c.sde.interpretation);
  }
  std::vector<std::vector<sde::Formula>> rows;
  for (std::size_t i = 0; i < c.sde.rows.size(); ++i) {
    rows.emplace_back();
    for (std::size_t k = 0; k < c.sde.rows[i].size(); ++k)
      rows.back().push_back(
          input::formula(c, fmt::format("sde.diffusion[{}][{}]", i, k), c.sde.rows[i][k]));
  }
  return sde::Sde(std::move(drift), std::move(rows), c.sde.interpretation);
}

sde::TimeFactor build_factor(const input::Case& c, const meshes::Mesh& mesh, const sde::Sde& sde) {
  // TimeFactor tests at these times whether the coefficients factorise in space and time; they are
  // dense enough to find a failure in any part of the run.
  constexpr std::size_t most = 2048;
  constexpr int more = 64;
  std::vector<double> times;
  for (std::size_t k = 0; k < c.time.snapshots.size(); k += c.time.snapshots.size() / most + 1)
    times.push_back(c.time.snapshots[k]);
  for (int k = 0; k <= more; ++k)
    times.push_back(c.time.start + (c.time.end - c.time.start) * k / more);
  std::ranges::sort(times);
  return input::with_key_in_errors(c, "sde.diffusion", [&] {
    return sde::TimeFactor(sde, meshes::cell_centers(mesh, mesh.all_cells()), times);
  });
}

std::vector<std::vector<double>> build_start(const input::Case& c, const meshes::Mesh& mesh,
                                             const std::vector<meshes::Mesh>& refinements) {
  if (!c.reverse.start) return {};
  return input::with_key_in_errors(c, "reverse.start", [&] {
    const sde::Formula start = input::formula(c, "reverse.start", *c.reverse.start);
    std::vector<std::vector<double>> masses;
    const auto add = [&](const meshes::Mesh& on) {
      masses.push_back(sde::formula_masses(on, start, c.time.end, 0, on.cells()));
      sde::normalise(masses.back());
    };
    add(mesh);
    for (const meshes::Mesh& refined : refinements) add(refined);
    return masses;
  });
}

// Refuses starts and absorbing axes for λ ≠ 1. The exactly reversed chain is the process with
// λ = 1. Other reversals have a known law only when they start from the density, and only at one
// time.
void check_reference_law(const input::Case& c, const Problem& problem) {
  if (c.reverse.reversal.noise == 1) return;
  if (c.reverse.start)
    throw input::case_error(
        c, "reverse.start",
        "is another law than the density, with a reversal whose noise is not 1 (what "
        "comes back is known only for noise 1): use noise = 1, or start = \"density\"");
  if (problem.mesh.absorbing())
    throw input::case_error(
        c, "reverse.reversal",
        "has another noise than 1 and the mesh an absorbing axis (what comes back is "
        "known only for noise 1): use noise = 1, or other boundaries");
}

std::optional<ExactSolution> build_exact(const input::Case& c) {
  if (!c.exact) return std::nullopt;
  return ExactSolution{input::formula(c, "exact.density", c.exact->density),
                       formulas(c, "exact.score", c.exact->score)};
}

}  // namespace

Problem::Problem(const input::Case& c)
    : sde(build_sde(c)),
      ends(axis_ends(c, sde)),
      mesh(build_mesh(c, sde, ends, 0)),
      refinements(build_refinements(c, sde, ends)),
      half(meshes::coarsened(mesh, halving)),
      factor(build_factor(c, mesh, sde)),
      initial(initial_masses(c, mesh, refinements)),
      start(build_start(c, mesh, refinements)),
      exact(build_exact(c)) {
  check_reference_law(c, *this);
}

std::vector<double> Problem::on_half_mesh(std::span<const double> mass) const {
  return solver::restrict_mass(half, mesh, halving, mass);
}

}  // namespace loschmidt::setup
