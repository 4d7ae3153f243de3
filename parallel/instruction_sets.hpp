// Definitions shared by the sources of kernels and the code that chooses among them. Kernels are
// loops that add_kernels of cmake/Kernels.cmake compiles once for every processor and once for
// processors with AVX2.
#pragma once

#include <array>
#include <cstddef>
#include <span>

// Makes `name` different for every set of instructions, in sources of kernels.
#define LOSCHMIDT_JOIN_NAMES(a, b) a##_of_##b
#define LOSCHMIDT_JOIN(a, b) LOSCHMIDT_JOIN_NAMES(a, b)
#define LOSCHMIDT_OF_SET(name) LOSCHMIDT_JOIN(name, LOSCHMIDT_INSTRUCTIONS)

namespace loschmidt::parallel {

/// Returns, of {portable} or {portable, AVX2}, the kernels that this processor can run.
template <class Kernels, std::size_t sets>
std::span<const Kernels* const> usable(const std::array<const Kernels*, sets>& all) {
  static_assert(sets == 1 || sets == 2);
  if constexpr (sets == 2)
    return std::span(all).first(__builtin_cpu_supports("avx2") ? 2 : 1);
  else
    return all;
}

}  // namespace loschmidt::parallel
