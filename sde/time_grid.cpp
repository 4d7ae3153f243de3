#include "sde/time_grid.hpp"

#include <cmath>
#include <stdexcept>

namespace loschmidt::sde {

namespace {

// Rounds slightly less than the share up, so that 10.000000000000002 steps do not become 12.
int even_steps(double share) {
  return 2 * std::max(1, static_cast<int>(std::ceil(0.5 * share - 1e-9)));
}

// The grid variable between the first and the last stop, from 0 to 1.
class GridVariable {
 public:
  GridVariable(TimeGrid grid, double first, double last, const std::function<double(double)>& noise)
      : grid_(grid), first_(first), span_(last - first), noise_(noise) {
    if (grid == TimeGrid::log_snr) {
      lowest_ = logarithm(first);
      range_ = logarithm(last) - lowest_;
    }
  }

  double at(double t) const {
    if (grid_ == TimeGrid::log_snr) return (logarithm(t) - lowest_) / range_;
    const double w = (t - first_) / span_;
    if (grid_ == TimeGrid::cubic) return std::cbrt(w);
    return grid_ == TimeGrid::quadratic ? std::sqrt(w) : w;
  }

  /// Returns the time in (from, to) at which the variable is u.
  double time(double u, double from, double to) const {
    if (grid_ == TimeGrid::log_snr) return bisected(u, from, to);
    if (grid_ == TimeGrid::cubic) return first_ + span_ * (u * u * u);
    return first_ + span_ * (grid_ == TimeGrid::quadratic ? u * u : u);
  }

 private:
  // The elapsed fraction of the time keeps the logarithm rising where no noise acts.
  double logarithm(double t) const { return std::log(1 + noise_(t) + (t - first_) / span_); }

  double bisected(double u, double from, double to) const {
    constexpr int halvings = 60;  // enough for any interval of doubles
    for (int k = 0; k < halvings; ++k) {
      const double middle = 0.5 * (from + to);
      (at(middle) < u ? from : to) = middle;
    }
    return 0.5 * (from + to);
  }

  TimeGrid grid_;
  double first_;
  double span_;
  const std::function<double(double)>& noise_;
  double lowest_ = 0;
  double range_ = 1;
};

}  // namespace

std::vector<double> step_times(TimeGrid grid, std::span<const double> stops, int steps,
                               const std::function<double(double)>& noise) {
  if (stops.size() < 2) throw std::invalid_argument("a time grid needs at least two stops");
  const GridVariable variable(grid, stops.front(), stops.back(), noise);
  std::vector<double> times{stops.front()};
  for (std::size_t i = 1; i < stops.size(); ++i) {
    if (!(stops[i] > stops[i - 1]))
      throw std::invalid_argument("the stops of a time grid must ascend");
    const double from = variable.at(stops[i - 1]);
    const double to = variable.at(stops[i]);
    const int count = even_steps(steps * (to - from));
    for (int k = 1; k < count; ++k)
      times.push_back(variable.time(from + (to - from) * k / count, stops[i - 1], stops[i]));
    times.push_back(stops[i]);
  }
  return times;
}

}  // namespace loschmidt::sde
