#include "sde/time_grid.hpp"

#include <cmath>
#include <stdexcept>

namespace loschmidt {

namespace {
// A hair below the exact share, so that 10.000000000000002 steps are not rounded up to 12.
int even_steps(double share) {
  return 2 * std::max(1, static_cast<int>(std::ceil(0.5 * share - 1e-9)));
}
}  // namespace

std::vector<double> step_times(TimeGrid grid, std::span<const double> stops, int steps) {
  if (stops.size() < 2) throw std::invalid_argument("a time grid needs at least two stops");
  const double first = stops.front();
  const double span = stops.back() - first;
  const bool quadratic = grid == TimeGrid::quadratic;
  const auto to_grid = [&](double t) {
    const double w = (t - first) / span;
    return quadratic ? std::sqrt(w) : w;
  };

  std::vector<double> times{first};
  for (std::size_t i = 1; i < stops.size(); ++i) {
    if (!(stops[i] > stops[i - 1]))
      throw std::invalid_argument("the stops of a time grid must ascend");
    const double from = to_grid(stops[i - 1]);
    const double to = to_grid(stops[i]);
    const int count = even_steps(steps * (to - from));
    for (int k = 1; k < count; ++k) {
      const double u = from + (to - from) * k / count;
      times.push_back(first + span * (quadratic ? u * u : u));
    }
    times.push_back(stops[i]);
  }
  return times;
}

}  // namespace loschmidt
