#include "solver/evolution.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace loschmidt {

double relative_difference(const Masses& a, const Masses& b) {
  auto difference = a.owned();
  const auto value = b.owned();
  for (std::size_t n = 0; n < value.size(); ++n) difference[n] -= value[n];
  return largest_relative(a.decomposition(), Carried::masses, difference, value);
}

Evolution::Evolution(const Decomposition& decomposition, const Sde& sde, const TimeFactor& factor,
                     const StepControl& control)
    : decomposition_(&decomposition),
      factor_(&factor),
      control_(control),
      tables_(sde, factor, decomposition.mesh(), decomposition.block()) {
  const bool steady = factor.separable();
  if (control.method != Method::uniformization)
    implicit_.emplace(
        decomposition,
        [this](double t) {
          return Generator(*decomposition_,
                           tables_.at(separable() ? factor_->reference_time() : t));
        },
        ImplicitOptions{control.method == Method::tr_bdf2 ? ImplicitFormula::tr_bdf2
                                                          : ImplicitFormula::backward_euler,
                        steady, Carried::masses, control.tolerance});
  else if (steady)
    separable_.emplace(decomposition,
                       Generator(decomposition, tables_.at(factor.reference_time())));
}

int Evolution::steps_within(double from, double to) const {
  const double steps = control_.steps * (to - from) / control_.span;
  return std::max(1, static_cast<int>(std::ceil(steps - 1e-9)));
}

void Evolution::advance(Masses& masses, double from, double to) {
  if (implicit_) return advance_implicitly(masses, from, to);
  if (separable_) {
    const double clock = factor_->integral(from, to);
    const int products = separable_->advance(masses, clock);
    steps_.push_back({clock, products, true});
    return;
  }
  if (control_.steps == 0) return advance_by_tolerance(masses, from, to);
  const int steps = steps_within(from, to);
  for (int k = 0; k < steps; ++k)
    magnus(masses, from + (to - from) * k / steps, from + (to - from) * (k + 1) / steps);
}

void Evolution::advance_implicitly(Masses& masses, double from, double to) {
  // A separable process in its clock, from 0 on since its rates do not change.
  const double start = separable() ? 0 : from;
  const double end = separable() ? factor_->integral(from, to) : to;
  if (control_.steps == 0)
    implicit_->advance(masses, start, end);
  else
    implicit_->advance(masses, start, end, steps_within(from, to));
}

void Evolution::advance_by_tolerance(Masses& masses, double from, double to) {
  Masses whole(*decomposition_);
  Masses halves(*decomposition_);
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
    const auto tried = static_cast<std::ptrdiff_t>(steps_.size());
    whole.copy_from(masses);
    halves.copy_from(masses);
    magnus(whole, t, end);
    const auto in_halves = static_cast<std::ptrdiff_t>(steps_.size());
    magnus(halves, t, middle);
    magnus(halves, middle, end);
    // The two halves carry 1/16 of the error of the whole.
    const double error = relative_difference(whole, halves) / 15;
    const double growth =
        std::clamp(0.9 * std::pow(control_.tolerance / std::max(error, 1e-300), 0.2), 0.2, 4.0);
    const bool accepted = error <= control_.tolerance;
    for (auto s = steps_.begin() + tried; s != steps_.end(); ++s)
      s->accepted = accepted && s - steps_.begin() >= in_halves;
    if (accepted) {
      masses.swap(halves);
      t = end;
      if (t < to || growth < 1)
        last_step_ = step * growth;
      else
        last_step_ = std::max(last_step_, step * growth);
    }
    step *= growth;
  }
}

void Evolution::magnus(Masses& masses, double from, double to, int depth) {
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
    magnus(masses, from, middle, depth + 1);
    return magnus(masses, middle, to, depth + 1);
  }
  // The first exponential acts first.
  int products = Uniformization(*decomposition_, first).advance(masses, h);
  products += Uniformization(*decomposition_, second).advance(masses, h);
  steps_.push_back({h, products, true});
}

}  // namespace loschmidt
