// Probability current under a full diffusion tensor: docs/theory.md (3), (10c). Serial, on whole
// arrays.
#pragma once

#include <span>

#include "meshes/field.hpp"
#include "solver/mesh_coefficients.hpp"

namespace loschmidt::solver {

/// Returns J at the cell centres, from the generator's own net flows. Each cell owns half of an
/// edge, and the whole of an edge that ends at an absorbing end; volume · J is the sum of
/// flow × displacement over what it owns. Therefore ∫J = d/dt ∫x p to roundoff, unless mass crosses
/// a periodic end or is absorbed. `cells` must cover the whole mesh. `rate` is dτ/dt at that time.
meshes::Field tensor_current(const meshes::Mesh& mesh, const CellCoefficients& cells, double rate,
                             std::span<const double> density);

}  // namespace loschmidt::solver
