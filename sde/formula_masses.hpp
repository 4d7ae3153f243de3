// The masses of a density that is given by a formula: its integrals over the cells of a mesh.
// Serial.
#pragma once

#include <vector>

#include "meshes/mesh.hpp"
#include "sde/formula.hpp"

namespace loschmidt::sde {

/// Returns ∫ of a formula at time t over the cells [first, last) in natural numbering, by a
/// Gauss–Legendre product rule (5, 3 or 2 points per axis in 1, 2 or 3 dimensions). In cells at a
/// singular end with a negative exponent e there are 15 points along that axis, for which
/// r^e and smooth densities have no error but roundoff. Errors: std::invalid_argument where the
/// formula is negative or not finite.
std::vector<double> formula_masses(const meshes::Mesh& mesh, const Formula& density, double t,
                                   std::size_t first, std::size_t last);

}  // namespace loschmidt::sde
