// Coefficients that change in time: the fourth-order commutator-free Magnus step, two exponentials
// of combinations of the generators at the Gauss points. docs/theory.md (12), Blanes & Moan 2006.
#pragma once

#include "solver/equation.hpp"
#include "solver/integrator_context.hpp"
#include "solver/masses.hpp"

namespace loschmidt::solver {

class Magnus {
 public:
  explicit Magnus(const IntegratorContext& context) : context_(context) {}

  /// The functions of every integrator: solver/evolution.hpp. The backward equation is solved by
  /// the transposes of the forward steps.
  void advance(Masses& masses, double from, double to);
  void solve_backward(Masses& expectations, double from, double to);
  History history() const;
  void replay(double from, double to, const History& history);
  StepState backward_state() const { return {}; }
  void set_backward_state(const StepState&) {}
  const std::vector<TimeStep>& steps() const { return steps_; }

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

  void take_given_steps(Masses& masses, double from, double to);
  void advance_by_tolerance(Masses& masses, double from, double to);
  // A step judged by its two halves, and by how much it may grow (must shrink) then. Their result
  // is left in `halves`.
  struct Trial {
    bool accepted;
    double growth;
  };
  Trial try_step(const Masses& masses, Interval interval, Masses& whole, Masses& halves);
  // One step; halves itself where a combination of rates would be negative.
  void step(Masses& values, Interval interval, Equation equation, int depth = 0);

  IntegratorContext context_;
  std::vector<TimeStep> steps_;
  std::vector<Leg> legs_;  // ascending
  // A good guess for the next step, at most four times the longest that was ever tried.
  double last_step_ = 0;
  int tries_ = 0;  // steps in this interval so far
};

}  // namespace loschmidt::solver
