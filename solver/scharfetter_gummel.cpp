#include "solver/scharfetter_gummel.hpp"

#include <algorithm>
#include <cmath>

namespace loschmidt::solver {

namespace {
// Returns c B(z) with z = advection/c; for c → 0 at fixed advection it becomes max(−advection, 0).
double downward(double c, double advection) {
  if (c <= 0) return std::max(-advection, 0.0);
  const double z = advection / c;
  if (z == 0) return c;
  if (z > 700) return 0;
  if (z < -700) return -advection;
  return advection / std::expm1(z);
}
}  // namespace

FaceRates fitted(double c, double advection) {
  return {downward(c, -advection), downward(c, advection)};
}

FaceRates scharfetter_gummel(double drift, double diffusion_tensor, double divergence,
                             double spacing) {
  return fitted(0.5 * diffusion_tensor / spacing, drift - 0.5 * divergence);
}

FaceRates face_rates(const meshes::Axis& axis, int face, const sde::Coefficients& c,
                     std::size_t n) {
  const double tensor = c.tensor(n, 0, 0);
  if (!axis.singular())
    return scharfetter_gummel(c.drift[n], tensor, c.divergence[n], axis.spacing(face));
  // With p = φu the current is (a − ½D d log φ/dx) φ u − ½D φ du/dx.
  const double x = axis.coefficients_at(face);
  const double divergence = c.divergence[n] + tensor * axis.profile_slope(x);
  // Through an absorbing end where the noise vanishes, mass leaves by advection alone, and none
  // leaves where the process does not come.
  const bool end = axis.absorbing() && (face == 0 || face == axis.cells());
  const bool without_noise = end && !axis.density_vanishes(face);
  if (without_noise && !axis.singular_ends()[face > 0]->reached) return {0, 0};
  const FaceRates r =
      scharfetter_gummel(c.drift[n], without_noise ? 0 : tensor, divergence, axis.spacing(face));
  const double profile = axis.profile(x);
  return {profile * r.up, profile * r.down};
}

}  // namespace loschmidt::solver
