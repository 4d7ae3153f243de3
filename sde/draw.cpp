#include "sde/draw.hpp"

#include <algorithm>
#include <cmath>

namespace loschmidt::sde {

namespace {
// Returns the u-quantile on [0, 1] of a density proportional to exp(k y).
double tilted(double u, double k) {
  if (std::abs(k) < 1e-6) return u + 0.5 * k * u * (1 - u);
  if (k > 0) return 1 - tilted(1 - u, -k);  // keeps the exponential at or below 1
  return std::log1p(u * std::expm1(k)) / k;
}

// Returns the u-quantile in a cell in which the density is proportional to exp(score x), or, beside
// a singular end, to the power of the distance from that end.
double position(const meshes::Axis& axis, int cell, double u, double score) {
  const double width = axis.width(cell);
  const auto& [lower, upper] = axis.singular_ends();
  if (lower && cell == 0) return axis.lower() + width * std::pow(u, 1 / (lower->exponent + 1));
  if (upper && cell == axis.cells() - 1)
    return axis.upper() - width * std::pow(u, 1 / (upper->exponent + 1));
  return axis.edges()[cell] + width * tilted(u, score * width);
}
}  // namespace

CellSampler::CellSampler(const meshes::Mesh& mesh, std::span<const double> mass,
                         const meshes::Field& score)
    : mesh_(&mesh), score_(&score) {
  cumulative_.reserve(mass.size());
  double sum = 0;
  for (const double m : mass) cumulative_.push_back(sum += m);
}

meshes::Point CellSampler::operator()(std::span<const double> uniforms) const {
  const double target = uniforms[0] * cumulative_.back();
  const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end(), target);
  std::size_t n = std::min<std::size_t>(found - cumulative_.begin(), cumulative_.size() - 1);
  meshes::Point x{};
  std::size_t rest = n;
  for (int a = 0; a < mesh_->dimension(); ++a) {
    const meshes::Axis& axis = mesh_->axis(a);
    const int cell = static_cast<int>(rest % axis.cells());
    rest /= axis.cells();
    x[a] = position(axis, cell, uniforms[1 + a], score_->values[score_->components * n + a]);
  }
  return x;
}

}  // namespace loschmidt::sde
