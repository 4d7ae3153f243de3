// Products over pieces of rows, compiled once per instruction set as sde/kernels.cpp is. No
// function in this file may be emitted under a name that another file could also define (test
// `kernels_share_nothing`).
#include "solver/jump_kernels.hpp"

#include "parallel/instruction_sets.hpp"

namespace loschmidt::solver {

namespace {

// Adds all pairs in one pass, for pairs that cover all the cells asked for. It is limited by memory
// bandwidth; one pass per pair would load `to` again each time.
template <int pairs>
void together(const JumpRow& row, int begin, int end, const double* __restrict from,
              double* __restrict to, double* __restrict sum, double weight) {
  const double* stay = row.stay;
  const double* below[pairs];
  const double* above[pairs];
  std::ptrdiff_t stride[pairs];
  for (int p = 0; p < pairs; ++p) {
    below[p] = row.pairs[p].below - row.pairs[p].begin;
    above[p] = row.pairs[p].above - row.pairs[p].begin;
    stride[p] = row.pairs[p].stride;
  }
  for (int i = begin; i < end; ++i) {
    double value =
        stay[i] * from[i] + below[0][i] * from[i - stride[0]] + above[0][i] * from[i + stride[0]];
    for (int p = 1; p < pairs; ++p)
      value += below[p][i] * from[i - stride[p]] + above[p][i] * from[i + stride[p]];
    to[i] = value;
    sum[i] += weight * value;
  }
}

void add_pair(const JumpPair& pair, int begin, int end, const double* __restrict from,
              double* __restrict to) {
  const double* below = pair.below - pair.begin;
  const double* above = pair.above - pair.begin;
  for (int i = begin; i < end; ++i)
    to[i] += below[i] * from[i - pair.stride] + above[i] * from[i + pair.stride];
}

void one_by_one(const JumpRow& row, int begin, int end, const double* __restrict from,
                double* __restrict to, double* __restrict sum, double weight) {
  const JumpPair& first = row.pairs[0];
  for (int i = begin; i < end; ++i)
    to[i] = row.stay[i] * from[i] + first.below[i] * from[i - first.stride] +
            first.above[i] * from[i + first.stride];
  for (const JumpPair* pair = row.pairs + 1; pair != row.pairs + row.count; ++pair)
    add_pair(*pair, begin > pair->begin ? begin : pair->begin, end < pair->end ? end : pair->end,
             from, to);
  for (int i = begin; i < end; ++i) sum[i] += weight * to[i];
}

void product(const JumpRow& row, int begin, int end, const double* from, double* to, double* sum,
             double weight) {
  bool everywhere = true;
  for (int p = 0; p < row.count; ++p)
    everywhere = everywhere && row.pairs[p].begin <= begin && row.pairs[p].end >= end;
  if (everywhere && row.count == 1) return together<1>(row, begin, end, from, to, sum, weight);
  if (everywhere && row.count == 2) return together<2>(row, begin, end, from, to, sum, weight);
  if (everywhere && row.count == 3) return together<3>(row, begin, end, from, to, sum, weight);
  one_by_one(row, begin, end, from, to, sum, weight);
}

}  // namespace

extern const JumpKernels LOSCHMIDT_OF_SET(jump_kernels);
constinit const JumpKernels LOSCHMIDT_OF_SET(jump_kernels){LOSCHMIDT_INSTRUCTIONS_NAME, product};

}  // namespace loschmidt::solver
