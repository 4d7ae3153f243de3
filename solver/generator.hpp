// The Scharfetter–Gummel generator: finite volumes for ∂p/∂τ = −∇·(a p − ½D∇p) as a Markov jump
// process between neighbouring cells, dm/dτ = Qᵀm with nonnegative rates. docs/theory.md (10);
// Scharfetter & Gummel 1969. Through the face between L and R at distance d, with K = D/2 and
// z = a d/K, a = f − ½∇·D:  L→R (K/d) B(−z)/h_L,  R→L (K/d) B(z)/h_R,  B(z) = z/(eᶻ − 1).
#pragma once

#include <array>
#include <vector>

#include "sde/coefficients.hpp"
#include "solver/decomposition.hpp"

namespace loschmidt {

/// Normal components at the faces of the cells of `cells`: across[a] has one component and the
/// shape of the faces across a (meshes/points.hpp, face_centers).
struct FaceCoefficients {
  Block cells;
  std::array<Coefficients, 3> across;
};

/// The coefficient tables at the faces of a block, as functions of time.
class FaceTables {
 public:
  FaceTables(const Sde& sde, const TimeFactor& factor, const Mesh& mesh, const Block& cells);
  FaceCoefficients at(double t);

 private:
  Block cells_;
  std::vector<CoefficientTable> tables_;
};

/// Conductances of one face: probability per unit clock and unit density on the lower (upper)
/// side that crosses to the other, per unit area. Difference of the two = normal current.
struct FaceRates {
  double up;
  double down;
};
FaceRates scharfetter_gummel(double drift, double diffusion_tensor, double divergence,
                             double spacing);

/// Jump rates between each cell i of the owned block and its neighbours i − offset (below) and
/// i + offset (above), natural order of the block; 0 where there is no such neighbour.
struct Link {
  Index offset;
  std::vector<double> enter_below;  // from i − offset into i
  std::vector<double> enter_above;  // from i + offset into i
  std::vector<double> exit_below;   // from i to i − offset
  std::vector<double> exit_above;   // from i to i + offset
};

/// Q, restricted to the rows and columns of the owned cells.
struct Generator {
  std::vector<double> leave;  // total rate out of the cell, absorbed included
  std::vector<Link> links;    // one per offset; of ±offset only one is listed

  /// Coefficients must cover the owned block.
  Generator(const Decomposition& decomposition, const FaceCoefficients& faces);
  /// first · Q₁ + second · Q₂.
  Generator(double first, const Generator& q1, double second, const Generator& q2);

  /// Smallest of all rates of this block (0 when empty): negative ones make no jump process.
  double smallest() const;
};

}  // namespace loschmidt
