// The poles of the score at singular ends (meshes/end_profile.hpp), as the tables of the particles
// take them: added to the score inside, and to the drift at the ends themselves.
#pragma once

#include <vector>

#include "meshes/points.hpp"
#include "sde/reversal.hpp"

namespace loschmidt::roads {

/// Adds d log φ/dx to a score at the points of a grid, `dimension` components each, but at the ends
/// themselves, where it is infinite.
void add_profile_slopes(const meshes::Mesh& mesh, const meshes::PointGrid& points,
                        std::vector<double>& score);

/// Adds ½(1 + λ²) γ D e/r, for a score with the pole e/r, to the drift at those points of a table
/// that lie on singular ends where D vanishes in proportion to r: D/r is |∇·D| there. `divergence`
/// is that of the forward process; the table holds the points from number `first` on.
void add_drift_at_ends(const meshes::Mesh& mesh, const meshes::PointGrid& points, std::size_t first,
                       const std::vector<double>& divergence, const sde::Reversal& reversal,
                       std::vector<double>& drift);

}  // namespace loschmidt::roads
