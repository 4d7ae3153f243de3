#include "parallel/instruction_sets.hpp"
#include "solver/jump_kernels.hpp"

namespace loschmidt::solver {

extern const JumpKernels jump_kernels_of_portable;
#ifdef LOSCHMIDT_AVX2
extern const JumpKernels jump_kernels_of_avx2;
#endif

std::span<const JumpKernels* const> supported_jump_kernels() {
#ifdef LOSCHMIDT_AVX2
  static constexpr std::array all{&jump_kernels_of_portable, &jump_kernels_of_avx2};
#else
  static constexpr std::array all{&jump_kernels_of_portable};
#endif
  return parallel::usable(all);
}

}  // namespace loschmidt::solver
