#include "parallel/instruction_sets.hpp"
#include "sde/ensemble.hpp"
#include "sde/kernels.hpp"

namespace loschmidt::sde {

LOSCHMIDT_DECLARE_KERNELS(Kernels, kernels);

std::span<const Kernels* const> supported_kernels() {
  static constexpr std::array all{LOSCHMIDT_ALL_KERNELS(kernels)};
  return parallel::usable(all);
}

const Kernels& fastest_kernels() {
  return *supported_kernels().back();
}

}  // namespace loschmidt::sde
