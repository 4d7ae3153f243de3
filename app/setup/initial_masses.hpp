// The initial law of a case as cell masses: formulas integrated, files read and binned. Every rank
// does it for itself and finds the same.
#pragma once

#include <vector>

#include "app/case/case.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt::setup {

struct InitialMasses {
  std::vector<double> mass;                  // on the mesh, natural order, sum 1
  std::vector<std::vector<double>> refined;  // on each of its refinements
  double cut_off = 0;                        // the share of the law that lies outside the mesh
};

/// All meshes get the masses of one and the same law: points are binned on each, the cells of an
/// earlier run are shared out evenly among their parts.
/// Errors: InputError with the place in the case file; OutputError where a file is damaged.
InitialMasses initial_masses(const input::Case& c, const meshes::Mesh& mesh,
                             const std::vector<meshes::Mesh>& refinements);

}  // namespace loschmidt::setup
