// Score and probability current of a density given by cell masses: docs/theory.md (4), (3). Serial,
// on whole arrays.
#pragma once

#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "solver/generator.hpp"

namespace loschmidt {

/// Cells with less mass than this do not resolve their score.
inline constexpr double unresolved_mass = 1e-290;

/// ∇ log p at the faces, (log p_R − log p_L)/d: second order. Along each line of faces it is
/// continued linearly from the nearest resolved ones to the walls and where a cell's mass is below
/// unresolved_mass; it is 0 along lines that hold no mass.
FaceField face_score(const Mesh& mesh, std::span<const double> mass);

/// The same continuation applied to faces given by hand: resolved[n] tells which to keep.
void continue_score(const Mesh& mesh, int a, std::vector<double>& score,
                    const std::vector<bool>& resolved);

/// J at the faces, from the generator's own net flux per area and unit time. `faces` must cover the
/// whole mesh; rate = dτ/dt at that time.
FaceField face_current(const Mesh& mesh, const FaceCoefficients& faces, double rate,
                       std::span<const double> density);

}  // namespace loschmidt
