#include "solver/evolution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace loschmidt::solver {

double relative_difference(const Masses& a, const Masses& b) {
  auto difference = a.owned();
  const auto value = b.owned();
  for (std::size_t n = 0; n < value.size(); ++n) difference[n] -= value[n];
  return largest_relative(a.decomposition(), Carried::masses, difference, value);
}

Evolution::Evolution(const Decomposition& decomposition, const sde::Sde& sde,
                     const sde::TimeFactor& factor, const StepControl& control)
    : decomposition_(&decomposition),
      factor_(&factor),
      control_(control),
      tables_(sde, factor, decomposition) {
  if (control.method != Method::uniformization)
    implicit_.emplace(implicit_stepper(Carried::masses));
  else if (separable())
    separable_.emplace(decomposition,
                       Generator(decomposition, tables_.at(factor.reference_time())));
}

// Time runs backward for expectations: the stepper's is −t.
ImplicitStepper Evolution::implicit_stepper(Carried carried) {
  const double sign = carried == Carried::masses ? 1 : -1;
  const auto formula = control_.method == Method::tr_bdf2 ? ImplicitFormula::tr_bdf2
                                                          : ImplicitFormula::backward_euler;
  return {*decomposition_,
          [this, sign](double time) {
            return Generator(*decomposition_,
                             tables_.at(separable() ? factor_->reference_time() : sign * time));
          },
          {formula, separable(), carried, control_.tolerance, control_.most_tries}};
}

int steps_within(const StepControl& control, double from, double to) {
  const double steps = control.steps * (to - from) / control.span;
  return std::max(1, static_cast<int>(std::ceil(steps - 1e-9)));
}

void Evolution::advance(Masses& masses, double from, double to) {
  if (implicit_) return advance_implicitly(*implicit_, masses, from, to, Carried::masses);
  if (separable_) {
    const double clock = factor_->integral(from, to);
    const int products = separable_->advance(masses, clock);
    steps_.push_back({from, clock, products, true});
    return;
  }
  legs_.push_back({{from, to}, {}});
  tries_ = 0;
  if (control_.steps == 0) return advance_by_tolerance(masses, from, to);
  const int steps = steps_within(control_, from, to);
  for (int k = 0; k < steps; ++k) {
    const Interval step{from + (to - from) * k / steps, from + (to - from) * (k + 1) / steps};
    legs_.back().steps.push_back(step);
    tries_ = 0;
    magnus(masses, step, Carried::masses);
  }
}

void Evolution::carry_back(Masses& expectations, double from, double to) {
  if (implicit_)
    return advance_implicitly(implicit_back(), expectations, from, to, Carried::expectations);
  if (separable_) {
    if (!separable_back_)
      separable_back_.emplace(*decomposition_,
                              Generator(*decomposition_, tables_.at(factor_->reference_time())),
                              Carried::expectations);
    separable_back_->advance(expectations, factor_->integral(from, to));
    return;
  }
  const auto starts = [&](const Leg& leg) { return leg.whole.from == from; };
  const auto ends = [&](const Leg& leg) { return leg.whole.to == to; };
  const auto first = std::ranges::find_if(legs_, starts);
  const auto last = std::find_if(first, legs_.end(), ends);
  if (last == legs_.end())
    throw std::logic_error("Evolution::carry_back: there is no way back where none led forward");
  for (auto leg = last + 1; leg-- != first;)
    for (auto step = leg->steps.rbegin(); step != leg->steps.rend(); ++step) {
      tries_ = 0;
      magnus(expectations, *step, Carried::expectations);
    }
}

ImplicitStepper& Evolution::implicit_back() {
  if (!implicit_back_) implicit_back_.emplace(implicit_stepper(Carried::expectations));
  return *implicit_back_;
}

Evolution::Trace Evolution::trace() const {
  if (implicit_) return {{}, implicit_->pace()};
  Trace trace{{}, {last_step_, 0}};
  if (legs_.empty()) return trace;
  for (const Interval& step : legs_.back().steps)
    trace.steps.insert(trace.steps.end(), {step.from, step.to});
  return trace;
}

