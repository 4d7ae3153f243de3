#include "solver/tr_bdf2.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace loschmidt::solver {

namespace {

// TR-BDF2 with γ = 2 − √2: a trapezoidal step over γh, then BDF2 over h.
constexpr double gamma = 2 - std::numbers::sqrt2;
constexpr double alpha = gamma / 2;                  // the coefficient of both matrices, times h
constexpr double ahead = 1 / (gamma * (2 - gamma));  // BDF2's weights of the stage and the start
constexpr double behind = ahead - 1;
// The weights (b̂ − b) of the error estimate h (b̂ − b)·f of the embedded formula of third order.
constexpr double error_start = (1 - std::numbers::sqrt2) / 3;
constexpr double error_stage = 1.0 / 3;
constexpr double error_end = -gamma / 3;

constexpr int halvings = 4;  // halvings of a step with negative values, before backward Euler
constexpr int euler_substeps = 4;

std::vector<double> combined(double a, const std::vector<double>& x, double b,
                             const std::vector<double>& y) {
  std::vector<double> result(x.size());
  for (std::size_t n = 0; n < x.size(); ++n) result[n] = a * x[n] + b * y[n];
  return result;
}

}  // namespace

ImplicitStepper::ImplicitStepper(const Decomposition& decomposition, GeneratorAt generator_at,
                                 const ImplicitOptions& options)
    : decomposition_(&decomposition),
      generator_at_(std::move(generator_at)),
      options_(options),
      system_(decomposition, options.equation) {}

void ImplicitStepper::use_rates(double time) {
  if (rates_time_ && (options_.steady || *rates_time_ == time)) return;
  system_.set_rates(generator_at_(time));
  rates_time_ = time;
}

void ImplicitStepper::start(const Masses& masses, double time) {
  values_ = masses.owned();
  use_rates(time);
  derivative_ = system_.derivative(values_);
  flow_ = system_.exit_flows(values_);
  lost_.assign(flow_.size(), 0.0);
}

int ImplicitStepper::solve(double time, double coefficient, const Values& right, Values& x) {
  use_rates(time);
  system_.set_coefficient(coefficient);
  return system_.solve(right, x);
}

ImplicitStepper::End ImplicitStepper::tr_bdf2(double time, double h) {
  const double c = alpha * h;
  End end;
  Values stage = values_;
  Values right = combined(1, values_, c, derivative_);
  end.iterations = solve(time + gamma * h, c, right, stage);
  const Values at_stage = combined(1 / c, stage, -1 / c, right);
  end.lost = combined(ahead * c, flow_, ahead * c, system_.exit_flows(stage));
  right = combined(ahead, stage, -behind, values_);
  end.values = stage;
  end.iterations += solve(time + h, c, right, end.values);
  end.derivative = combined(1 / c, end.values, -1 / c, right);
  end.flow = system_.exit_flows(end.values);
  end.lost = combined(1, end.lost, c, end.flow);
  end.error = combined(h * error_start, derivative_, h * error_stage, at_stage);
  end.error = combined(1, end.error, h * error_end, end.derivative);
  return end;
}

ImplicitStepper::End ImplicitStepper::backward_euler(double time, double h) {
  End end;
  end.values = values_;
  end.iterations = solve(time + h, h, values_, end.values);
  end.derivative = combined(1 / h, end.values, -1 / h, values_);
  end.flow = system_.exit_flows(end.values);
  end.lost = combined(h, end.flow, 0, end.flow);
  end.error = combined(0.5 * h, end.derivative, -0.5 * h, derivative_);
  return end;
}

ImplicitStepper::End ImplicitStepper::step(ImplicitFormula formula, double time, double h) {
  return formula == ImplicitFormula::tr_bdf2 ? tr_bdf2(time, h) : backward_euler(time, h);
}

bool ImplicitStepper::nonnegative(Values& values) const {
  double least = 0;
  for (double& v : values) {
    if (std::abs(v) < unresolved_mass) v = std::max(v, 0.0);
    least = std::min(least, v);
  }
  return decomposition_->maximum(-least) <= 0;
}

void ImplicitStepper::accept(End&& end, const TimeStep& step) {
  steps_.push_back(step);
  values_ = std::move(end.values);
  derivative_ = std::move(end.derivative);
  flow_ = std::move(end.flow);
  lost_ = combined(1, lost_, 1, end.lost);
}

