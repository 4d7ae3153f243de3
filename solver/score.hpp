// Score and probability current of a density given by cell masses: docs/theory.md (4), (3). Serial,
// on whole arrays.
//
// At an absorbing end the density vanishes in proportion to the distance and the score has a pole,
// which finite differences cannot resolve. The score is split: s = ∇log w + ∇log(p/w), w the
// product over the absorbing axes of the profile in sde/absorbing_axis.hpp. The first part is known
// in closed form. The second, the *regular* part, is smooth up to the end; only this part is
// differenced, interpolated and extrapolated. Without absorbing axes w = 1 and the regular part is
// the score.
#pragma once

#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "solver/generator.hpp"
#include "solver/masses.hpp"

namespace loschmidt::solver {

/// Returns ∇ log(p/w) at the faces: differences of log p − log w at the centres over their
/// distance, of second order. Along each line of faces it is continued linearly from the nearest
/// resolved faces to the walls, and where a cell's mass is below unresolved_mass. It is 0 along
/// lines that hold no mass.
meshes::FaceField regular_score(const meshes::Mesh& mesh, std::span<const double> mass);

/// First step of a regular score that several ranks compute in parts: replaces the masses of the
/// cells from number `first` on by log p, NaN where it is not resolved.
void log_densities(const meshes::Mesh& mesh, std::size_t first, std::span<double> mass);
/// Second step: computes the regular score across axis a at the faces of `part`, whole lines along
/// a. The rest of `score`, all faces across a, is not changed.
void regular_score(const meshes::Mesh& mesh, int a, const meshes::Block& part,
                   std::span<const double> log_density, std::span<double> score);

/// Returns the score at the faces from its regular part. Absorbing ends keep the regular part
/// alone, since the rest is infinite there.
meshes::FaceField with_poles(const meshes::Mesh& mesh, meshes::FaceField regular);
/// Returns the score at cell centres, finite everywhere, from its regular part at the faces.
meshes::Field cell_score(const meshes::Mesh& mesh, const meshes::FaceView& regular);
/// Returns the regular part of a score that is given at cell centres.
meshes::Field without_poles(const meshes::Mesh& mesh, meshes::Field score);

/// Returns ∇ log p at the faces; at absorbing ends, as in with_poles, its regular part alone.
inline meshes::FaceField face_score(const meshes::Mesh& mesh, std::span<const double> mass) {
  return with_poles(mesh, regular_score(mesh, mass));
}

/// Returns J at the faces, from the generator's own net flux per area and unit time; absorbed mass
/// flows through the end. `faces` must cover the whole mesh. `rate` is dτ/dt at that time.
meshes::FaceField face_current(const meshes::Mesh& mesh, const FaceCoefficients& faces, double rate,
                               std::span<const double> density);

}  // namespace loschmidt::solver
