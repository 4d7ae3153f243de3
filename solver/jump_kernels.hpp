// The innermost loop of uniformization: a product with P = I + Qᵀ/Λ over a piece of a row of cells.
// It is compiled once for every processor, and for processors with AVX2 and with AVX-512. The
// program chooses at run time, and the bits are the same: each cell's terms are added in one order,
// and nothing is contracted (docs/decisions/0016).
#pragma once

#include <cstddef>
#include <span>

namespace loschmidt::solver {

/// Jumps to the cells of a row from the cells `stride` before and behind them in the array of
/// values. They occur in the cells [begin, end) of the row. `below` and `above` hold their
/// probabilities.
struct JumpPair {
  std::ptrdiff_t stride;
  int begin, end;
  const double* below;
  const double* above;
};

/// The probabilities of one product in one row: those of staying, and those of the jumps. The first
/// pair of jumps covers the whole row.
struct JumpRow {
  const double* stay;
  const JumpPair* pairs;
  int count;
};

struct JumpKernels {
  const char* instructions;  // as in reports: "portable", "AVX2", "AVX-512"
  /// to ← P from and sum += weight · to, for the cells [begin, end) of a row. The arrays point to
  /// the row's first cell. `from` is also read `stride` cells before and behind.
  void (*product)(const JumpRow& row, int begin, int end, const double* from, double* to,
                  double* sum, double weight);
};

/// Returns all kernels that this processor can run, the portable ones first.
std::span<const JumpKernels* const> supported_jump_kernels();

}  // namespace loschmidt::solver
