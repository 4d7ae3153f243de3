#include "app/setup/exact_score.hpp"

#include <cmath>

namespace loschmidt::setup {

namespace {

double log_slope(const sde::Formula& density, meshes::Point x, int a, double step, double t) {
  const auto at = [&](double offset) {
    meshes::Point y = x;
    y[a] += offset * step;
    return std::log(density(y, t));
  };
  return (at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * step);
}

}  // namespace

double exact_score(const ExactSolution& exact, const meshes::PointGrid& points,
                   const meshes::Index& i, int a, double t) {
  const meshes::Point x = points.point(i);
  if (exact.score.empty()) return log_slope(exact.density, x, a, points.resolution[a][i[a]] / 8, t);
  const double s = exact.score[a](x, t);
  sde::require_finite(s, exact.score[a], x, t);
  return s;
}

}  // namespace loschmidt::setup
