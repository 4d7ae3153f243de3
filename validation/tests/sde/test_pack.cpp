// What is done to four or eight particles at a time is done to each as if it were alone, to the
// bit, also with numbers that are none.
#include "sde/pack.hpp"

#include <bit>
#include <boost/test/unit_test.hpp>
#include <climits>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <tuple>
#include <vector>

using namespace loschmidt::sde;

namespace {

struct FourForTests {
  static constexpr int lanes = 4;
  using Integer = int;
};
struct EightForTests {
  static constexpr int lanes = 8;
  using Integer = long long;
};
using Widths = std::tuple<Pack<FourForTests>, Pack<EightForTests>>;

template <class Real>
using Numbers = std::array<double, Lanes<Real>::size>;

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
// Every number meets every other, in every lane.
constexpr std::array<double, 12> numbers{0.0, -0.0, 1.0, -3.5,   1e308, -1e308,
                                         inf, -inf, nan, 5e-324, 0.1,   1.0 + 1e-15};

bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) ||
         std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// Calls visit(a, b, x, y) with packs and with the values of their lanes.
template <class Real, class Visit>
void for_pairs(Visit&& visit) {
  for (std::size_t m = 0; m < numbers.size(); ++m)
    for (std::size_t n = 0; n < numbers.size(); ++n) {
      Numbers<Real> x{};
      Numbers<Real> y{};
      for (std::size_t lane = 0; lane < x.size(); ++lane) {
        x[lane] = numbers[(m + lane) % numbers.size()];
        y[lane] = numbers[(n + 5 * lane) % numbers.size()];
      }
      visit(load<Real>(x.data()), load<Real>(y.data()), x, y);
    }
}

// Adjacent numbers that tell where they were.
std::vector<double> counted(std::size_t size) {
  std::vector<double> table(size);
  std::iota(table.begin(), table.end(), 100.0);
  return table;
}

// Makes indices of the first of eight numbers.
template <class Real>
typename Lanes<Real>::Index indices(const std::array<int, 8>& at) {
  typename Lanes<Real>::Index i;
  for (int lane = 0; lane < Lanes<Real>::size; ++lane) i[lane] = at[lane];
  return i;
}

template <int N, class Real>
bool gathers(const std::vector<double>& table, const std::array<int, 8>& at) {
  std::array<Real, N> found;
  gather_run<N, Real>(table.data(), indices<Real>(at), found.data());
  bool good = true;
  for (int lane = 0; lane < Lanes<Real>::size; ++lane) {
    std::array<double, N> alone{};
    gather_run<N, double>(table.data(), at[lane], alone.data());
    for (int n = 0; n < N; ++n)
      good = good && alone[n] == table[at[lane] + n] && found[n].v[lane] == alone[n];
  }
  return good;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pack)

