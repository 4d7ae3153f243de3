#include "solver/implicit_integrator.hpp"

namespace loschmidt::solver {

ImplicitIntegrator::ImplicitIntegrator(const IntegratorContext& context)
    : context_(context), forward_(stepper(Equation::forward)) {}

// For expectations time runs backward, so the stepper's time is −t.
ImplicitStepper ImplicitIntegrator::stepper(Equation equation) const {
  const double sign = equation == Equation::forward ? 1 : -1;
  const bool separable = context_.factor->separable();
  const StepControl& control = context_.control;
  const auto formula = control.method == Method::tr_bdf2 ? ImplicitFormula::tr_bdf2
                                                         : ImplicitFormula::backward_euler;
  return {*context_.decomposition,
          [context = context_, separable, sign](double time) {
            return context.generator_at(separable ? context.factor->reference_time() : sign * time);
          },
          {formula, separable, equation, control.tolerance, control.most_tries}};
}

ImplicitStepper& ImplicitIntegrator::backward() {
  if (!backward_) backward_.emplace(stepper(Equation::backward));
  return *backward_;
}

void ImplicitIntegrator::advance(Masses& masses, double from, double to) {
  take_steps(forward_, masses, from, to, Equation::forward);
}

void ImplicitIntegrator::solve_backward(Masses& expectations, double from, double to) {
  take_steps(backward(), expectations, from, to, Equation::backward);
}

void ImplicitIntegrator::take_steps(ImplicitStepper& stepper, Masses& values, double from,
                                    double to, Equation equation) const {
  double start = equation == Equation::forward ? from : -to;
  double end = equation == Equation::forward ? to : -from;
  if (context_.factor->separable()) {  // its clock starts at 0, since its rates are constant
    start = 0;
    end = context_.factor->integral(from, to);
  }
  if (context_.control.steps == 0)
    stepper.advance(values, start, end);
  else
    stepper.advance(values, start, end, steps_within(context_.control, from, to));
}

}  // namespace loschmidt::solver
