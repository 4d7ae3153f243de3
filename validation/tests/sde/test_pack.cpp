// What is done to four particles at a time is done to each as if it were alone, to the bit, also
// with numbers that are none.
#include "sde/pack.hpp"

#include <bit>
#include <boost/test/unit_test.hpp>
#include <climits>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

using namespace loschmidt::sde;

namespace {

struct ForTests {};
using Four = Pack<ForTests>;
using Ints = Four::Index;

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
template <class Visit>
void for_pairs(Visit&& visit) {
  for (std::size_t m = 0; m < numbers.size(); ++m)
    for (std::size_t n = 0; n < numbers.size(); ++n) {
      std::array<double, 4> x{};
      std::array<double, 4> y{};
      for (std::size_t lane = 0; lane < 4; ++lane) {
        x[lane] = numbers[(m + lane) % numbers.size()];
        y[lane] = numbers[(n + 5 * lane) % numbers.size()];
      }
      visit(load<Four>(x.data()), load<Four>(y.data()), x, y);
    }
}

// Adjacent numbers that tell where they were.
std::vector<double> counted(std::size_t size) {
  std::vector<double> table(size);
  std::iota(table.begin(), table.end(), 100.0);
  return table;
}

template <int N>
bool gathers(const std::vector<double>& table, const std::array<int, 4>& at) {
  std::array<Four, N> found;
  gather_run<N, Four>(table.data(), Ints{at[0], at[1], at[2], at[3]}, found.data());
  bool good = true;
  for (int lane = 0; lane < pack_size; ++lane) {
    std::array<double, N> alone{};
    gather_run<N, double>(table.data(), at[lane], alone.data());
    for (int n = 0; n < N; ++n)
      good = good && alone[n] == table[at[lane] + n] && found[n].v[lane] == alone[n];
  }
  return good;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pack)

BOOST_AUTO_TEST_CASE(arithmetic_rounds_as_that_of_one_particle) {
  bool good = true;
  for_pairs([&](const Four& a, const Four& b, const auto& x, const auto& y) {
    Four sum = a;
    sum += b;
    for (int i = 0; i < pack_size; ++i)
      good = good && same((a + b).v[i], x[i] + y[i]) && same((a - b).v[i], x[i] - y[i]) &&
             same((a * b).v[i], x[i] * y[i]) && same((a / b).v[i], x[i] / y[i]) &&
             same((-a).v[i], -x[i]) && same(sum.v[i], x[i] + y[i]);
  });
  BOOST_TEST(good);
}

BOOST_AUTO_TEST_CASE(comparisons_choose_as_those_of_one_particle) {
  bool good = true;
  for_pairs([&](const Four& a, const Four& b, const auto& x, const auto& y) {
    const auto less = select(a < b, a, b), more = select(a > b, a, b);
    const auto most = select(a <= b, a, b), least = select(a >= b, a, b);
    const auto other = select(a != b, a, b);
    for (int i = 0; i < pack_size; ++i)
      good = good && same(less.v[i], select(x[i] < y[i], x[i], y[i])) &&
             same(more.v[i], select(x[i] > y[i], x[i], y[i])) &&
             same(most.v[i], select(x[i] <= y[i], x[i], y[i])) &&
             same(least.v[i], select(x[i] >= y[i], x[i], y[i])) &&
             same(other.v[i], select(x[i] != y[i], x[i], y[i]));
  });
  BOOST_TEST(good);
}

BOOST_AUTO_TEST_CASE(a_mask_has_one_bit_per_particle) {
  for (int set = 0; set < 16; ++set) {
    std::array<double, 4> x{};
    for (int lane = 0; lane < pack_size; ++lane) x[lane] = (set >> lane & 1) != 0 ? -1 : 1;
    const auto mask = load<Four>(x.data()) < Four(0.0);
    BOOST_TEST(bits(mask) == set);
    BOOST_TEST(any(mask) == (set != 0));
    BOOST_TEST(all(mask) == (set == 15));
    const Ints next = next_where(mask, Ints{10, 20, 30, 40});
    for (int lane = 0; lane < pack_size; ++lane)
      BOOST_TEST(next[lane] == next_where(x[lane] < 0, 10 * (lane + 1)));
  }
}

BOOST_AUTO_TEST_CASE(indices_are_rounded_towards_zero_and_limited_from_both_sides) {
  const std::array<double, 4> x{-0.9, 2.999, -7.5, 1e6};
  const Ints i = to_index(load<Four>(x.data()));
  const Four back = to_real(i, Four());
  const Ints most = at_most(i, 5);
  for (int lane = 0; lane < pack_size; ++lane) {
    BOOST_TEST(i[lane] == static_cast<int>(x[lane]));
    BOOST_TEST(same(back.v[lane], std::trunc(x[lane]) + 0.0));
    BOOST_TEST(most[lane] == at_most(i[lane], 5));
  }
  // What NaN and numbers too large become, INT_MIN, is sent to the last place.
  BOOST_TEST(at_most(INT_MIN, 5) == 5);
  BOOST_TEST(at_most(-1, 5) == 5);
  BOOST_TEST(at_most(5, 5) == 5);
  BOOST_TEST(at_most(0, 5) == 0);
}

BOOST_AUTO_TEST_CASE(runs_are_gathered_for_each_particle_from_its_own_place) {
  const auto table = counted(64);
  for (const auto& at : {std::array{0, 7, 3, 50}, {9, 9, 9, 9}, {57, 0, 56, 1}}) {
    BOOST_TEST(gathers<1>(table, at));
    BOOST_TEST(gathers<2>(table, at));
    BOOST_TEST(gathers<3>(table, at));
    BOOST_TEST(gathers<4>(table, at));
    BOOST_TEST(gathers<5>(table, at));
    BOOST_TEST(gathers<6>(table, at));
    BOOST_TEST(gathers<7>(table, at));
  }
  const std::vector<int> guess{5, 4, 3, 2, 1};
  const Ints found = gather(guess.data(), Ints{4, 0, 2, 2});
  for (int lane = 0; lane < pack_size; ++lane)
    BOOST_TEST(found[lane] == (std::array{1, 5, 3, 3}[lane]));
}

BOOST_AUTO_TEST_SUITE_END()
