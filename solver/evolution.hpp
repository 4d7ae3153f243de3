// The density forward in time, and expectations backward through it, docs/theory.md (14), by the
// time integrator that fits: one exponential per interval in the clock τ where the process is
// separable (solver/clock_exponential.hpp), Magnus steps where it is not (solver/magnus.hpp), or
// implicit steps (solver/implicit_integrator.hpp). Which is cheaper: solver/method_choice.hpp.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "solver/clock_exponential.hpp"
#include "solver/implicit_integrator.hpp"
#include "solver/magnus.hpp"

namespace loschmidt::solver {

class Evolution {
 public:
  /// The arguments must outlive this. Collective.
  Evolution(const Decomposition& decomposition, const sde::Sde& sde, const sde::TimeFactor& factor,
            const StepControl& control);
  Evolution(const Evolution&) = delete;
  Evolution& operator=(const Evolution&) = delete;

  /// masses from time `from` to time `to` > from. Collective.
  /// Errors: std::runtime_error when no step size meets the tolerance or a linear solve fails.
  void advance(Masses& masses, double from, double to);

  /// u at time `to` → u at time `from`, u(x, t) = E[u(X_to, to) | X_t = x]; −du/dt = Q u. Where
  /// `advance` took exponentials there, these are solved backward by their transposes, so that
  /// Σ mass · u does not change but for roundoff; implicit methods choose their own steps.
  /// Collective. Errors: as advance; std::logic_error unless `advance` went from `from` to `to`, in
  /// one or more calls.
  void solve_backward(Masses& expectations, double from, double to);

  /// Of the last advance.
  History history() const;
  /// In place of advance, where its result and its history are known.
  void replay(double from, double to, const History& history);
  /// What solve_backward leaves behind besides the expectations.
  StepState backward_state() const;
  void set_backward_state(const StepState& state);

  /// Every step of `advance` since the start, lengths in the clock; the same on every rank.
  const std::vector<TimeStep>& steps() const;

 private:
  using Integrator = std::variant<ClockExponential, Magnus, ImplicitIntegrator>;
  static Integrator integrator_for(const IntegratorContext& context);

  MeshTables tables_;
  Integrator integrator_;
};

}  // namespace loschmidt::solver
