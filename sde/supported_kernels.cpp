#include "parallel/instruction_sets.hpp"
#include "sde/ensemble.hpp"
#include "sde/kernels.hpp"

namespace loschmidt::sde {

extern const Kernels kernels_of_portable;
#ifdef LOSCHMIDT_AVX2
extern const Kernels kernels_of_avx2;
#endif

std::span<const Kernels* const> supported_kernels() {
#ifdef LOSCHMIDT_AVX2
  static constexpr std::array all{&kernels_of_portable, &kernels_of_avx2};
#else
  static constexpr std::array all{&kernels_of_portable};
#endif
  return parallel::usable(all);
}

const Kernels& fastest_kernels() {
  return *supported_kernels().back();
}

}  // namespace loschmidt::sde