// Takes backward Euler in short steps. Its matrix is an M-matrix, so no value becomes negative.
void ImplicitStepper::positive_step(double time, double h) {
  const double part = h / euler_substeps;
  for (int k = 0; k < euler_substeps; ++k) {
    End end = backward_euler(time + k * part, part);
    if (!nonnegative(end.values))
      throw std::runtime_error(
          "backward Euler finds a negative density: the linear solver keeps no tails (its matrix "
          "has none): use the default solver or tighter options behind --");
    const int iterations = end.iterations;
    accept(std::move(end),
           {time + k * part, part, iterations, true, 1, ImplicitFormula::backward_euler});
  }
}

void ImplicitStepper::fixed_step(double time, double h, int depth) {
  End end = step(options_.formula, time, h);
  const TimeStep tried{time, h, end.iterations, nonnegative(end.values), 1, options_.formula};
  if (tried.accepted) return accept(std::move(end), tried);
  steps_.push_back(tried);
  if (depth == halvings) return positive_step(time, h);
  fixed_step(time, h / 2, depth + 1);
  fixed_step(time + h / 2, h / 2, depth + 1);
}

void ImplicitStepper::advance(Masses& masses, double from, double to, int steps) {
  start(masses, from);
  const double h = (to - from) / steps;
  for (int k = 0; k < steps; ++k) fixed_step(from + k * h, h, 0);
  masses.set(values_);
}

// Negative values far below the peak, where the error is not measured, may persist. Then a step of
// backward Euler is taken, judged by the same tolerance.
ImplicitStepper::Trial ImplicitStepper::try_step(double time, double h) {
  const ImplicitFormula formula =
      state_.negative > halvings ? ImplicitFormula::backward_euler : options_.formula;
  End end = step(formula, time, h);
  const bool positive = nonnegative(end.values);
  const double order = formula == ImplicitFormula::tr_bdf2 ? 3 : 2;
  const double tolerance = share_of_tolerance * options_.tolerance;
  const double error = largest_relative(*decomposition_, options_.equation, end.error, end.values);
  const double growth = 0.9 * std::pow(tolerance / std::max(error, 1e-300), 1 / order);
  const bool accurate = error <= tolerance;
  TimeStep tried{time, h, end.iterations, accurate && positive, growth, formula};
  if (tried.accepted) {
    accept(std::move(end), tried);
    state_.negative = 0;
  } else {
    steps_.push_back(tried);
    if (accurate) ++state_.negative;
  }
  return {tried.accepted, std::clamp(growth, 0.2, positive ? 4.0 : 0.5)};
}

namespace {

// Equal steps over the rest of an interval. A length is kept as long as it fits approximately,
// because a new one needs a new matrix.
class EvenSteps {
 public:
  EvenSteps(double from, double to, double wanted) : time_(from), from_(from), to_(to) {
    divide(wanted);
  }
  bool done() const { return left_ == 0; }
  double time() const { return time_; }
  double length() const { return length_; }
  double wanted() const { return wanted_; }

  void next(double growth) {
    // A step that the end of the interval cut short says little about longer steps.
    const bool cut = left_ == 1 && growth >= 1;
    wanted_ = cut ? std::max(wanted_, length_ * growth) : length_ * growth;
    time_ += length_;
    if (--left_ > 0 && growth > 1.15) divide(wanted_);
  }
  void retry(double growth) { divide(length_ * growth); }

 private:
  void divide(double wanted) {
    wanted_ = wanted;
    if (!(wanted >= 1e-12 * (to_ - from_)))
      throw std::runtime_error(
          "no time step meets solver.tolerance: the coefficients change too abruptly in time; "
          "smooth them or loosen the tolerance");
    left_ = std::max(1.0, std::ceil((to_ - time_) / wanted - 1e-9));
    length_ = (to_ - time_) / left_;
  }

  double time_, from_, to_;
  double wanted_ = 0, length_ = 0;
  double left_ = 0;  // number of steps of this length to the end
};

}  // namespace

void ImplicitStepper::advance(Masses& masses, double from, double to) {
  start(masses, from);
  EvenSteps pace(from, to, state_.step > 0 ? state_.step : to - from);
  int tries = 0;
  while (!pace.done()) {
    count_try(tries, options_.most_tries);
    const Trial trial = try_step(pace.time(), pace.length());
    if (trial.accepted)
      pace.next(trial.growth);
    else
      pace.retry(trial.growth);
  }
  state_.step = pace.wanted();
  masses.set(values_);
}

}  // namespace loschmidt::solver
