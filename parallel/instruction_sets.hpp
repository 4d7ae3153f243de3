// Loops that are compiled once for every processor and once for those with AVX2, by add_kernels of
// cmake/Kernels.cmake: what their sources and those who choose among them share.
#pragma once

#include <array>
#include <cstddef>
#include <span>

// In a source of kernels: `name` made different for every set of instructions.
#define LOSCHMIDT_JOIN_NAMES(a, b) a##_of_##b
#define LOSCHMIDT_JOIN(a, b) LOSCHMIDT_JOIN_NAMES(a, b)
#define LOSCHMIDT_OF_SET(name) LOSCHMIDT_JOIN(name, LOSCHMIDT_INSTRUCTIONS)

namespace loschmidt::parallel {

/// Of {portable} or {portable, AVX2}, those that this processor can run.
template <class Kernels, std::size_t sets>
std::span<const Kernels* const> usable(const std::array<const Kernels*, sets>& all) {
  static_assert(sets == 1 || sets == 2);
  if constexpr (sets == 2)
    return std::span(all).first(__builtin_cpu_supports("avx2") ? 2 : 1);
  else
    return all;
}

}  // namespace loschmidt::parallel
