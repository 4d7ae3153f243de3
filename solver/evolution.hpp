// The density forward in time, and expectations backward through it, docs/theory.md (14). By
// uniformization separable processes are stepped in the clock τ, without any time error (11);
// others by the fourth-order commutator-free Magnus step, two exponentials of combinations of the
// generators at the Gauss points (12), Blanes & Moan 2006. Implicit methods (12a) step in the
// same clock. Which is cheaper: method_choice.hpp.
#pragma once

#include <optional>
#include <vector>

#include "solver/generator.hpp"
#include "solver/tr_bdf2.hpp"
#include "solver/uniformization.hpp"

namespace loschmidt::solver {

enum class Method { uniformization, tr_bdf2, backward_euler };

struct StepControl {
  int steps = 0;            // steps per `span` of time; 0 = chosen by tolerance
  double span = 1;          // the time the steps are counted on
  double tolerance = 1e-6;  // largest relative error per step where p > 1e-12 max p
  Method method = Method::uniformization;
  int most_tries = solver::most_tries;  // of a step, given or chosen, to get through an interval
};

/// How many of the steps of `control`, which are given, fall to an interval: at least one.
int steps_within(const StepControl& control, double from, double to);

/// Largest relative difference between two mass vectors, over the cells whose density (by the
/// second) is more than 1e-12 of the largest. Collective; exact on any number of ranks.
double relative_difference(const Masses& a, const Masses& b);

class Evolution {
 public:
  /// The arguments must outlive this.
  Evolution(const Decomposition& decomposition, const sde::Sde& sde, const sde::TimeFactor& factor,
            const StepControl& control);
  Evolution(const Evolution&) = delete;
  Evolution& operator=(const Evolution&) = delete;

  /// masses from time `from` to time `to` > from. Collective.
  /// Errors: std::runtime_error when no step size meets the tolerance or a linear solve fails.
  void advance(Masses& masses, double from, double to);

  /// u at time `to` → u at time `from`, u(x, t) = E[u(X_to, to) | X_t = x]; −du/dt = Q u. Where
  /// `advance` took exponentials there, these are taken back by their transposes, so that
  /// Σ mass · u does not change but for roundoff; implicit methods choose their own steps.
  /// Collective. Errors: as advance; std::logic_error unless `advance` went from `from` to `to`, in
  /// one or more calls.
  void carry_back(Masses& expectations, double from, double to);

  /// What the last advance left behind besides the masses: all that the next one, or a way back,
  /// asks for.
  struct Trace {
    std::vector<double> steps;  // of Magnus: beginning and end of each
    Pace pace;
  };
  Trace trace() const;
  /// In place of advance, where its result and its trace are known.
  void retrace(double from, double to, const Trace& trace);
  /// The same of carry_back, which leaves nothing else behind.
  Pace pace_back() const { return implicit_back_ ? implicit_back_->pace() : Pace{}; }
  void set_pace_back(const Pace& pace);

  /// Every step of `advance` since the start, lengths in the clock; the same on every rank.
  const std::vector<TimeStep>& steps() const { return implicit_ ? implicit_->steps() : steps_; }

 private:
  struct Interval {
    double from;
    double to;
  };
  // One call of advance.
  struct Leg {
    Interval whole;
    std::vector<Interval> steps;
  };

  ImplicitStepper implicit_stepper(Carried carried);
  ImplicitStepper& implicit_back();
  void advance_implicitly(ImplicitStepper& stepper, Masses& values, double from, double to,
                          Carried carried);
  void advance_by_tolerance(Masses& masses, double from, double to);
  // One Magnus step; halves itself where a combination of rates would be negative.
  void magnus(Masses& values, Interval step, Carried carried, int depth = 0);
  bool separable() const { return factor_->separable(); }

  const Decomposition* decomposition_;
  const sde::TimeFactor* factor_;
  StepControl control_;
  MeshTables tables_;
  std::optional<Uniformization> separable_, separable_back_;  // back: made when first needed
  std::optional<ImplicitStepper> implicit_, implicit_back_;
  std::vector<TimeStep> steps_;
  std::vector<Leg> legs_;  // of Magnus steps, ascending
  // A good guess for the next step, at most four times the longest that was ever tried.
  double last_step_ = 0;
  int tries_ = 0;  // Magnus steps in this interval so far
};

}  // namespace loschmidt::solver
