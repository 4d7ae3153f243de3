// Distances between a density that was computed without particles and the one it should be. There
// are no p-values. Serial, on whole arrays in natural order.
#pragma once

#include <array>
#include <span>

#include "meshes/mesh.hpp"
#include "validation/statistic.hpp"

namespace loschmidt::validation {

struct LawDistance {
  double l1;                           // Σ |m − q|
  double total_variation;              // half of it
  double kullback_leibler;             // Σ m log(m/q); infinite where q lacks mass that m has
  std::array<double, 3> wasserstein1;  // per axis, ∫ |F − G| dx; 0 for absent axes
  double largest_relative;             // max |m/q − 1| where q/volume > 1e-12 of its maximum
};

/// The table of all members, in the order of files.
std::span<const Statistic<LawDistance>> law_statistics();

/// Returns the distances of the cell masses `reached`, m, from `expected`, q. Errors:
/// std::invalid_argument unless both have one value per cell.
LawDistance law_distance(const meshes::Mesh& mesh, std::span<const double> reached,
                         std::span<const double> expected);

}  // namespace loschmidt::validation
