// The choice of time steps, and what a time integrator remembers of the steps it took.
#pragma once

#include <vector>

#include "solver/method.hpp"

namespace loschmidt::solver {

/// The largest number of steps that may be tried in one interval. Smooth coefficients take
/// thousands.
inline constexpr int most_tries = 1'000'000;

/// Increments `tries`. Errors: std::invalid_argument when it exceeds `most`.
void count_try(int& tries, int most);

struct StepControl {
  int steps = 0;            // steps per `span` of time; 0 = chosen by tolerance
  double span = 1;          // the length of time that `steps` refers to
  double tolerance = 1e-6;  // largest relative error per step where p > 1e-12 max p
  Method method = Method::uniformization;
  int most_tries = solver::most_tries;  // per interval, steps given or chosen
};

/// Returns how many steps an interval takes when control.steps is given: at least one.
int steps_within(const StepControl& control, double from, double to);

enum class ImplicitFormula { tr_bdf2, backward_euler };

/// A time step that was tried, whether or not it was accepted.
struct TimeStep {
  double start;
  double length;
  int iterations;  // linear iterations of all its solves, or products of uniformization
  bool accepted;
  double growth = 1;  // a step longer by this factor would just have met the tolerance
  ImplicitFormula formula = ImplicitFormula::tr_bdf2;
};

/// The knowledge of an integrator about step sizes. Besides the values, it carries nothing else
/// from one interval to the next.
struct StepState {
  double step = 0;   // a guess for the next step; 0: none
  int negative = 0;  // consecutive implicit steps that left negative values
};

/// The data that the last advance leaves besides the masses. The next advance and the backward
/// solve need nothing else.
struct History {
  std::vector<double> steps;  // beginning and end of each Magnus step
  StepState state;
};

}  // namespace loschmidt::solver
