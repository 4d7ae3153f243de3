// The factor of the density that differences cannot resolve near an end where the noise vanishes.
// There the density behaves like r^e, with r the distance from the end: e = k − 1 for
// dr = ½ k c dt + √(c r) dW, infinite for k < 1. The profile is
//     φ(x) = (r/ℓ)^e (r'/ℓ)^e'
// with r, r' the distances from the lower and the upper end and ℓ the length of the axis. The rest
// of the density, p/φ, is smooth up to the end: docs/theory.md (10e).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace loschmidt::meshes {

/// The density behaves like r^exponent (> −1) at an end where D behaves like r^tensor_exponent.
struct SingularEnd {
  double exponent;
  double tensor_exponent = 1;
  bool reached = true;      // by the process, in finite time
  bool noise_rules = true;  // D ~ r^α with α < 2, and a drift that does not dominate it
};
/// The lower and the upper end of an axis; none where it is not singular.
using SingularEnds = std::array<std::optional<SingularEnd>, 2>;

class EndProfile {
 public:
  /// Integrates the profile over the cells between `edges` (ascending, at least two cells where
  /// both ends are singular). Errors: std::invalid_argument for an exponent of −1 or less.
  EndProfile(std::span<const double> edges, const SingularEnds& ends);

  /// Returns ∫ φ dx over a cell.
  double weight(int cell) const { return weight_[cell]; }
  /// Returns ∫ x φ dx / ∫ φ dx over a cell: the place at which mass/weight is p/φ to second order.
  double place(int cell) const { return place_[cell]; }
  /// Returns φ at x.
  double operator()(double x) const;
  /// Returns d log φ/dx at x.
  double slope(double x) const;

 private:
  void integrate(double from, double to);

  double lower_, upper_;
  double at_lower_, at_upper_;  // exponents, 0 where the end is not singular
  std::vector<double> weight_, place_;
};

}  // namespace loschmidt::meshes
