// Time integrator with implicit steps (solver/tr_bdf2.hpp), in the clock of a separable process,
// otherwise in time. The backward equation is solved with steps of its own. docs/theory.md (12a).
#pragma once

#include <optional>

#include "solver/integrator_context.hpp"
#include "solver/tr_bdf2.hpp"

namespace loschmidt::solver {

class ImplicitIntegrator {
 public:
  /// Prepares the steps of the forward equation. Collective.
  explicit ImplicitIntegrator(const IntegratorContext& context);

  /// advance and the functions below it are those of every integrator: solver/evolution.hpp.
  void advance(Masses& masses, double from, double to);
  void solve_backward(Masses& expectations, double from, double to);
  std::span<const double> lost() const { return forward_.lost(); }
  History history() const { return {{}, forward_.state()}; }
  void replay(double, double, const History& history) { forward_.set_state(history.state); }
  StepState backward_state() const { return backward_ ? backward_->state() : StepState{}; }
  void set_backward_state(const StepState& state) { backward().set_state(state); }
  const std::vector<TimeStep>& steps() const { return forward_.steps(); }

 private:
  ImplicitStepper stepper(Equation equation) const;
  ImplicitStepper& backward();
  void take_steps(ImplicitStepper& stepper, Masses& values, double from, double to,
                  Equation equation) const;

  IntegratorContext context_;
  ImplicitStepper forward_;
  std::optional<ImplicitStepper> backward_;  // made when first needed
};

}  // namespace loschmidt::solver
