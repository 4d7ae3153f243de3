// How time steps are chosen, and what a time integrator remembers of those it took.
#pragma once

#include <vector>

#include "solver/method.hpp"

namespace loschmidt::solver {

/// How many steps may be tried to get through one interval. Smooth coefficients take thousands.
inline constexpr int most_tries = 1'000'000;

/// Counts one more. Errors: std::invalid_argument when these are more than `most`.
void count_try(int& tries, int most);

struct StepControl {
  int steps = 0;            // steps per `span` of time; 0 = chosen by tolerance
  double span = 1;          // the time the steps are counted on
  double tolerance = 1e-6;  // largest relative error per step where p > 1e-12 max p
  Method method = Method::uniformization;
  int most_tries = solver::most_tries;  // of a step, given or chosen, to get through an interval
};

/// How many of the steps of `control`, which are given, fall to an interval: at least one.
int steps_within(const StepControl& control, double from, double to);

enum class ImplicitFormula { tr_bdf2, backward_euler };

/// A time step that was tried, also where it was then rejected.
struct TimeStep {
  double start;
  double length;
  int iterations;  // linear iterations of all its solves, or products of uniformization
  bool accepted;
  double growth = 1;  // a step longer by this factor would just have met the tolerance
  ImplicitFormula formula = ImplicitFormula::tr_bdf2;
};

/// What an integrator has learnt of the steps to take: all it carries from one interval to the next
/// besides the values.
struct StepState {
  double step = 0;   // a good guess for the next; 0: none
  int negative = 0;  // implicit steps in a row that left negative values
};

/// What the last advance left behind besides the masses: all that the next one, or the way back,
/// asks for.
struct History {
  std::vector<double> steps;  // of Magnus: beginning and end of each
  StepState state;
};

}  // namespace loschmidt::solver
