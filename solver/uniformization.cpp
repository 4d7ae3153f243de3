#include "solver/uniformization.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "meshes/field.hpp"

namespace loschmidt::solver {

namespace {

// Weights below this fraction are dropped. Cells down to about 1e-16 of the largest then keep a
// relative accuracy of 1e-13.
constexpr double negligible_weight = 1e-26;
constexpr double most_products = 1e9;
constexpr double longest_series = 400;  // Λτ per series: exp(−400) is still a normal number

double largest_rate(const Decomposition& decomposition, const Generator& generator) {
  double fastest = 0;
  for (const double r : generator.leave) fastest = std::max(fastest, r);
  return decomposition.maximum(fastest);
}

// Returns Poisson(k; mean) from k = 0 until the weights are negligible.
std::vector<double> poisson_weights(double mean) {
  std::vector<double> weights{std::exp(-mean)};
  for (double k = 0; k < mean || weights.back() > negligible_weight;)
    weights.push_back(weights.back() * (mean / ++k));
  return weights;
}

// Returns ∫₀^τ Poisson(k; Λσ) dσ = P(more than k jumps)/Λ for every k, with the weights of the same
// Poisson law at τ.
std::vector<double> residence_weights(std::span<const double> weights, double rate) {
  const double scale = 1 / (rate * meshes::total(weights));
  std::vector<double> result(weights.size());
  double beyond = 0;
  for (std::size_t k = weights.size(); k-- > 0;) {
    result[k] = beyond * scale;
    beyond += weights[k];
  }
  return result;
}

// Returns the number of series that take a positive mean number of jumps. The quotient of a
// subnormal mean rounds to 0.
double series_for(double mean) {
  return std::max(1.0, std::ceil(mean / longest_series));
}

}  // namespace

Uniformization::Uniformization(const Decomposition& decomposition, const Generator& generator,
                               Equation equation)
    : decomposition_(&decomposition),
      rate_(largest_rate(decomposition, generator)),
      product_(decomposition, generator, rate_, equation),
      exits_(generator.exits) {}

double Uniformization::products(double mean) {
  if (!(mean > 0)) return 0;
  const double parts = series_for(mean);
  return parts * static_cast<double>(poisson_weights(mean / parts).size() - 1);
}

void Uniformization::add_start(const Masses& masses, const ExitSums& at_exits) const {
  const ArrayOf values(masses.vector());
  const meshes::Block& block = decomposition_->block();
  const auto cells = product_.exit_cells();
  for (std::size_t j = 0; j < cells.size(); ++j)
    at_exits.sums[j] +=
        at_exits.weights[0] * values.data()[decomposition_->ghosted().local(block.index(cells[j]))];
}

void Uniformization::series(Masses& masses, Masses& next, Masses& sum,
                            std::span<const double> weights, const ExitSums& at_exits) const {
  const bool active = masses.vector() != nullptr;
  ExitSums later{};
  if (!at_exits.weights.empty()) {
    add_start(masses, at_exits);
    later = {at_exits.weights.subspan(1), at_exits.sums};
  }
  if (active) petsc::check(VecAXPBY(sum.vector(), weights[0], 0.0, masses.vector()));
  product_.apply(masses, next, sum, weights.subspan(1), later);
  if (active) petsc::check(VecScale(sum.vector(), 1 / meshes::total(weights)));
  masses.swap(sum);
}

int Uniformization::advance(Masses& masses, double clock, std::span<double> lost) const {
  const double work = rate_ * clock;
  if (!(work < most_products))
    throw std::runtime_error(
        fmt::format("uniformization would take {:.1e} products for one interval (the mesh is too "
                    "fine for this drift and noise): use fewer cells",
                    work));
  if (!(work > 0)) return 0;
  const int parts = static_cast<int>(series_for(work));
  Masses next(*decomposition_);
  Masses sum(*decomposition_);
  const std::vector<double> weights = poisson_weights(work / parts);
  const auto cells = product_.exit_cells();
  std::vector<double> residence(cells.size(), 0.0);
  const std::vector<double> spent = residence_weights(weights, rate_);
  const ExitSums at_exits{lost.empty() ? std::span<const double>{} : spent, residence};
  for (int s = 0; s < parts; ++s) series(masses, next, sum, weights, at_exits);
  for (std::size_t k = 0; k < lost.size(); ++k)
    lost[k] += exits_.rates[k] *
               residence[std::ranges::lower_bound(cells, exits_.cells[k]) - cells.begin()];
  return parts * static_cast<int>(weights.size() - 1);
}

}  // namespace loschmidt::solver
