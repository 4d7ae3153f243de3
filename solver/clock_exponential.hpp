// Time integrator for a separable process. In its clock τ the rates are constant, so each interval
// takes one exponential, by uniformization, without any time error. docs/theory.md (11), (14).
#pragma once

#include <optional>
#include <span>

#include "solver/integrator_context.hpp"
#include "solver/uniformization.hpp"

namespace loschmidt::solver {

class ClockExponential {
 public:
  /// Prepares the exponentials of the forward equation. Collective.
  explicit ClockExponential(const IntegratorContext& context);

  /// advance and the functions below it are those of every integrator: solver/evolution.hpp.
  void advance(Masses& masses, double from, double to);
  void solve_backward(Masses& expectations, double from, double to);
  std::span<const double> lost() const { return lost_; }
  History history() const { return {}; }
  void replay(double, double, const History&) {}
  StepState backward_state() const { return {}; }
  void set_backward_state(const StepState&) {}
  const std::vector<TimeStep>& steps() const { return steps_; }

 private:
  Uniformization uniformization(Equation equation) const;

  IntegratorContext context_;
  Uniformization forward_;
  std::optional<Uniformization> backward_;  // made when first needed
  std::vector<TimeStep> steps_;
  std::vector<double> lost_;  // in the last advance, per exit
};

}  // namespace loschmidt::solver
