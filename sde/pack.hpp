// Arithmetic on four particles at a time. A scheme is written once, for a number type Real:
// `double` for one particle, Pack for four that are adjacent in an array. All operations act on
// each particle separately and round as those of double do, so both give the same bits. A Pack is a
// vector of GCC and Clang, which uses the instructions that a file is compiled for. `Set` names
// these, so that no two such files share a function (sde/kernels.cpp).
#pragma once

#include <algorithm>
#include <array>
#include <cstring>

#define LOSCHMIDT_INLINE [[gnu::always_inline]] inline

namespace loschmidt::sde {

inline constexpr int pack_size = 4;

template <class Set>
struct Pack {
  using Values = double __attribute__((vector_size(pack_size * sizeof(double))));
  using Mask = long long __attribute__((vector_size(pack_size * sizeof(long long))));
  using Index = int __attribute__((vector_size(pack_size * sizeof(int))));

  Values v;

  Pack() = default;  // cppcheck-suppress uninitMemberVar ; filled by its user
  LOSCHMIDT_INLINE Pack(Values values) : v(values) {}
  LOSCHMIDT_INLINE Pack(double x) : v{x, x, x, x} {}

  LOSCHMIDT_INLINE friend Pack operator+(Pack a, Pack b) { return a.v + b.v; }
  LOSCHMIDT_INLINE friend Pack operator-(Pack a, Pack b) { return a.v - b.v; }
  LOSCHMIDT_INLINE friend Pack operator*(Pack a, Pack b) { return a.v * b.v; }
  LOSCHMIDT_INLINE friend Pack operator/(Pack a, Pack b) { return a.v / b.v; }
  LOSCHMIDT_INLINE Pack operator-() const { return -v; }
  LOSCHMIDT_INLINE Pack& operator+=(Pack b) { return *this = *this + b; }
  LOSCHMIDT_INLINE friend Mask operator<(Pack a, Pack b) { return a.v < b.v; }
  LOSCHMIDT_INLINE friend Mask operator>(Pack a, Pack b) { return a.v > b.v; }
  LOSCHMIDT_INLINE friend Mask operator<=(Pack a, Pack b) { return a.v <= b.v; }
  LOSCHMIDT_INLINE friend Mask operator>=(Pack a, Pack b) { return a.v >= b.v; }
  LOSCHMIDT_INLINE friend Mask operator!=(Pack a, Pack b) { return a.v != b.v; }
};

/// The mask and index types that belong to a Real.
template <class Real>
struct Lanes {
  static constexpr int size = pack_size;
  using Mask = typename Real::Mask;
  using Index = typename Real::Index;
};
template <>
struct Lanes<double> {
  static constexpr int size = 1;
  using Mask = bool;
  using Index = int;
};

/// Returns one bit per particle.
LOSCHMIDT_INLINE int bits(bool mask) {
  return mask;
}
template <class Mask>
LOSCHMIDT_INLINE int bits(Mask m) {
#ifdef __AVX__
  return __builtin_ia32_movmskpd256(reinterpret_cast<double __attribute__((vector_size(32)))>(m));
#else
  return (m[0] & 1) | (m[1] & 2) | (m[2] & 4) | (m[3] & 8);
#endif
}

/// Whether the mask is set for any, or for all, of the particles.
template <class Mask>
LOSCHMIDT_INLINE bool any(Mask m) {
  return bits(m) != 0;
}
template <class Mask>
LOSCHMIDT_INLINE bool all(Mask m) {
  return bits(m) == (1 << pack_size) - 1;
}

/// Returns `yes` where the mask is set, `no` elsewhere, particle by particle.
LOSCHMIDT_INLINE double select(bool mask, double yes, double no) {
  return mask ? yes : no;
}
template <class Set>
LOSCHMIDT_INLINE Pack<Set> select(typename Pack<Set>::Mask mask, Pack<Set> yes, Pack<Set> no) {
  return mask ? yes.v : no.v;
}

/// Load and store the values of adjacent particles.
template <class Real>
LOSCHMIDT_INLINE Real load(const double* from) {
  Real x;
  std::memcpy(&x, from, sizeof x);
  return x;
}
template <class Real>
LOSCHMIDT_INLINE void store(double* to, Real x) {
  std::memcpy(to, &x, sizeof x);
}

/// Conversions between numbers and indices; to_index rounds towards zero.
LOSCHMIDT_INLINE int to_index(double x) {
  return static_cast<int>(x);
}
LOSCHMIDT_INLINE double to_real(int i, double) {
  return i;
}
template <class Set>
LOSCHMIDT_INLINE typename Pack<Set>::Index to_index(Pack<Set> x) {
  return __builtin_convertvector(x.v, typename Pack<Set>::Index);
}
template <class Set>
LOSCHMIDT_INLINE Pack<Set> to_real(typename Pack<Set>::Index i, Pack<Set>) {
  return __builtin_convertvector(i, typename Pack<Set>::Values);
}

/// Returns i, or `most` where that is smaller or i is negative.
LOSCHMIDT_INLINE int at_most(int i, int most) {
  return static_cast<int>(std::min(static_cast<unsigned>(i), static_cast<unsigned>(most)));
}
template <class Index>
LOSCHMIDT_INLINE Index at_most(Index i, int most) {
  using Unsigned = unsigned __attribute__((vector_size(pack_size * sizeof(unsigned))));
  const auto u = reinterpret_cast<Unsigned>(i);
  const Unsigned limit = Unsigned{} + static_cast<unsigned>(most);
  return reinterpret_cast<Index>(u < limit ? u : limit);
}

/// Returns i + 1 where the mask is set, i elsewhere.
LOSCHMIDT_INLINE int next_where(bool mask, int i) {
  return i + mask;
}
template <class Mask, class Index>
LOSCHMIDT_INLINE Index next_where(Mask mask, Index i) {
  return i - __builtin_convertvector(mask, Index);
}

LOSCHMIDT_INLINE int gather(const int* table, int i) {
  return table[i];
}
template <class Index>
LOSCHMIDT_INLINE Index gather(const int* table, Index i) {
  return Index{table[i[0]], table[i[1]], table[i[2]], table[i[3]]};
}

/// Reads the N numbers that begin at table[i]. Indices are cast to unsigned, which saves sign
/// extension.
template <int N, class Real>
LOSCHMIDT_INLINE void gather_run(const double* table, typename Lanes<Real>::Index i, Real* out) {
  if constexpr (Lanes<Real>::size == 1) {
    for (int n = 0; n < N; ++n) out[n] = table[i + n];
  } else if constexpr (N >= 4) {
    // Loads four rows of four and transposes them.
    const auto row = [&](int lane) { return load<Real>(table + unsigned(i[lane])).v; };
    const auto a = row(0), b = row(1), c = row(2), d = row(3);
    const auto even_ab = __builtin_shufflevector(a, b, 0, 4, 2, 6);
    const auto even_cd = __builtin_shufflevector(c, d, 0, 4, 2, 6);
    const auto odd_ab = __builtin_shufflevector(a, b, 1, 5, 3, 7);
    const auto odd_cd = __builtin_shufflevector(c, d, 1, 5, 3, 7);
    out[0] = __builtin_shufflevector(even_ab, even_cd, 0, 1, 4, 5);
    out[1] = __builtin_shufflevector(odd_ab, odd_cd, 0, 1, 4, 5);
    out[2] = __builtin_shufflevector(even_ab, even_cd, 2, 3, 6, 7);
    out[3] = __builtin_shufflevector(odd_ab, odd_cd, 2, 3, 6, 7);
    if constexpr (N > 4) gather_run<N - 4, Real>(table + 4, i, out + 4);
  } else if constexpr (N >= 2) {
    using Two = double __attribute__((vector_size(2 * sizeof(double))));
    const auto row = [&](int lane) {
      Two two;
      std::memcpy(&two, table + unsigned(i[lane]), sizeof two);
      return two;
    };
    const auto ac = __builtin_shufflevector(row(0), row(2), 0, 1, 2, 3);
    const auto bd = __builtin_shufflevector(row(1), row(3), 0, 1, 2, 3);
    out[0] = __builtin_shufflevector(ac, bd, 0, 4, 2, 6);
    out[1] = __builtin_shufflevector(ac, bd, 1, 5, 3, 7);
    if constexpr (N > 2) gather_run<N - 2, Real>(table + 2, i, out + 2);
  } else if constexpr (N == 1) {
    out[0] = typename Real::Values{table[unsigned(i[0])], table[unsigned(i[1])],
                                   table[unsigned(i[2])], table[unsigned(i[3])]};
  }
}

}  // namespace loschmidt::sde
