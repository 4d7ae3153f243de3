// Cell arrays for ParaView alone, computed from other results of a run. Natural order.
#pragma once

#include <span>
#include <vector>

#include "meshes/histogram.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt::output {

/// Returns log10 of a density, at least -300, so that an empty cell has a colour too.
std::vector<double> log10_density(std::span<const double> density);

/// Returns the histogram as a density: counts / (particles · volume).
std::vector<double> density_from_counts(const meshes::Mesh& mesh,
                                        const meshes::Histogram& histogram);

/// Returns a − b, cell by cell.
std::vector<double> difference(std::span<const double> a, std::span<const double> b);

}  // namespace loschmidt::output
