#include "meshes/bend.hpp"

#include <algorithm>

namespace loschmidt::meshes {

Bend::Bend(std::vector<double> from, const std::vector<double>& to) : from_(std::move(from)) {
  const std::size_t pieces = from_.size() - 1;
  const auto secant = [&](std::size_t k) {
    return (to[k + 1] - to[k]) / (from_[k + 1] - from_[k]);
  };
  for (std::size_t k = 0; k <= pieces; ++k) {
    const double before = secant(k > 0 ? k - 1 : 0);
    const double after = secant(std::min(k, pieces - 1));
    shift_.push_back(to[k] - from_[k]);
    slope_.push_back(2 * before / (before + after) * after - 1);
  }
}

double Bend::operator()(double u) const {
  const auto next = std::upper_bound(from_.begin() + 1, from_.end() - 1, u);
  const auto k = static_cast<std::size_t>(next - from_.begin()) - 1;
  const double h = from_[k + 1] - from_[k];
  const double t = (u - from_[k]) / h;
  const double rest = 1 - t;
  return u + rest * rest * ((1 + 2 * t) * shift_[k] + t * h * slope_[k]) +
         t * t * ((1 + 2 * rest) * shift_[k + 1] - rest * h * slope_[k + 1]);
}

}  // namespace loschmidt::meshes
