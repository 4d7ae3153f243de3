// Time integrator for coefficients that change in time: the fourth-order commutator-free Magnus
// step, two exponentials of combinations of the generators at the Gauss points. docs/theory.md
// (12), Blanes & Moan 2006.
#pragma once

#include "solver/equation.hpp"
#include "solver/integrator_context.hpp"
#include "solver/masses.hpp"

namespace loschmidt::solver {

class Magnus {
 public:
  explicit Magnus(const IntegratorContext& context) : context_(context) {}

  /// advance and the functions below it are those of every integrator: solver/evolution.hpp. The
  /// backward equation is solved by the transposes of the forward steps.
  void advance(Masses& masses, double from, double to);
  void solve_backward(Masses& expectations, double from, double to);
  std::span<const double> lost() const { return lost_; }
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
  // The interval of one call of advance, and the steps that were taken in it.
  struct Leg {
    Interval whole;
    std::vector<Interval> steps;
  };

  void take_given_steps(Masses& masses, double from, double to);
  void advance_by_tolerance(Masses& masses, double from, double to);
  // The outcome of a step, judged by comparison with two half steps, and the factor by which the
  // next step may grow or must shrink. The result of the half steps is left in `halves`, and
  // added to lost_ if the step is accepted.
  struct Trial {
    bool accepted;
    double growth;
  };
  Trial try_step(const Masses& masses, Interval interval, Masses& whole, Masses& halves);
  // Takes one step, or two half steps where a combination of rates would be negative. Adds the mass
  // that leaves through each exit to `lost`, unless that is empty.
  void step(Masses& values, Interval interval, Equation equation, std::span<double> lost = {},
            int depth = 0);

  IntegratorContext context_;
  std::vector<TimeStep> steps_;
  std::vector<Leg> legs_;     // ascending
  std::vector<double> lost_;  // in the last advance, per exit
  // A guess for the next step, at most four times the longest that was ever tried.
  double last_step_ = 0;
  int tries_ = 0;  // number of steps tried in this interval so far
};

}  // namespace loschmidt::solver