void Evolution::retrace(double from, double to, const Trace& trace) {
  if (implicit_) return implicit_->set_pace(trace.pace);
  if (separable_) return;
  last_step_ = trace.pace.step;
  legs_.push_back({{from, to}, {}});
  for (std::size_t k = 0; k + 1 < trace.steps.size(); k += 2)
    legs_.back().steps.push_back({trace.steps[k], trace.steps[k + 1]});
}

void Evolution::set_pace_back(const Pace& pace) {
  if (implicit_) implicit_back().set_pace(pace);
}

void Evolution::advance_implicitly(ImplicitStepper& stepper, Masses& values, double from, double to,
                                   Carried carried) {
  double start = carried == Carried::masses ? from : -to;
  double end = carried == Carried::masses ? to : -from;
  if (separable()) {  // in its clock, from 0 on since its rates do not change
    start = 0;
    end = factor_->integral(from, to);
  }
  if (control_.steps == 0)
    stepper.advance(values, start, end);
  else
    stepper.advance(values, start, end, steps_within(control_, from, to));
}

void Evolution::advance_by_tolerance(Masses& masses, double from, double to) {
  Masses whole(*decomposition_);
  Masses halves(*decomposition_);
  double t = from;
  double step = last_step_ > 0 ? last_step_ : to - from;
  while (t < to) {
    if (!(step >= 1e-10 * (to - from)))
      throw std::runtime_error(
          "no time step meets solver.tolerance: the coefficients change too abruptly in time; "
          "smooth them or loosen the tolerance");
    // A remainder within roundoff of the end is not worth a step of its own.
    const double end = t + step * (1 + 1e-9) >= to ? to : t + step;
    // What the end cut off says nothing of longer steps: the next guess starts from what was tried.
    const double length = std::min(step, to - t);
    const double middle = 0.5 * (t + end);
    const auto tried = static_cast<std::ptrdiff_t>(steps_.size());
    whole.copy_from(masses);
    halves.copy_from(masses);
    magnus(whole, {t, end}, Carried::masses);
    const auto in_halves = static_cast<std::ptrdiff_t>(steps_.size());
    magnus(halves, {t, middle}, Carried::masses);
    magnus(halves, {middle, end}, Carried::masses);
    // The two halves carry 1/16 of the error of the whole.
    const double error = relative_difference(whole, halves) / 15;
    const double growth =
        std::clamp(0.9 * std::pow(control_.tolerance / std::max(error, 1e-300), 0.2), 0.2, 4.0);
    const bool accepted = error <= control_.tolerance;
    for (auto s = steps_.begin() + tried; s != steps_.end(); ++s)
      s->accepted = accepted && s - steps_.begin() >= in_halves;
    step = length * growth;
    if (!accepted) continue;
    masses.swap(halves);
    legs_.back().steps.insert(legs_.back().steps.end(), {{t, middle}, {middle, end}});
    t = end;
    last_step_ = t < to || growth < 1 ? step : std::max(last_step_, step);
  }
}

void Evolution::magnus(Masses& values, Interval step, Carried carried, int depth) {
  constexpr double root = 0.28867513459481287;  // √3/6
  count_try(tries_, control_.most_tries);
  const double h = step.to - step.from;
  const double middle = 0.5 * (step.from + step.to);
  const Generator early(*decomposition_, tables_.at(middle - root * h));
  const Generator late(*decomposition_, tables_.at(middle + root * h));
  std::array parts{Generator(0.25 + root, early, 0.25 - root, late),
                   Generator(0.25 - root, early, 0.25 + root, late)};
  const double least =
      -decomposition_->maximum(-std::min(parts[0].smallest(), parts[1].smallest()));
  std::array halves{Interval{step.from, middle}, Interval{middle, step.to}};
  if (carried == Carried::expectations) {  // the last acts first
    std::ranges::reverse(parts);
    std::ranges::reverse(halves);
  }
  if (least < 0) {
    if (depth > 30)
      throw std::runtime_error(
          "the Magnus step finds negative rates however short it is: the drift or the noise jumps "
          "in time");
    for (const Interval& half : halves) magnus(values, half, carried, depth + 1);
    return;
  }
  int products = 0;
  for (const Generator& part : parts)
    products += Uniformization(*decomposition_, part, carried).advance(values, h);
  if (carried == Carried::masses) steps_.push_back({step.from, h, products, true});
}

}  // namespace loschmidt::solver
