// The length, on bins of the run's own mesh, of a change of a law found on a coarser mesh.
#pragma once

#include <array>
#include <span>

#include "meshes/mesh.hpp"
#include "validation/bins.hpp"

namespace loschmidt::judgement {

/// The length of `change` in the norm of validation/allowance.hpp on bins of the fine mesh.
/// `change` holds a change of mass per cell of coarsened(fine, factor); it is distributed over the
/// fine cells of each coarse cell in proportion to fine_mass.
double length_of_change(const meshes::Mesh& coarse, const meshes::Mesh& fine,
                        const std::array<int, 3>& factor, std::span<const double> change,
                        std::span<const double> fine_mass, const validation::Bins& bins);

}  // namespace loschmidt::judgement
