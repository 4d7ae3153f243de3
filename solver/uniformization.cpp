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
      product_(decomposition, generator, rate_, equation) {}

double Uniformization::products(double mean) {
  if (!(mean > 0)) return 0;
  const double parts = series_for(mean);
  return parts * static_cast<double>(poisson_weights(mean / parts).size() - 1);
}

void Uniformization::series(Masses& masses, Masses& next, Masses& sum,
                            std::span<const double> weights) const {
  const bool active = masses.vector() != nullptr;
  if (active) petsc::check(VecAXPBY(sum.vector(), weights[0], 0.0, masses.vector()));
  product_.apply(masses, next, sum, weights.subspan(1));
  if (active) petsc::check(VecScale(sum.vector(), 1 / meshes::total(weights)));
  masses.swap(sum);
}

int Uniformization::advance(Masses& masses, double clock) const {
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
  for (int s = 0; s < parts; ++s) series(masses, next, sum, weights);
  return parts * static_cast<int>(weights.size() - 1);
}

}  // namespace loschmidt::solver
