// Implicit steps of ṁ = Q(t)ᵀm (or, backward, of expectations by Q) for stiff problems: TR-BDF2
// with γ = 2 − √2, second order, L-stable, two solves with one matrix I − ½γh Qᵀ, and its embedded
// error estimate of third order; or backward Euler. docs/theory.md (12a)–(12c); Bank et al. 1985,
// Hosea & Shampine 1996. A step that leaves a negative value is done again in halves and, if that
// does not help, by backward Euler, which cannot: the result never has a negative cell. Knows
// nothing of coefficients: all it needs is the generator at a time.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "solver/implicit_system.hpp"
#include "solver/stepping.hpp"

namespace loschmidt::solver {

/// Q at a time. Collective if it needs to be: every rank asks for the same times.
using GeneratorAt = std::function<Generator(double)>;

struct ImplicitOptions {
  ImplicitFormula formula = ImplicitFormula::tr_bdf2;
  bool steady = false;  // the generator is the same at all times
  Equation equation = Equation::forward;
  double tolerance = 1e-6;  // largest estimated error of a step, relative, where p > 1e-12 max p
  int most_tries = solver::most_tries;
};

class ImplicitStepper {
 public:
  /// The decomposition must outlive this. Collective.
  ImplicitStepper(const Decomposition& decomposition, GeneratorAt generator_at,
                  const ImplicitOptions& options);

  /// masses (nonnegative) from time `from` to `to`, steps chosen by the tolerance. Collective.
  /// Errors: std::runtime_error when no step meets the tolerance or a linear solve fails.
  void advance(Masses& masses, double from, double to);
  /// As the other advance, in `steps` equal steps.
  void advance(Masses& masses, double from, double to, int steps);

  const StepState& state() const { return state_; }
  /// Goes on as another stepper would that had this state.
  void set_state(const StepState& state) { state_ = state; }

  /// Every step since the start.
  const std::vector<TimeStep>& steps() const { return steps_; }

 private:
  using Values = std::vector<double>;
  // The end of a step: values, their derivative, an estimate of the error of the values.
  struct End {
    Values values, derivative, error;
    int iterations = 0;
  };

  void start(const Masses& masses, double time);
  void use_rates(double time);
  int solve(double time, double coefficient, const Values& right, Values& x);
  End tr_bdf2(double time, double h);
  End backward_euler(double time, double h);
  End step(ImplicitFormula formula, double time, double h);
  bool nonnegative(Values& values) const;
  void accept(End&& end, const TimeStep& step);
  void fixed_step(double time, double h, int depth);
  void positive_step(double time, double h);
  // A step judged by the tolerance, and by how much it may grow (must shrink) then.
  struct Trial {
    bool accepted;
    double growth;
  };
  Trial try_step(double time, double h);

  const Decomposition* decomposition_;
  GeneratorAt generator_at_;
  ImplicitOptions options_;
  ImplicitSystem system_;
  std::optional<double> rates_time_;  // of the rates the system holds
  Values values_, derivative_;        // at the beginning of the step
  std::vector<TimeStep> steps_;
  StepState state_;
};

}  // namespace loschmidt::solver
