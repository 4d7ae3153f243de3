// The density forward in time. Separable processes are stepped in the clock τ, without any time
// error; others by the fourth-order commutator-free Magnus step, two exponentials of combinations
// of the generators at the Gauss points: docs/theory.md (11), (12), (14); Blanes & Moan 2006.
#pragma once

#include <optional>

#include "solver/generator.hpp"
#include "solver/uniformization.hpp"

namespace loschmidt {

struct StepControl {
  int steps = 0;            // Magnus steps per unit of `span`; 0 = chosen by tolerance
  double span = 1;          // the time the steps are counted on
  double tolerance = 1e-6;  // largest relative error per step where p > 1e-12 max p
};

/// Largest relative difference between two mass vectors, over the cells whose density (by the
/// second) is more than 1e-12 of the largest. Collective; exact on any number of ranks.
double relative_difference(const Masses& a, const Masses& b);

class Evolution {
 public:
  /// The arguments must outlive this.
  Evolution(const Decomposition& decomposition, const Sde& sde, const TimeFactor& factor,
            const StepControl& control);

  /// masses from time `from` to time `to` > from. Collective. Returns the number of products.
  /// Errors: std::runtime_error when no step size meets the tolerance.
  int advance(Masses& masses, double from, double to);

 private:
  int advance_by_tolerance(Masses& masses, double from, double to);
  // One Magnus step; halves itself where a combination of rates would be negative.
  int magnus(Masses& masses, double from, double to, int depth = 0);

  const Decomposition* decomposition_;
  const TimeFactor* factor_;
  StepControl control_;
  MeshTables tables_;
  std::optional<Uniformization> separable_;
  double last_step_ = 0;  // a good guess for the next
};

}  // namespace loschmidt
