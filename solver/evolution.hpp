// The evolution of the density forward in time, and of expectations backward in time,
// docs/theory.md (14). The method selects one of three time integrators: one exponential per
// interval in the clock τ where the process is separable (solver/clock_exponential.hpp), Magnus
// steps where it is not (solver/magnus.hpp), or implicit steps (solver/implicit_integrator.hpp).
// solver/method_choice.hpp estimates which is cheaper.
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

  /// Advances masses from time `from` to time `to` > from. Collective. Errors: std::runtime_error
  /// when no step size meets the tolerance or a linear solve fails.
  void advance(Masses& masses, double from, double to);

  /// The mass that the last advance lost through each absorbing end (meshes/ends.hpp), which adds
  /// up with the masses to those before it. Collective.
  std::vector<double> lost() const;
  /// The mass that is lost through each absorbing end per unit of time, at time t with these
  /// masses. Collective.
  std::vector<double> exit_rates(const Masses& masses, double t);

  /// Solves −du/dt = Q u from time `to` back to time `from`, u(x, t) = E[u(X_to, to) | X_t = x].
  /// Where `advance` took exponentials, their transposes are taken, so that Σ mass · u changes only
  /// by roundoff; implicit methods choose their own steps. Collective. Errors: as advance;
  /// std::logic_error unless `advance` went from `from` to `to`, in one or more calls.
  void solve_backward(Masses& expectations, double from, double to);

  /// The history of the last advance, which replay takes.
  History history() const;
  /// Replaces advance when its result and its history are already known, in a restarted run.
  void replay(double from, double to, const History& history);
  /// The state of the backward solve, besides the expectations. A restarted run sets it again.
  StepState backward_state() const;
  void set_backward_state(const StepState& state);

  /// Every step of `advance` since the start, with lengths in the clock; the same on every rank.
  const std::vector<TimeStep>& steps() const;

 private:
  using Integrator = std::variant<ClockExponential, Magnus, ImplicitIntegrator>;
  static Integrator integrator_for(const IntegratorContext& context);

  const Decomposition* decomposition_;
  const sde::TimeFactor* factor_;
  MeshTables tables_;
  Integrator integrator_;
};

}  // namespace loschmidt::solver
