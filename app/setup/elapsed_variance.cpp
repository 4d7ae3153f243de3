#include "app/setup/elapsed_variance.hpp"

#include <algorithm>

#include "meshes/points.hpp"

namespace loschmidt::setup {

namespace {

// Means of D_aa and of the cell width under the initial law.
struct MeanNoise {
  std::array<double, 3> tensor{};
  std::array<double, 3> width{};
};

MeanNoise mean_noise(const Problem& problem, double t) {
  MeanNoise mean;
  const meshes::Mesh& mesh = problem.mesh;
  const auto points = meshes::cell_centers(mesh, mesh.all_cells());
  std::size_t n = 0;
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
    const double m = problem.initial.mass[n++];
    if (m == 0) return;
    for (int a = 0; a < mesh.dimension(); ++a) {
      mean.tensor[a] += m * problem.sde.diffusion_tensor(a, a, points.point(i), t);
      mean.width[a] += m * mesh.axis(a).width(i[a]);
    }
  });
  return mean;
}

}  // namespace

ElapsedVariance::ElapsedVariance(const input::Case& c, const Problem& problem)
    : times_{c.time.start}, squares_{{}}, dimension_(problem.dimension()) {
  const bool separable = problem.factor.separable();
  const int panels = separable ? 512 : 64;  // else every panel visits all cells
  MeanNoise noise = mean_noise(problem, problem.factor.reference_time());
  const auto width = noise.width;
  for (int k = 0; k < panels; ++k) {
    const double from = times_.back();
    const double to = c.time.start + (c.time.end - c.time.start) * (k + 1) / panels;
    if (!separable) noise = mean_noise(problem, 0.5 * (from + to));
    const double clock = problem.factor.integral(from, to);
    auto squares = squares_.back();
    for (int a = 0; a < dimension_; ++a)
      squares[a] += noise.tensor[a] * clock / (width[a] * width[a]);
    times_.push_back(to);
    squares_.push_back(squares);
  }
}

double ElapsedVariance::operator()(double t) const {
  const auto above = std::ranges::upper_bound(times_, t) - times_.begin();
  const auto right = std::clamp<std::ptrdiff_t>(above, 1, std::ssize(times_) - 1);
  const double fraction = (t - times_[right - 1]) / (times_[right] - times_[right - 1]);
  double sum = 0;
  for (int a = 0; a < dimension_; ++a)
    sum += squares_[right - 1][a] + fraction * (squares_[right][a] - squares_[right - 1][a]);
  return sum / dimension_;
}

double ElapsedVariance::time_of(double cells) const {
  const auto reached = std::ranges::find_if(squares_, [&](const auto& squares) {
    for (int a = 0; a < dimension_; ++a)
      if (squares_.back()[a] > 0 && squares[a] < cells * cells) return false;
    return true;
  });
  return reached == squares_.end() ? times_.back() : times_[reached - squares_.begin()];
}

}  // namespace loschmidt::setup
