// The loop in which uniformization spends its time: a product with P = I + Qᵀ/Λ over a piece of a
// row of cells. Compiled once for every processor and once for those with AVX2; the choice is made
// when the program runs, and the bits are the same: each cell's terms have one order, and nothing
// is contracted (docs/decisions/0016).
#pragma once

#include <cstddef>
#include <span>

namespace loschmidt::solver {

/// Jumps to the cells of a row from those `stride` before and behind them in the array of values.
/// They happen in the cells [begin, end) of the row, whose probabilities the arrays hold.
struct JumpPair {
  std::ptrdiff_t stride;
  int begin, end;
  const double* below;
  const double* above;
};

/// The probabilities of one product in one row: of staying, and of the jumps. The first pair has
/// the whole row.
struct JumpRow {
  const double* stay;
  const JumpPair* pairs;
  int count;
};

struct JumpKernels {
  const char* instructions;  // as in reports: "portable", "AVX2"
  /// to ← P from and sum += weight · to, for the cells [begin, end) of a row; the arrays point to
  /// its first cell. `from` is also read `stride` cells around.
  void (*product)(const JumpRow& row, int begin, int end, const double* from, double* to,
                  double* sum, double weight);
};

/// All that this processor can run, the portable ones first.
std::span<const JumpKernels* const> supported_jump_kernels();

}  // namespace loschmidt::solver
