// The initial law of a case as cell masses: formulas are integrated, files are read and binned.
// Nothing is shared; every rank computes the same masses.
#pragma once

#include <vector>

#include "app/case/case.hpp"
#include "meshes/mesh.hpp"

namespace loschmidt::setup {

/// The cell masses of the initial law on all meshes of a run.
struct InitialMasses {
  std::vector<double> mass;                  // on the mesh, natural order, sum 1
  std::vector<std::vector<double>> refined;  // on each of its refinements
  double cut_off = 0;                        // the share of the law that lies outside the mesh
};

/// The masses of one law on all meshes. Samples are binned on each mesh; the mass in a cell of an
/// earlier run is distributed evenly over the parts of that cell.
/// Errors: InputError with the place in the case file; OutputError where a file is damaged.
InitialMasses initial_masses(const input::Case& c, const meshes::Mesh& mesh,
                             const std::vector<meshes::Mesh>& refinements);

}  // namespace loschmidt::setup
