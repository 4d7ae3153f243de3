#include "solver/evolution.hpp"

namespace loschmidt::solver {

Evolution::Evolution(const Decomposition& decomposition, const sde::Sde& sde,
                     const sde::TimeFactor& factor, const StepControl& control)
    : decomposition_(&decomposition),
      factor_(&factor),
      tables_(sde, factor, decomposition),
      integrator_(integrator_for({&decomposition, &factor, &tables_, control})) {}

Evolution::Integrator Evolution::integrator_for(const IntegratorContext& context) {
  if (traits_of(context.control.method).implicit)
    return Integrator(std::in_place_type<ImplicitIntegrator>, context);
  if (context.factor->separable()) return Integrator(std::in_place_type<ClockExponential>, context);
  return Integrator(std::in_place_type<Magnus>, context);
}

void Evolution::advance(Masses& masses, double from, double to) {
  std::visit([&](auto& i) { i.advance(masses, from, to); }, integrator_);
}

std::vector<double> Evolution::lost() const {
  return std::visit([&](const auto& i) { return sum_per_end(*decomposition_, i.lost()); },
                    integrator_);
}

std::vector<double> Evolution::exit_rates(const Masses& masses, double t) {
  if (!decomposition_->mesh().absorbing()) return {};
  const Exits exits = Generator(*decomposition_, tables_.at(t)).exits;
  auto rates = sum_per_end(*decomposition_, flows(exits, masses.owned()));
  for (double& rate : rates) rate *= factor_->rate(t);
  return rates;
}

void Evolution::solve_backward(Masses& expectations, double from, double to) {
  std::visit([&](auto& i) { i.solve_backward(expectations, from, to); }, integrator_);
}

History Evolution::history() const {
  return std::visit([](const auto& i) { return i.history(); }, integrator_);
}

void Evolution::replay(double from, double to, const History& history) {
  std::visit([&](auto& i) { i.replay(from, to, history); }, integrator_);
}

StepState Evolution::backward_state() const {
  return std::visit([](const auto& i) { return i.backward_state(); }, integrator_);
}

void Evolution::set_backward_state(const StepState& state) {
  std::visit([&](auto& i) { i.set_backward_state(state); }, integrator_);
}

const std::vector<TimeStep>& Evolution::steps() const {
  return std::visit([](const auto& i) -> const std::vector<TimeStep>& { return i.steps(); },
                    integrator_);
}

}  // namespace loschmidt::solver
