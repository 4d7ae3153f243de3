#include "solver/evolution.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace loschmidt {

double relative_difference(const Masses& a, const Masses& b) {
  const Decomposition& d = a.decomposition();
  const auto first = a.owned();
  const auto second = b.owned();
  std::vector<double> volume;
  volume.reserve(second.size());
  for_each(d.block(), [&](const Index& i) { volume.push_back(d.mesh().volume(i)); });
  double peak = 0;
  for (std::size_t n = 0; n < second.size(); ++n) peak = std::max(peak, second[n] / volume[n]);
  peak = d.maximum(peak);
  double worst = 0;
  for (std::size_t n = 0; n < second.size(); ++n)
    if (second[n] / volume[n] > 1e-12 * peak)
      worst = std::max(worst, std::abs(first[n] - second[n]) / second[n]);
  return d.maximum(worst);
}

Evolution::Evolution(const Decomposition& decomposition, const Sde& sde, const TimeFactor& factor,
                     const StepControl& control)
    : decomposition_(&decomposition),
      factor_(&factor),
      control_(control),
      tables_(sde, factor, decomposition) {
  if (factor.separable())
    separable_.emplace(decomposition,
                       Generator(decomposition, tables_.at(factor.reference_time())));
}

int Evolution::advance(Masses& masses, double from, double to) {
  if (separable_) return separable_->advance(masses, factor_->integral(from, to));
  if (control_.steps == 0) return advance_by_tolerance(masses, from, to);
  const int steps =
      std::max(1, static_cast<int>(std::ceil(control_.steps * (to - from) / control_.span - 1e-9)));
  int products = 0;
  for (int k = 0; k < steps; ++k)
    products +=
        magnus(masses, from + (to - from) * k / steps, from + (to - from) * (k + 1) / steps);
  return products;
}

int Evolution::advance_by_tolerance(Masses& masses, double from, double to) {
  Masses whole(*decomposition_);
  Masses halves(*decomposition_);
  int products = 0;
  double t = from;
  double step = last_step_ > 0 ? last_step_ : to - from;
  while (t < to) {
    if (step < 1e-10 * (to - from))
      throw std::runtime_error(
          "no time step meets solver.tolerance: the coefficients change too abruptly in time; "
          "smooth them or loosen the tolerance");
    // A remainder within roundoff of the end is not worth a step of its own.
    const double end = t + step * (1 + 1e-9) >= to ? to : t + step;
    const double middle = 0.5 * (t + end);
    whole.copy_from(masses);
    halves.copy_from(masses);
    products += magnus(whole, t, end);
    products += magnus(halves, t, middle);
    products += magnus(halves, middle, end);
    // The two halves carry 1/16 of the error of the whole.
    const double error = relative_difference(whole, halves) / 15;
    const double growth =
        std::clamp(0.9 * std::pow(control_.tolerance / std::max(error, 1e-300), 0.2), 0.2, 4.0);
    if (error <= control_.tolerance) {
      masses.swap(halves);
      t = end;
      if (t < to || growth < 1)
        last_step_ = step * growth;
      else
        last_step_ = std::max(last_step_, step * growth);
    }
    step *= growth;
  }
  return products;
}

int Evolution::magnus(Masses& masses, double from, double to, int depth) {
  constexpr double root = 0.28867513459481287;  // √3/6
  const double h = to - from;
  const double middle = 0.5 * (from + to);
  const Generator early(*decomposition_, tables_.at(middle - root * h));
  const Generator late(*decomposition_, tables_.at(middle + root * h));
  const Generator first(0.25 + root, early, 0.25 - root, late);
  const Generator second(0.25 - root, early, 0.25 + root, late);
  const double least = -decomposition_->maximum(-std::min(first.smallest(), second.smallest()));
  if (least < 0) {
    if (depth > 30)
      throw std::runtime_error(
          "the Magnus step finds negative rates however short it is: the drift or the noise jumps "
          "in time");
    const int earlier = magnus(masses, from, middle, depth + 1);
    return earlier + magnus(masses, middle, to, depth + 1);
  }
  // The first exponential acts first: two statements, since C++ does not order the terms of a sum.
  const int products = Uniformization(*decomposition_, first).advance(masses, h);
  return products + Uniformization(*decomposition_, second).advance(masses, h);
}

}  // namespace loschmidt
