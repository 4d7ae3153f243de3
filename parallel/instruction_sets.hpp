// Definitions shared by the sources of kernels and the code that chooses among them. Kernels are
// loops that add_kernels of cmake/Kernels.cmake compiles once for every processor and, on x86-64,
// once for processors with AVX2 and once for those with AVX-512.
#pragma once

#include <array>
#include <cstddef>
#include <span>

// Makes `name` different for every set of instructions, in sources of kernels.
#define LOSCHMIDT_JOIN_NAMES(a, b) a##_of_##b
#define LOSCHMIDT_JOIN(a, b) LOSCHMIDT_JOIN_NAMES(a, b)
#define LOSCHMIDT_OF_SET(name) LOSCHMIDT_JOIN(name, LOSCHMIDT_INSTRUCTIONS)

// Declares the kernels `name` of all sets that the program has, and lists their addresses from the
// portable ones to those of the newest processors.
#ifdef __x86_64__
#define LOSCHMIDT_DECLARE_KERNELS(Kernels, name) \
  extern const Kernels name##_of_portable, name##_of_avx2, name##_of_avx512
#define LOSCHMIDT_ALL_KERNELS(name) &name##_of_portable, &name##_of_avx2, &name##_of_avx512
#else
#define LOSCHMIDT_DECLARE_KERNELS(Kernels, name) extern const Kernels name##_of_portable
#define LOSCHMIDT_ALL_KERNELS(name) &name##_of_portable
#endif

namespace loschmidt::parallel {

/// Returns how many of {portable, AVX2, AVX-512} this processor, with this operating system, runs.
inline std::size_t usable_sets() {
#ifdef __x86_64__
  if (!__builtin_cpu_supports("avx2")) return 1;
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  return avx512 ? 3 : 2;
#else
  return 1;
#endif
}

/// Returns, of the kernels of all sets, those that this processor can run.
template <class Kernels, std::size_t sets>
std::span<const Kernels* const> usable(const std::array<const Kernels*, sets>& all) {
  return std::span(all).first(usable_sets());
}

}  // namespace loschmidt::parallel
