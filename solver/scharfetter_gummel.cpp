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

}  // namespace loschmidt::solver
