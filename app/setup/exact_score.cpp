#include "app/setup/exact_score.hpp"

#include <cmath>

namespace loschmidt {

namespace {

double log_slope(const Formula& density, Point x, int a, double step, double t) {
  const auto at = [&](double offset) {
    Point y = x;
    y[a] += offset * step;
    return std::log(density(y, t));
  };
  return (at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * step);
}

}  // namespace

double exact_score(const ExactSolution& exact, const PointGrid& points, const Index& i, int a,
                   double t) {
  const Point x = points.point(i);
  if (exact.score.empty()) return log_slope(exact.density, x, a, points.resolution[a][i[a]] / 8, t);
  const double s = exact.score[a](x, t);
  require_finite(s, exact.score[a], x, t);
  return s;
}

}  // namespace loschmidt
