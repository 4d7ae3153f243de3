#include "app/problem.hpp"

#include <algorithm>

#include "app/located.hpp"
#include "meshes/points.hpp"

namespace loschmidt {

namespace {

Mesh build_mesh(const Case& c, bool refined) {
  std::vector<Axis> axes;
  for (int a = 0; a < c.dimension(); ++a)
    located(c, fmt::format("mesh.grading[{}]", a), [&] {
      auto edges = make_edges(c.mesh.grading[a], c.mesh.lower[a], c.mesh.upper[a], c.mesh.cells[a]);
      if (refined) edges = refine_edges(c.mesh.grading[a], edges);
      axes.emplace_back(std::move(edges), c.mesh.boundary[a]);
    });
  return Mesh(std::move(axes));
}

std::optional<Mesh> build_fine_mesh(const Case& c) {
  if (!c.solver.extrapolation) return std::nullopt;
  return build_mesh(c, true);
}

std::vector<Formula> formulas(const Case& c, const std::string& key,
                              const std::vector<std::string>& texts) {
  std::vector<Formula> result;
  for (std::size_t i = 0; i < texts.size(); ++i)
    result.push_back(formula(c, texts.size() == 1 ? key : fmt::format("{}[{}]", key, i), texts[i]));
  return result;
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

void check_noise_on_every_axis(const Case& c, const Mesh& mesh, const Sde& sde, double t) {
  for (int a = 0; a < mesh.dimension(); ++a) {
    const auto points = cell_centers(mesh, mesh.all_cells());
    bool noisy = false;
    for_each(points.shape(),
             [&](const Index& i) { noisy = noisy || sde.diffusion(a)(points.point(i), t) != 0; });
    if (!noisy)
      throw case_error(c, "sde.diffusion",
                       fmt::format("the axis {} has no noise anywhere (degenerate noise is not "
                                   "available yet): give it a positive diffusion",
                                   "xyz"[a]));
  }
}

}  // namespace

Problem::Problem(const Case& c)
    : mesh(build_mesh(c, false)),
      fine(build_fine_mesh(c)),
      sde(located(c, "sde.drift",
                  [&] {
                    return Sde(formulas(c, "sde.drift", c.sde.drift),
                               formulas(c, "sde.diffusion", c.sde.diffusion));
                  })),
      factor(build_factor(c, mesh, sde)),
      initial(initial_masses(c, mesh, fine)),
      exact(build_exact(c)) {
  check_noise_on_every_axis(c, mesh, sde, factor.reference_time());
  if (c.reverse.scheme == Scheme::heun && !sde.additive())
    throw case_error(c, "reverse.scheme",
                     "heun needs noise that does not depend on x (with g(x) it converges to the "
                     "Stratonovich solution): use euler-maruyama");
}

}  // namespace loschmidt
