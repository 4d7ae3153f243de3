#include "solver/clock_exponential.hpp"

namespace loschmidt::solver {

ClockExponential::ClockExponential(const IntegratorContext& context)
    : context_(context), forward_(uniformization(Equation::forward)) {}

Uniformization ClockExponential::uniformization(Equation equation) const {
  return {*context_.decomposition, context_.generator_at(context_.factor->reference_time()),
          equation};
}

void ClockExponential::advance(Masses& masses, double from, double to) {
  const double clock = context_.factor->integral(from, to);
  lost_.assign(closed_exits(*context_.decomposition).cells.size(), 0.0);
  const int products = forward_.advance(masses, clock, lost_);
  steps_.push_back({from, clock, products, true});
}

void ClockExponential::solve_backward(Masses& expectations, double from, double to) {
  if (!backward_) backward_.emplace(uniformization(Equation::backward));
  backward_->advance(expectations, context_.factor->integral(from, to));
}

}  // namespace loschmidt::solver
