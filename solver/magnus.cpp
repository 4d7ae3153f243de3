#include "solver/magnus.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <stdexcept>

#include "solver/uniformization.hpp"

namespace loschmidt::solver {

void Magnus::advance(Masses& masses, double from, double to) {
  legs_.push_back({{from, to}, {}});
  tries_ = 0;
  lost_.assign(closed_exits(*context_.decomposition).cells.size(), 0.0);
  if (context_.control.steps == 0)
    advance_by_tolerance(masses, from, to);
  else
    take_given_steps(masses, from, to);
}

void Magnus::take_given_steps(Masses& masses, double from, double to) {
  const int steps = steps_within(context_.control, from, to);
  for (int k = 0; k < steps; ++k) {
    const Interval next{from + (to - from) * k / steps, from + (to - from) * (k + 1) / steps};
    legs_.back().steps.push_back(next);
    tries_ = 0;
    step(masses, next, Equation::forward, lost_);
  }
}

void Magnus::solve_backward(Masses& expectations, double from, double to) {
  const auto starts = [&](const Leg& leg) { return leg.whole.from == from; };
  const auto ends = [&](const Leg& leg) { return leg.whole.to == to; };
  const auto first = std::ranges::find_if(legs_, starts);
  const auto last = std::find_if(first, legs_.end(), ends);
  if (last == legs_.end())
    throw std::logic_error("Magnus::solve_backward: no forward steps lead over this interval");
  for (auto leg = last + 1; leg-- != first;)
    for (auto next = leg->steps.rbegin(); next != leg->steps.rend(); ++next) {
      tries_ = 0;
      step(expectations, *next, Equation::backward);
    }
}

History Magnus::history() const {
  History history{{}, {last_step_, 0}};
  if (legs_.empty()) return history;
  for (const Interval& taken : legs_.back().steps)
    history.steps.insert(history.steps.end(), {taken.from, taken.to});
  return history;
}

void Magnus::replay(double from, double to, const History& history) {
  last_step_ = history.state.step;
  legs_.push_back({{from, to}, {}});
  for (std::size_t k = 0; k + 1 < history.steps.size(); k += 2)
    legs_.back().steps.push_back({history.steps[k], history.steps[k + 1]});
}

void Magnus::advance_by_tolerance(Masses& masses, double from, double to) {
  Masses whole(*context_.decomposition);
  Masses halves(*context_.decomposition);
  double t = from;
  double length = last_step_ > 0 ? last_step_ : to - from;
  while (t < to) {
    if (!(length >= 1e-10 * (to - from)))
      throw std::runtime_error(
          "no time step meets solver.tolerance: the coefficients change too abruptly in time; "
          "smooth them or loosen the tolerance");
    // A remainder within roundoff of the end is merged into this step.
    const double end = t + length * (1 + 1e-9) >= to ? to : t + length;
    // A step that the end of the interval cut off says nothing about longer steps, so the next
    // guess starts from the length that was tried.
    const double tried = std::min(length, to - t);
    const Trial trial = try_step(masses, {t, end}, whole, halves);
    length = tried * trial.growth;
    if (!trial.accepted) continue;
    masses.swap(halves);
    const double middle = 0.5 * (t + end);
    legs_.back().steps.insert(legs_.back().steps.end(), {{t, middle}, {middle, end}});
    t = end;
    last_step_ = t < to || trial.growth < 1 ? length : std::max(last_step_, length);
  }
}

Magnus::Trial Magnus::try_step(const Masses& masses, Interval interval, Masses& whole,
                               Masses& halves) {
  const double tolerance = context_.control.tolerance;
  const double middle = 0.5 * (interval.from + interval.to);
  const auto first = static_cast<std::ptrdiff_t>(steps_.size());
  whole.copy_from(masses);
  halves.copy_from(masses);
  step(whole, interval, Equation::forward);
  const auto in_halves = static_cast<std::ptrdiff_t>(steps_.size());
  std::vector<double> lost(lost_.size(), 0.0);
  step(halves, {interval.from, middle}, Equation::forward, lost);
  step(halves, {middle, interval.to}, Equation::forward, lost);
  // The two half steps have 1/16 of the error of the whole step.
  const double error = relative_difference(whole, halves) / 15;
  const bool accepted = error <= tolerance;
  if (accepted) std::ranges::transform(lost_, lost, lost_.begin(), std::plus());
  for (auto s = steps_.begin() + first; s != steps_.end(); ++s)
    s->accepted = accepted && s - steps_.begin() >= in_halves;
  return {accepted, std::clamp(0.9 * std::pow(tolerance / std::max(error, 1e-300), 0.2), 0.2, 4.0)};
}

void Magnus::step(Masses& values, Interval interval, Equation equation, std::span<double> lost,
                  int depth) {
  constexpr double root = 0.28867513459481287;  // √3/6
  count_try(tries_, context_.control.most_tries);
  const double h = interval.to - interval.from;
  const double middle = 0.5 * (interval.from + interval.to);
  const Generator early = context_.generator_at(middle - root * h);
  const Generator late = context_.generator_at(middle + root * h);
  std::array parts{Generator(0.25 + root, early, 0.25 - root, late),
                   Generator(0.25 - root, early, 0.25 + root, late)};
  const double least =
      -context_.decomposition->maximum(-std::min(parts[0].smallest(), parts[1].smallest()));
  std::array halves{Interval{interval.from, middle}, Interval{middle, interval.to}};
  if (equation == Equation::backward) {  // backward, the last exponential acts first
    std::ranges::reverse(parts);
    std::ranges::reverse(halves);
  }
  if (least < 0) {
    if (depth > 30)
      throw std::runtime_error(
          "the Magnus step finds negative rates however short it is: the drift or the noise jumps "
          "in time");
    for (const Interval& half : halves) step(values, half, equation, lost, depth + 1);
    return;
  }
  int products = 0;
  for (const Generator& part : parts)
    products += Uniformization(*context_.decomposition, part, equation).advance(values, h, lost);
  if (equation == Equation::forward) steps_.push_back({interval.from, h, products, true});
}

}  // namespace loschmidt::solver
