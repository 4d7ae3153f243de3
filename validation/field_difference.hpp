// The difference of two fields: the largest difference and its position, and the L1 norm Σ V
// |a − b| with V the volume of a value's cell. Serial.
#pragma once

#include <cstddef>
#include <span>

namespace loschmidt::validation {

struct FieldDifference {
  double largest = 0;            // max |a − b|; infinite where either is not finite
  double reference_largest = 0;  // max |a| of finite values
  double l1 = 0;                 // Σ V |a − b|
  double reference_l1 = 0;       // Σ V |a| of finite values
  std::size_t worst = 0;         // index of the value that differs most, the first of equals
};

/// Compares `reference`, a, with `computed`, b. Equal infinities do not differ; NaN differs from
/// everything, including itself. `volumes` holds one value per cell, whose components are adjacent;
/// if it is empty, every value has the volume 1. Errors: std::invalid_argument unless the sizes
/// fit.
FieldDifference field_difference(std::span<const double> reference,
                                 std::span<const double> computed, std::span<const double> volumes);

}  // namespace loschmidt::validation
