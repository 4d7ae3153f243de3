#include "app/problem.hpp"

#include <algorithm>
#include <cmath>

#include "meshes/points.hpp"
#include "output/pgm.hpp"
#include "sde/initial_law.hpp"

namespace loschmidt {

namespace {

// Runs `build`; what it finds wrong becomes an InputError about `key`.
template <class Build>
auto located(const Case& c, std::string_view key, Build&& build) {
  try {
    return build();
  } catch (const std::invalid_argument& e) {
    throw case_error(c, key, e.what());
  }
}

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

Formula formula(const Case& c, const std::string& key, const std::string& text) {
  return located(c, key, [&] { return Formula(text, c.dimension(), c.sde.definitions); });
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

// The initial masses as they are, not normalised.
std::vector<double> raw_masses(const Case& c, const Mesh& mesh) {
  if (const auto* mixture = std::get_if<std::vector<MixtureComponent>>(&c.initial))
    return mixture_masses(mesh, *mixture);
  if (const auto* density = std::get_if<DensityFormula>(&c.initial)) {
    const Formula p = formula(c, "initial.density", density->formula);
    return located(c, "initial.density",
                   [&] { return formula_masses(mesh, p, c.time.start, 0, mesh.cells()); });
  }
  return located(c, "initial.image", [&] {
    const GrayImage image = read_pgm(std::get<ImageFile>(c.initial).path);
    return image_masses(mesh, image.width, image.height, image.white, image.values);
  });
}

std::vector<double> build_initial(const Case& c, const Mesh& mesh) {
  auto masses = raw_masses(c, mesh);
  located(c, "initial", [&] { normalise(masses); });
  return masses;
}

// A formula is normalised by the program; only a mixture knows what lies outside.
double mass_outside(const Case& c, const Mesh& mesh) {
  const auto* mixture = std::get_if<std::vector<MixtureComponent>>(&c.initial);
  if (mixture == nullptr) return 0;
  const auto masses = mixture_masses(mesh, *mixture);
  double inside = 0;
  for (const double m : masses) inside += m;
  if (1 - inside > 1e-4)
    throw case_error(c, "initial.mixture",
                     fmt::format("{:.1e} of the initial mass lies outside the mesh (at most 1e-4 "
                                 "may be cut off): widen mesh.lower and mesh.upper",
                                 1 - inside));
  return std::max(0.0, 1 - inside);
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
    for_each(points.shape(), [&](const Index& i) {
      noisy = noisy || sde.diffusion_tensor(a, a, points.point(i), t) != 0;
    });
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
      sde(build_sde(c)),
      factor(build_factor(c, mesh, sde)),
      initial(build_initial(c, mesh)),
      fine_initial(fine ? build_initial(c, *fine) : std::vector<double>{}),
      cut_off(mass_outside(c, mesh)),
      exact(build_exact(c)) {
  check_noise_on_every_axis(c, mesh, sde, factor.reference_time());
  if (c.reverse.scheme == Scheme::heun && !sde.additive())
    throw case_error(c, "reverse.scheme",
                     "heun needs noise that does not depend on x (with g(x) it converges to the "
                     "Stratonovich solution): use euler-maruyama");
}

}  // namespace loschmidt
