// Changes of a law found on a coarser mesh, as lengths on the bins of the run's own.
#pragma once

#include <array>
#include <span>

#include "meshes/mesh.hpp"
#include "validation/bins.hpp"

namespace loschmidt::judgement {

/// Length of a change of the masses of coarsened(fine, factor), in the norm of
/// validation/allowance.hpp on bins of the fine mesh: shared out within each coarse cell in
/// proportion to fine_mass.
double length_of_change(const meshes::Mesh& coarse, const meshes::Mesh& fine,
                        const std::array<int, 3>& factor, std::span<const double> change,
                        std::span<const double> fine_mass, const validation::Bins& bins);

}  // namespace loschmidt::judgement
