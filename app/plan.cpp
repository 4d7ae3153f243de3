#include "app/plan.hpp"

#include <algorithm>
#include <cmath>

#include "meshes/points.hpp"

namespace loschmidt {

namespace {

// Tables beyond this leave the cores' caches; interpolation error falls with the subdivision.
constexpr std::size_t table_values = std::size_t{1} << 18;
constexpr int finest_subdivision = 4;
// Coarse enough to be cheap beside the forward solve, fine enough for 10 % of an error's size.
constexpr std::array<int, 3> coarse_cells{512, 128, 40};

int choose_subdivision(const Mesh& mesh) {
  for (int s = finest_subdivision; s > 1; s /= 2)
    if (vertices(mesh, s).size() * mesh.dimension() <= table_values) return s;
  return 1;
}

bool divides(int factor, const Mesh& mesh) {
  for (int a = 0; a < mesh.dimension(); ++a)
    if (mesh.extent(a) % factor != 0) return false;
  return true;
}

// A full tensor looks the same in units of cells only where cells keep their proportions: one
// factor for all axes, and if there is one near, without a rest at the ends.
void keep_proportions(std::array<int, 3>& factor, const Mesh& mesh) {
  const int least = *std::ranges::max_element(factor);
  int common = least;
  while (common < 2 * least && !divides(common, mesh)) ++common;
  if (!divides(common, mesh)) common = least;
  for (int a = 0; a < mesh.dimension(); ++a) factor[a] = common;
}

std::array<int, 3> choose_coarsening(const Mesh& mesh, const Sde& sde) {
  const int wanted = coarse_cells[mesh.dimension() - 1];
  std::array<int, 3> factor{1, 1, 1};
  for (int a = 0; a < mesh.dimension(); ++a)
    factor[a] = std::max(1, (mesh.extent(a) + wanted - 1) / wanted);
  if (!sde.diagonal()) keep_proportions(factor, mesh);
  return factor;
}

// Mean of D_aa and of the cell width under the initial law.
struct MeanNoise {
  std::array<double, 3> tensor{};
  std::array<double, 3> width{};
};

MeanNoise mean_noise(const Problem& problem, double t) {
  MeanNoise mean;
  const Mesh& mesh = problem.mesh;
  const auto points = cell_centers(mesh, mesh.all_cells());
  std::size_t n = 0;
  for_each(mesh.all_cells(), [&](const Index& i) {
    const double m = problem.initial[n++];
    if (m == 0) return;
    for (int a = 0; a < mesh.dimension(); ++a) {
      mean.tensor[a] += m * problem.sde.diffusion_tensor(a, a, points.point(i), t);
      mean.width[a] += m * mesh.axis(a).width(i[a]);
    }
  });
  return mean;
}

// The first time at which diffusion has crossed two cells on every axis: before it, data on the
// scale of single cells has no score a mesh could hold.
double time_of_two_cells(const Case& c, const Problem& problem) {
  const bool separable = problem.factor.separable();
  const int panels = separable ? 512 : 64;  // without a common clock every panel visits all cells
  MeanNoise noise = mean_noise(problem, problem.factor.reference_time());
  const auto width = noise.width;
  std::array<double, 3> variance{};
  for (int k = 0; k < panels; ++k) {
    const double from = c.time.start + (c.time.end - c.time.start) * k / panels;
    const double to = c.time.start + (c.time.end - c.time.start) * (k + 1) / panels;
    if (!separable) noise = mean_noise(problem, 0.5 * (from + to));
    const double clock = problem.factor.integral(from, to);
    bool crossed = true;
    for (int a = 0; a < problem.dimension(); ++a) {
      variance[a] += noise.tensor[a] * clock;
      crossed = crossed && std::sqrt(variance[a]) >= 2 * width[a];
    }
    if (crossed && to < c.time.end) return to;
  }
  throw case_error(c, "time.stop",
                   "the noise does not cross two cells before time.end (the score of such data is "
                   "not resolved): use more time, more noise or a finer mesh");
}

double choose_stop(const Case& c, const Problem& problem) {
  if (c.time.stop) return *c.time.stop;
  return std::holds_alternative<ImageFile>(c.initial) ? time_of_two_cells(c, problem)
                                                      : c.time.start;
}

void sort_unique(std::vector<double>& times) {
  std::ranges::sort(times);
  times.erase(std::unique(times.begin(), times.end()), times.end());
}

}  // namespace

int index_of(const std::vector<double>& times, double t) {
  return static_cast<int>(std::ranges::lower_bound(times, t) - times.begin());
}

Plan make_plan(const Case& c, const Problem& problem) {
  Plan plan;
  const double stop = choose_stop(c, problem);
  plan.snapshots = c.time.snapshots;
  plan.snapshots.push_back(stop);
  sort_unique(plan.snapshots);
  const std::vector<double> stops(std::ranges::lower_bound(plan.snapshots, stop),
                                  plan.snapshots.end());
  plan.reverse_stops.assign(stops.rbegin(), stops.rend());
  plan.reverse_steps = step_times(c.reverse.time_grid, stops, c.reverse.steps);
  plan.solver_times = plan.snapshots;
  plan.solver_times.insert(plan.solver_times.end(), plan.reverse_steps.begin(),
                           plan.reverse_steps.end());
  sort_unique(plan.solver_times);
  std::ranges::reverse(plan.reverse_steps);
  plan.forward_steps = step_times(c.reverse.time_grid, plan.snapshots, c.reverse.steps);
  plan.scheme = c.reverse.scheme != Scheme::automatic ? c.reverse.scheme
                : problem.sde.additive()              ? Scheme::heun
                                                      : Scheme::euler_maruyama;
  plan.twin = c.validation.tolerance == 0;
  plan.subdivision = choose_subdivision(problem.mesh);
  plan.coarsening = choose_coarsening(problem.mesh, problem.sde);
  return plan;
}

}  // namespace loschmidt
