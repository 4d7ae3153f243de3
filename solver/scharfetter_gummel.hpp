// Exponentially fitted rates between two places that exchange mass: docs/theory.md (10);
// Scharfetter & Gummel 1969.
#pragma once

#include <cstddef>

#include "meshes/axis.hpp"
#include "sde/coefficients.hpp"

namespace loschmidt::solver {

/// Flows across a face (per area) or along a whole edge, per unit clock. `up` is the flow to the
/// upper side per unit density on the lower, `down` that to the lower side per unit density on the
/// upper. The net flow is their difference, each times its density.
struct FaceRates {
  double up;
  double down;
};

/// Returns c B(−z) as `up` and c B(z) as `down`, with B(z) = z/(eᶻ − 1) and z = advection/c. For
/// c → 0 at fixed advection this is upwind.
FaceRates fitted(double c, double advection);

/// Returns the rates per area through a face between L and R at distance d = `spacing`, with
/// K = D/2, a = f − ½∇·D: those of fitted() with c = K/d and advection = a.
FaceRates scharfetter_gummel(double drift, double diffusion_tensor, double divergence,
                             double spacing);

/// Returns the rates per area through a face of an axis, per unit of p/φ with φ the profile of the
/// axis (10e); `c` has the normal components at axis.coefficients_at(face) as its point number n.
/// With φ = 1 they are those of scharfetter_gummel().
FaceRates face_rates(const meshes::Axis& axis, int face, const sde::Coefficients& c, std::size_t n);

}  // namespace loschmidt::solver
