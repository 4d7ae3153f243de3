#include "validation/law_distance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "meshes/field.hpp"
#include "validation/axis_law.hpp"

namespace loschmidt::validation {

namespace {

constexpr double looked_at = 1e-12;  // as a fraction of the largest density

double term_of_divergence(double reached, double expected) {
  if (!(reached > 0)) return 0;
  return expected > 0 ? reached * std::log(reached / expected)
                      : std::numeric_limits<double>::infinity();
}

double largest_relative(const meshes::Mesh& mesh, std::span<const double> reached,
                        std::span<const double> expected) {
  const auto density = meshes::density_from_mass(mesh, expected);
  const double least = looked_at * *std::ranges::max_element(density);
  double largest = 0;
  for (std::size_t i = 0; i < density.size(); ++i)
    if (density[i] > least) largest = std::max(largest, std::abs(reached[i] / expected[i] - 1));
  return largest;
}

}  // namespace

std::span<const Statistic<LawDistance>> law_statistics() {
  using D = LawDistance;
  static constexpr std::array<Statistic<D>, 5> table{{
      {"total_variation", "total variation distance from the density it should be",
       &D::total_variation},
      {"kullback_leibler", "Kullback-Leibler divergence from the density it should be",
       &D::kullback_leibler},
      {"error_l1", "L1 norm of the difference from the density it should be", &D::l1},
      {"error_relative",
       "largest relative difference where the density is above 1e-12 of its maximum",
       &D::largest_relative},
      {"wasserstein1", "Wasserstein-1 distance of the marginal on each axis", &D::wasserstein1},
  }};
  return table;
}

LawDistance law_distance(const meshes::Mesh& mesh, std::span<const double> reached,
                         std::span<const double> expected) {
  if (reached.size() != mesh.cells() || expected.size() != mesh.cells())
    throw std::invalid_argument(fmt::format(
        "{} and {} masses for {} cells (they are compared cell by cell): give both on the mesh of "
        "the run",
        reached.size(), expected.size(), mesh.cells()));
  LawDistance distance{};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    distance.l1 += std::abs(reached[i] - expected[i]);
    distance.kullback_leibler += term_of_divergence(reached[i], expected[i]);
  }
  distance.total_variation = 0.5 * distance.l1;
  for (int a = 0; a < mesh.dimension(); ++a)
    distance.wasserstein1[a] = cumulative_distance(mesh.axis(a), law_along(mesh, a, reached), 1,
                                                   law_along(mesh, a, expected))
                                   .integral;
  distance.largest_relative = largest_relative(mesh, reached, expected);
  return distance;
}

}  // namespace loschmidt::validation
