// Richardson's extrapolation in the logarithm, from a mesh and its refinement by two:
// log p = (4 log p_fine − log p_coarse)/3, and the scores likewise at coincident faces. Fourth
// order and positive. docs/theory.md (13). Serial, on whole arrays.
// Where axes absorb, the scores are the regular parts of solver/score.hpp.
#pragma once

#include <span>
#include <vector>

#include "meshes/field.hpp"

namespace loschmidt {

struct Extrapolated {
  std::vector<double> mass;  // on the coarse mesh; its sum is that of both, extrapolated likewise
  FaceField regular_score;   // on the coarse mesh, extrapolated itself (not differenced from mass)
};

/// `fine` has exactly twice the cells of `coarse` per axis, every second edge in common.
Extrapolated extrapolate(const Mesh& coarse, std::span<const double> coarse_mass, const Mesh& fine,
                         std::span<const double> fine_mass);

/// The masses alone; their sum is left as the logarithms make it.
std::vector<double> extrapolate_mass(const Mesh& coarse, std::span<const double> coarse_mass,
                                     const Mesh& fine, std::span<const double> fine_mass);

/// Sums of the 2^d fine cells in each coarse one.
std::vector<double> restrict_by_two(const Mesh& coarse, const Mesh& fine,
                                    std::span<const double> fine_mass);

/// Sums over the cells of `fine` that make up each cell of coarsened(fine, factor).
std::vector<double> restrict_mass(const Mesh& coarse, const Mesh& fine,
                                  const std::array<int, 3>& factor,
                                  std::span<const double> fine_mass);

}  // namespace loschmidt
