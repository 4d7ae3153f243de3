// Arithmetic on several particles at a time. A scheme is written once, for a number type Real:
// `double` for one particle, Pack for as many that are adjacent in an array as fit into a register.
// All operations act on each particle separately and round as those of double do, so both give the
// same bits. A Pack is a vector of GCC and Clang, which uses the instructions that a file is
// compiled for. `Set` names these, so that no two such files share a function (sde/kernels.cpp);
// Set::lanes is the number of particles, four or eight, and Set::Integer the type of their indices.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>
#include <utility>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

#define LOSCHMIDT_INLINE [[gnu::always_inline]] inline

namespace loschmidt::sde {

/// A vector of as many numbers.
template <class Number, std::size_t count>
struct VectorOf {
  using Type [[gnu::vector_size(count * sizeof(Number))]] = Number;
};

template <class Set>
struct Pack {
  using Values = typename VectorOf<double, Set::lanes>::Type;
  using Mask = typename VectorOf<long long, Set::lanes>::Type;
  using Index = typename VectorOf<typename Set::Integer, Set::lanes>::Type;

  Values v;

  Pack() = default;  // cppcheck-suppress uninitMemberVar ; filled by its user
  LOSCHMIDT_INLINE Pack(Values values) : v(values) {}
  LOSCHMIDT_INLINE Pack(double x) : v(x - Values{}) {}  // x + 0 would lose the sign of −0

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
struct Lanes;
template <class Set>
struct Lanes<Pack<Set>> {
  static constexpr int size = Set::lanes;
  using Mask = typename Pack<Set>::Mask;
  using Index = typename Pack<Set>::Index;
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
#ifdef __AVX512DQ__
  if constexpr (sizeof m == 64) return __builtin_ia32_cvtq2mask512(m);
#endif
#ifdef __AVX__
  if constexpr (sizeof m == 32)
    return __builtin_ia32_movmskpd256(reinterpret_cast<double __attribute__((vector_size(32)))>(m));
#endif
  int set = 0;
  for (unsigned lane = 0; lane < sizeof m / sizeof m[0]; ++lane) set |= int(m[lane] & (1 << lane));
  return set;
}

/// Whether the mask is set for any, or for all, of the particles.
template <class Mask>
LOSCHMIDT_INLINE bool any(Mask m) {
  return bits(m) != 0;
}
template <class Mask>
LOSCHMIDT_INLINE bool all(Mask m) {
  return bits(m) == (1 << sizeof m / sizeof m[0]) - 1;
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
  using Integer = std::make_unsigned_t<std::remove_reference_t<decltype(i[0])>>;
  using Unsigned = typename VectorOf<Integer, sizeof i / sizeof i[0]>::Type;
  const auto u = reinterpret_cast<Unsigned>(i);
  const Unsigned limit = Unsigned{} + static_cast<Integer>(most);
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

/// Returns a vector of value(lane) for every lane.
template <class Vector, class Value, int... lane>
LOSCHMIDT_INLINE Vector each_lane(const Value& value, std::integer_sequence<int, lane...>) {
  return Vector{value(lane)...};
}

/// Reads table[i].
template <class Real>
LOSCHMIDT_INLINE typename Lanes<Real>::Index gather(const int* table,
                                                    typename Lanes<Real>::Index i) {
  if constexpr (Lanes<Real>::size == 1)
    return table[i];
  else
    return each_lane<typename Lanes<Real>::Index>(
        [&](int lane) { return table[i[lane]]; },
        std::make_integer_sequence<int, Lanes<Real>::size>());
}

/// Takes the elements with the numbers at(0), at(1), … of those of a followed by those of b.
template <auto at, class Vector, int... n>
LOSCHMIDT_INLINE auto shuffle(Vector a, Vector b, std::integer_sequence<int, n...>) {
  return __builtin_shufflevector(a, b, at(n)...);
}

/// Reads a row of `size` numbers for each of `count` particles, which are `lane` and every second
/// one after it, and returns the rows as one vector. Indices are cast to unsigned, which saves sign
/// extension.
template <int size, int count, class Index>
LOSCHMIDT_INLINE auto rows(const double* table, Index i, int lane) {
  if constexpr (count == 1) {
    return load<typename VectorOf<double, size>::Type>(table + unsigned(i[lane]));
  } else {
    constexpr auto same = [](int n) { return n; };
    return shuffle<same>(rows<size, count / 2>(table, i, lane),
                         rows<size, count / 2>(table, i, lane + count),
                         std::make_integer_sequence<int, size * count>());
  }
}

/// Reads the numbers table[i], …, table[i + N − 1] into out. Transposes rows of two or four.
template <int N, class Set>
LOSCHMIDT_INLINE void gather_rows(const double* table, typename Pack<Set>::Index i,
                                  Pack<Set>* out) {
  constexpr int lanes = Set::lanes;
  constexpr std::make_integer_sequence<int, lanes> all;
  constexpr auto even = [](int n) { return n % 2 == 0 ? n : lanes + n - 1; };
  constexpr auto odd = [](int n) { return n % 2 == 0 ? n + 1 : lanes + n; };
  if constexpr (N == 1) {
    const auto number = [&](int lane) { return table[unsigned(i[lane])]; };
    out[0] = each_lane<typename Pack<Set>::Values>(number, all);
  } else if constexpr (N == 2) {
    const auto a = rows<2, lanes / 2>(table, i, 0), b = rows<2, lanes / 2>(table, i, 1);
    out[0] = shuffle<even>(a, b, all);
    out[1] = shuffle<odd>(a, b, all);
  } else {
    static_assert(N == 4);
    constexpr auto low = [](int n) { return n / 2 * 4 + n % 2; };  // of each four, the first two
    constexpr auto high = [](int n) { return n / 2 * 4 + n % 2 + 2; };
    constexpr int half = lanes / 2;
    const auto a = rows<4, lanes / 4>(table, i, 0), b = rows<4, lanes / 4>(table, i, 1);
    const auto c = rows<4, lanes / 4>(table, i, half), d = rows<4, lanes / 4>(table, i, half + 1);
    const auto even_ab = shuffle<even>(a, b, all), even_cd = shuffle<even>(c, d, all);
    const auto odd_ab = shuffle<odd>(a, b, all), odd_cd = shuffle<odd>(c, d, all);
    out[0] = shuffle<low>(even_ab, even_cd, all);
    out[1] = shuffle<low>(odd_ab, odd_cd, all);
    out[2] = shuffle<high>(even_ab, even_cd, all);
    out[3] = shuffle<high>(odd_ab, odd_cd, all);
  }
}

#ifdef __AVX512F__
/// One or two numbers are read faster by the instruction for it. Its form without a mask makes GCC
/// 12 warn of a register that is not set.
template <int N, class Set>
requires(N <= 2 && Set::lanes == 8) LOSCHMIDT_INLINE
    void gather_rows(const double* table, typename Pack<Set>::Index i, Pack<Set>* out) {
  for (int n = 0; n < N; ++n)
    out[n] = _mm512_mask_i64gather_pd(__m512d{}, 255, i, table + n, sizeof(double));
}
#endif

/// Reads the N numbers that begin at table[i].
template <int N, class Real>
LOSCHMIDT_INLINE void gather_run(const double* table, typename Lanes<Real>::Index i, Real* out) {
  if constexpr (Lanes<Real>::size == 1) {
    for (int n = 0; n < N; ++n) out[n] = table[i + n];
  } else {
    constexpr int now = N >= 4 ? 4 : N >= 2 ? 2 : 1;
    gather_rows<now>(table, i, out);
    if constexpr (N > now) gather_run<N - now, Real>(table + now, i, out + now);
  }
}

}  // namespace loschmidt::sde