BOOST_AUTO_TEST_CASE_TEMPLATE(arithmetic_rounds_as_that_of_one_particle, Real, Widths) {
  bool good = true;
  for_pairs<Real>([&](const Real& a, const Real& b, const auto& x, const auto& y) {
    Real sum = a;
    sum += b;
    for (int i = 0; i < Lanes<Real>::size; ++i)
      good = good && same((a + b).v[i], x[i] + y[i]) && same((a - b).v[i], x[i] - y[i]) &&
             same((a * b).v[i], x[i] * y[i]) && same((a / b).v[i], x[i] / y[i]) &&
             same((-a).v[i], -x[i]) && same(sum.v[i], x[i] + y[i]);
  });
  BOOST_TEST(good);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(comparisons_choose_as_those_of_one_particle, Real, Widths) {
  bool good = true;
  for_pairs<Real>([&](const Real& a, const Real& b, const auto& x, const auto& y) {
    const auto less = select(a < b, a, b), more = select(a > b, a, b);
    const auto most = select(a <= b, a, b), least = select(a >= b, a, b);
    const auto other = select(a != b, a, b);
    for (int i = 0; i < Lanes<Real>::size; ++i)
      good = good && same(less.v[i], select(x[i] < y[i], x[i], y[i])) &&
             same(more.v[i], select(x[i] > y[i], x[i], y[i])) &&
             same(most.v[i], select(x[i] <= y[i], x[i], y[i])) &&
             same(least.v[i], select(x[i] >= y[i], x[i], y[i])) &&
             same(other.v[i], select(x[i] != y[i], x[i], y[i]));
  });
  BOOST_TEST(good);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_number_is_spread_with_its_sign, Real, Widths) {
  for (const double number : numbers)
    for (int lane = 0; lane < Lanes<Real>::size; ++lane)
      BOOST_TEST(same(Real(number).v[lane], number));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_mask_has_one_bit_per_particle, Real, Widths) {
  constexpr int lanes = Lanes<Real>::size;
  for (int set = 0; set < 1 << lanes; ++set) {
    Numbers<Real> x{};
    for (int lane = 0; lane < lanes; ++lane) x[lane] = (set >> lane & 1) != 0 ? -1 : 1;
    const auto mask = load<Real>(x.data()) < Real(0.0);
    BOOST_TEST(bits(mask) == set);
    BOOST_TEST(any(mask) == (set != 0));
    BOOST_TEST(all(mask) == (set == (1 << lanes) - 1));
    const auto next = next_where(mask, indices<Real>({10, 20, 30, 40, 50, 60, 70, 80}));
    for (int lane = 0; lane < lanes; ++lane)
      BOOST_TEST(next[lane] == next_where(x[lane] < 0, 10 * (lane + 1)));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(indices_are_rounded_towards_zero_and_limited, Real, Widths) {
  const std::array<double, 8> x{-0.9, 2.999, -7.5, 1e6, 5, 6, 0, -1};
  const auto i = to_index(load<Real>(x.data()));
  const Real back = to_real(i, Real());
  const auto most = at_most(i, 5);
  for (int lane = 0; lane < Lanes<Real>::size; ++lane) {
    BOOST_TEST(i[lane] == static_cast<int>(x[lane]));
    BOOST_TEST(same(back.v[lane], std::trunc(x[lane]) + 0.0));
    BOOST_TEST(most[lane] == at_most(static_cast<int>(i[lane]), 5));
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_index_is_the_last) {
  // What NaN and numbers too large become, INT_MIN, is sent to the last place.
  BOOST_TEST(at_most(INT_MIN, 5) == 5);
  BOOST_TEST(at_most(-1, 5) == 5);
  BOOST_TEST(at_most(5, 5) == 5);
  BOOST_TEST(at_most(0, 5) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(runs_are_gathered_for_each_particle_from_its_own_place, Real,
                              Widths) {
  const auto table = counted(64);
  for (const auto& at : {std::array{0, 7, 3, 50, 21, 22, 1, 49},
                         {9, 9, 9, 9, 9, 9, 9, 9},
                         {57, 0, 56, 1, 2, 55, 3, 54}}) {
    BOOST_TEST((gathers<1, Real>(table, at)));
    BOOST_TEST((gathers<2, Real>(table, at)));
    BOOST_TEST((gathers<3, Real>(table, at)));
    BOOST_TEST((gathers<4, Real>(table, at)));
    BOOST_TEST((gathers<5, Real>(table, at)));
    BOOST_TEST((gathers<6, Real>(table, at)));
    BOOST_TEST((gathers<7, Real>(table, at)));
  }
  const std::array<int, 5> guess{5, 4, 3, 2, 1};
  const std::array<int, 8> at{4, 0, 2, 2, 1, 3, 0, 4};
  const auto found = gather<Real>(guess.data(), indices<Real>(at));
  for (int lane = 0; lane < Lanes<Real>::size; ++lane) BOOST_TEST(found[lane] == guess[at[lane]]);
}

BOOST_AUTO_TEST_SUITE_END()
