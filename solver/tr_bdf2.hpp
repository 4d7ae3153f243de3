// Implicit steps of ṁ = Q(t)ᵀm (or, backward in time, of expectations by Q) for stiff problems.
// TR-BDF2 with γ = 2 − √2 is of second order and L-stable; it takes two solves with one matrix
// I − ½γΔt Qᵀ and has an embedded error estimate of third order. Backward Euler is the alternative.
// docs/theory.md (12a)–(12c); Bank et al. 1985, Hosea & Shampine 1996. A step that leaves a
// negative value is repeated in halves and, if that does not help, by backward Euler, which keeps
// all values nonnegative. The result therefore never has a negative cell. The stepper uses no
// coefficients, only the generator at a time.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "solver/implicit_system.hpp"
#include "solver/stepping.hpp"

namespace loschmidt::solver {

/// Returns Q at a time. It may be collective: every rank asks for the same times.
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

  /// Advances masses (nonnegative) from time `from` to `to`, with steps chosen by the tolerance.
  /// Collective. Errors: std::runtime_error when no step meets the tolerance or a linear solve
  /// fails.
  void advance(Masses& masses, double from, double to);
  /// Advances masses in `steps` equal steps. Collective. Errors: as the other advance.
  void advance(Masses& masses, double from, double to, int steps);

  /// The mass that left through each exit in the last advance, by the formula of the steps, so that
  /// mass is conserved as well as by a linear solve; empty for expectations.
  std::span<const double> lost() const { return lost_; }

  const StepState& state() const { return state_; }
  /// Continues with the step size and the count of another stepper.
  void set_state(const StepState& state) { state_ = state; }

  /// Every step since the start.
  const std::vector<TimeStep>& steps() const { return steps_; }

 private:
  using Values = std::vector<double>;
  // The end of a step: the values, their derivative, and an estimate of the error of the values;
  // the flow through each exit, and what left through it in the step.
  struct End {
    Values values, derivative, error;
    Values flow, lost;
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
  // The outcome of a step judged by the tolerance, and the factor by which the next step may grow
  // or must shrink.
  struct Trial {
    bool accepted;
    double growth;
  };
  Trial try_step(double time, double h);

  const Decomposition* decomposition_;
  GeneratorAt generator_at_;
  ImplicitOptions options_;
  ImplicitSystem system_;
  std::optional<double> rates_time_;   // the time of the rates that the system holds
  Values values_, derivative_, flow_;  // at the beginning of the step
  Values lost_;                        // since the beginning of the advance
  std::vector<TimeStep> steps_;
  StepState state_;
};

}  // namespace loschmidt::solver
