#include "sde/coefficients.hpp"

#include <algorithm>
#include <array>

namespace loschmidt {

namespace {

double diffusion_tensor(const Sde& sde, int a, const Point& x, double t) {
  const double g = sde.diffusion(a)(x, t);
  require_finite(g, sde.diffusion(a), x, t);
  return g * g;
}

// Derivative at offset u of the quartic through the nodes −2 … 2.
std::array<double, 5> derivative_weights(double u) {
  std::array<double, 5> weights{};
  for (int i = 0; i < 5; ++i) {
    double denominator = 1;
    for (int j = 0; j < 5; ++j)
      if (j != i) denominator *= i - j;
    double sum = 0;
    for (int skip = 0; skip < 5; ++skip) {
      if (skip == i) continue;
      double product = 1;
      for (int j = 0; j < 5; ++j)
        if (j != i && j != skip) product *= u - (j - 2);
      sum += product;
    }
    weights[i] = sum / denominator;
  }
  return weights;
}

// ∂_a D_aa. Near the box's edge the five points move inwards: g = √x exists on one side only.
double divergence(const Sde& sde, const PointGrid& grid, int a, const Point& x, double resolution,
                  double t) {
  if (!sde.diffusion(a).depends_on_axis(a)) return 0;
  const double step = resolution / 8;
  const double center = std::clamp(x[a], grid.lower[a] + 2 * step, grid.upper[a] - 2 * step);
  const auto weights = derivative_weights((x[a] - center) / step);
  double sum = 0;
  Point y = x;
  for (int i = 0; i < 5; ++i) {
    y[a] = center + (i - 2) * step;
    sum += weights[i] * diffusion_tensor(sde, a, y, t);
  }
  return sum / step;
}

}  // namespace

Coefficients tabulate(const Sde& sde, const PointGrid& points, std::span<const int> axes,
                      double t) {
  Coefficients table;
  table.components = static_cast<int>(axes.size());
  const std::size_t values = points.size() * axes.size();
  table.drift.reserve(values);
  table.diffusion_tensor.reserve(values);
  table.divergence.reserve(values);
  for_each(points.shape(), [&](const Index& i) {
    const Point x = points.point(i);
    for (const int a : axes) {
      const double f = sde.drift(a)(x, t);
      require_finite(f, sde.drift(a), x, t);
      table.drift.push_back(f);
      table.diffusion_tensor.push_back(diffusion_tensor(sde, a, x, t));
      table.divergence.push_back(divergence(sde, points, a, x, points.resolution[a][i[a]], t));
    }
  });
  return table;
}

Coefficients average(const Coefficients& a, const Coefficients& b) {
  Coefficients mean = a;
  for (std::size_t i = 0; i < mean.drift.size(); ++i) {
    mean.drift[i] = 0.5 * (a.drift[i] + b.drift[i]);
    mean.diffusion_tensor[i] = 0.5 * (a.diffusion_tensor[i] + b.diffusion_tensor[i]);
    mean.divergence[i] = 0.5 * (a.divergence[i] + b.divergence[i]);
  }
  return mean;
}

CoefficientTable::CoefficientTable(const Sde& sde, const TimeFactor& factor, PointGrid points,
                                   std::vector<int> axes)
    : sde_(&sde), factor_(&factor), points_(std::move(points)), axes_(std::move(axes)) {}

const Coefficients& CoefficientTable::at(double t) {
  const double tabulated = factor_->separable() ? factor_->reference_time() : t;
  if (time_ != tabulated) {
    table_ = tabulate(*sde_, points_, axes_, tabulated);
    time_ = tabulated;
  }
  return table_;
}

}  // namespace loschmidt
