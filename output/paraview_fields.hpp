// Cell arrays that exist for ParaView alone, made from what a run has anyway. Natural order.
#pragma once

#include <span>
#include <vector>

#include "meshes/histogram.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt::output {

/// log10 of a density, never below -300: an empty cell has a colour too.
std::vector<double> log10_density(std::span<const double> density);

/// The histogram as a density: counts / (particles · volume).
std::vector<double> density_from_counts(const meshes::Mesh& mesh,
                                        const meshes::Histogram& histogram);

/// a − b, cell by cell.
std::vector<double> difference(std::span<const double> a, std::span<const double> b);

}  // namespace loschmidt::output
