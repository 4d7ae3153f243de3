#include "parallel/instruction_sets.hpp"
#include "solver/jump_kernels.hpp"

namespace loschmidt::solver {

LOSCHMIDT_DECLARE_KERNELS(JumpKernels, jump_kernels);

std::span<const JumpKernels* const> supported_jump_kernels() {
  static constexpr std::array all{LOSCHMIDT_ALL_KERNELS(jump_kernels)};
  return parallel::usable(all);
}

}  // namespace loschmidt::solver
