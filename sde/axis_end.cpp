#include "sde/axis_end.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "sde/coefficients.hpp"

namespace loschmidt::sde {

namespace {

constexpr double nearest = 1e-7;    // the smallest distance, in lengths of the axis
constexpr double small = 0.05;      // exponents below this are taken as 0
constexpr double vanishing = 1e-6;  // values at the end over those at the smallest distance
constexpr double whole_by = 1e-3;   // exponents that are whole numbers but for this are whole
constexpr double exact = 1e-6;      // differences below this are roundoff

// Values of a coefficient at the distances r, 2r and 4r.
using AtDistances = std::array<double, 3>;

// Returns the limit at r = 0 of a quantity that is known at r and 2r.
double limit(double at_r, double at_2r) {
  return 2 * at_r - at_2r;
}

// Returns the exponent of a coefficient that behaves like a power of r. Classes change at whole
// exponents, which are exact therefore.
double exponent(const AtDistances& values) {
  const double found = limit(std::log2(values[1] / values[0]), std::log2(values[2] / values[1]));
  const double whole = std::round(found);
  return std::abs(found - whole) < whole_by ? whole : found;
}

// The coefficients at the end and at the distances r, 2r and 4r from it.
Coefficients near_the_end(const Sde& sde, const meshes::Point& lower, const meshes::Point& upper,
                          int a, bool at_upper, const meshes::Point& place, double t) {
  const double distance = nearest * (upper[a] - lower[a]);
  meshes::PointGrid grid;
  grid.dimension = sde.dimension();
  grid.lower = lower;
  grid.upper = upper;
  for (int b = 0; b < grid.dimension; ++b) {
    grid.coordinates[b] = {place[b]};
    grid.resolution[b] = {nearest * (upper[b] - lower[b])};
  }
  grid.coordinates[a].clear();
  for (const double factor : {0.0, 1.0, 2.0, 4.0})
    grid.coordinates[a].push_back(at_upper ? upper[a] - factor * distance
                                           : lower[a] + factor * distance);
  grid.resolution[a].assign(4, distance);
  return tabulate(sde, grid, std::array{a}, t);
}

// The coefficients along the axis, with the drift inwards.
struct NearEnd {
  double distance;  // r
  double drift_at_end;
  double tensor_at_end;
  AtDistances drift;
  AtDistances tensor;

  double drift_exponent() const {
    return std::abs(drift_at_end) > vanishing * std::abs(drift[0]) ? 0 : exponent(drift);
  }
};

// Returns the limit of 2 f r/D for D ~ r^α.
double drift_ratio(double alpha, const NearEnd& near) {
  const double r = near.distance;
  const AtDistances& drift = near.drift;
  const AtDistances& tensor = near.tensor;
  if (drift[0] == 0) return 0;
  const double power = near.drift_exponent() + 1 - alpha;  // of 2 f r/D
  if (power > small) return 0;
  if (power < -small) return std::copysign(std::numeric_limits<double>::infinity(), drift[0]);
  return limit(2 * drift[0] * r / tensor[0], 2 * drift[1] * 2 * r / tensor[1]);
}

}  // namespace

std::string_view name(EndClass end) {
  switch (end) {
    case EndClass::regular:
      return "regular";
    case EndClass::exit:
      return "exit";
    case EndClass::entrance:
      return "entrance";
    case EndClass::natural:
      return "natural";
  }
  return "unknown";
}

AxisEnd axis_end(const Sde& sde, const meshes::Point& lower, const meshes::Point& upper, int a,
                 bool at_upper, const meshes::Point& place, double t) {
  const Coefficients c = near_the_end(sde, lower, upper, a, at_upper, place, t);
  const double inwards = at_upper ? -1 : 1;
  NearEnd near{nearest * (upper[a] - lower[a]), inwards * c.drift[0], c.tensor(0, 0, 0), {}, {}};
  for (std::size_t i = 0; i < 3; ++i) {
    near.drift[i] = inwards * c.drift[i + 1];
    near.tensor[i] = c.tensor(i + 1, 0, 0);
  }
  if (!(near.tensor[0] > 0) || near.tensor_at_end > vanishing * near.tensor[0]) return {};
  const double alpha = exponent(near.tensor);
  if (!(alpha > small)) return {};
  const double kappa = drift_ratio(alpha, near);
  return {alpha, kappa, std::isinf(kappa) ? near.drift_exponent() : 0};
}

EndClass end_class(const AxisEnd& end) {
  const double alpha = end.tensor_exponent;
  const double kappa = end.drift_ratio;
  if (std::isinf(kappa) && end.drift_exponent < 1)
    return kappa > 0 ? EndClass::entrance : EndClass::exit;
  if (alpha >= 2) return EndClass::natural;
  if (kappa >= 1) return EndClass::entrance;
  return kappa > alpha - 1 + exact ? EndClass::regular : EndClass::exit;
}

std::optional<meshes::SingularEnd> singular_end(const AxisEnd& end, meshes::Boundary boundary) {
  const double alpha = end.tensor_exponent;
  if (alpha == 0 || boundary == meshes::Boundary::periodic) return std::nullopt;
  const EndClass kind = end_class(end);
  const bool reached = kind == EndClass::regular || kind == EndClass::exit;
  const bool noise_rules = alpha < 2 && std::isfinite(end.drift_ratio);
  const double without_current = end.drift_ratio - alpha;
  if (boundary == meshes::Boundary::absorbing) {
    const double exponent = !noise_rules ? 0 : reached ? 1 - alpha : without_current;
    return meshes::SingularEnd{exponent, alpha, reached, noise_rules};
  }
  const bool left = kind == EndClass::regular || kind == EndClass::entrance;
  if (!left || !noise_rules || !(without_current < 1)) return std::nullopt;
  return meshes::SingularEnd{without_current, alpha, reached};
}

}  // namespace loschmidt::sde
