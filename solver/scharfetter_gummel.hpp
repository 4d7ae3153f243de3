// Exponential fitting between two places that exchange mass: docs/theory.md (10); Scharfetter &
// Gummel 1969.
#pragma once

namespace loschmidt::solver {

/// Per unit clock and unit density on the lower (upper) side: what crosses to the other, per area
/// of a face or along a whole edge. The difference of the two is the net flow.
struct FaceRates {
  double up;
  double down;
};

/// c B(−z) up and c B(z) down, with B(z) = z/(eᶻ − 1) and z = advection/c. For c → 0 at fixed
/// advection that is upwind.
FaceRates fitted(double c, double advection);

/// The same per area through a face between L and R at distance d, with K = D/2, a = f − ½∇·D:
/// c = K/d, advection = a.
FaceRates scharfetter_gummel(double drift, double diffusion_tensor, double divergence,
                             double spacing);

}  // namespace loschmidt::solver
