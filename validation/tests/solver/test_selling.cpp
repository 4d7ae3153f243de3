#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>
#include <random>

#include "sde/coefficients.hpp"
#include "solver/selling.hpp"

using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

std::vector<double> sum_of(const Jumps& jumps, int dimension) {
  std::vector<double> tensor;
  for (int i = 0; i < dimension; ++i)
    for (int j = 0; j <= i; ++j) {
      double sum = 0;
      for (const Jump& jump : jumps) sum += jump.weight * jump.offset[i] * jump.offset[j];
      tensor.push_back(sum);
    }
  return tensor;
}

double trace(const std::vector<double>& tensor, int dimension) {
  double sum = 0;
  for (int i = 0; i < dimension; ++i) sum += tensor[packed(i, i)];
  return sum;
}

// g gᵀ with g's entries normally distributed and its columns scaled: random directions, and an
// anisotropy of about 1/smallest².
std::vector<double> random_tensor(int dimension, double smallest, std::mt19937& random) {
  std::normal_distribution<double> normal;
  std::array<std::array<double, 3>, 3> g{};
  for (int i = 0; i < dimension; ++i)
    for (int k = 0; k < dimension; ++k)
      g[i][k] = normal(random) * std::pow(smallest, double(k) / std::max(1, dimension - 1));
  std::vector<double> tensor;
  for (int i = 0; i < dimension; ++i)
    for (int j = 0; j <= i; ++j)
      tensor.push_back(g[i][0] * g[j][0] + g[i][1] * g[j][1] + g[i][2] * g[j][2]);
  return tensor;
}

std::vector<double> turned(double angle, double anisotropy) {
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  return {c * c + s * s / anisotropy, c * s * (1 - 1 / anisotropy), s * s + c * c / anisotropy};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(selling_decomposition)

BOOST_AUTO_TEST_CASE(terms_add_up_to_the_tensor_and_none_is_negative) {
  std::mt19937 random(82);
  for (int dimension = 1; dimension <= 3; ++dimension)
    for (const double smallest : {1.0, 0.3, 0.1})
      for (int trial = 0; trial < 500; ++trial) {
        const auto tensor = random_tensor(dimension, smallest, random);
        const auto jumps = selling(tensor);
        BOOST_REQUIRE(jumps.has_value());
        BOOST_TEST(std::distance(jumps->begin(), jumps->end()) <= dimension * (dimension + 1) / 2);
        for (const Jump& jump : *jumps) BOOST_TEST(jump.weight > 0);
        if (jumps->reach() > 8) continue;  // products of long vectors lose digits
        const auto sum = sum_of(*jumps, dimension);
        for (std::size_t n = 0; n < tensor.size(); ++n)
          BOOST_TEST(std::abs(sum[n] - tensor[n]) < 1e-11 * trace(tensor, dimension));
      }
}

BOOST_AUTO_TEST_CASE(offsets_are_primitive_distinct_and_point_upward) {
  std::mt19937 random(83);
  for (int trial = 0; trial < 500; ++trial) {
    const auto jumps = selling(random_tensor(3, 0.3, random));
    BOOST_REQUIRE(jumps.has_value());
    for (const Jump& jump : *jumps) {
      const auto& e = jump.offset;
      BOOST_TEST(std::gcd(std::gcd(e[0], e[1]), e[2]) == 1);
      BOOST_TEST((e[2] != 0 ? e[2] : (e[1] != 0 ? e[1] : e[0])) > 0);
      for (const Jump& other : *jumps) BOOST_TEST((&other == &jump || other.offset != e));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_superbase_is_obtuse) {
  // In two dimensions the offsets, turned by a right angle, are the superbase: no two of them, with
  // signs so that all three add up to zero, have a positive product under D.
  std::mt19937 random(84);
  for (int trial = 0; trial < 500; ++trial) {
    const auto d = random_tensor(2, 0.2, random);
    const auto jumps = selling(d);
    BOOST_REQUIRE(jumps.has_value());
    BOOST_REQUIRE(std::distance(jumps->begin(), jumps->end()) == 3);
    std::array<std::array<int, 2>, 3> b{};
    for (int k = 0; k < 3; ++k) {
      const Index& e = (jumps->begin() + k)->offset;
      b[k] = {-e[1], e[0]};
    }
    const auto flipped = [&](int k) { b[k] = {-b[k][0], -b[k][1]}; };
    const auto adds_up = [&] {
      return b[0][0] + b[1][0] + b[2][0] == 0 && b[0][1] + b[1][1] + b[2][1] == 0;
    };
    for (int signs = 0; signs < 4 && !adds_up(); ++signs) flipped(signs % 2);
    BOOST_REQUIRE(adds_up());
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < i; ++j)
        BOOST_TEST(b[i][0] * (d[0] * b[j][0] + d[1] * b[j][1]) +
                       b[i][1] * (d[1] * b[j][0] + d[2] * b[j][1]) <=
                   1e-12 * (d[0] + d[2]));
  }
}

BOOST_AUTO_TEST_CASE(known_decompositions) {
  // The identity needs the axes alone; [[2, 1], [1, 2]] one step along the diagonal besides.
  const auto axes = selling(std::vector<double>{1, 0, 1, 0, 0, 1});
  BOOST_REQUIRE(axes.has_value());
  BOOST_TEST(axes->reach() == 1);
  for (const Jump& jump : *axes) {
    BOOST_TEST(jump.weight == 1.0);
    BOOST_TEST(jump.offset[0] + jump.offset[1] + jump.offset[2] == 1);
  }
  const auto diagonal = selling(std::vector<double>{2, 1, 2});
  BOOST_REQUIRE(diagonal.has_value());
  double along = 0;
  for (const Jump& jump : *diagonal)
    if (jump.offset == Index{1, 1, 0}) along = jump.weight;
  BOOST_TEST(along == 1.0);
}

BOOST_AUTO_TEST_CASE(widths_of_jumps_grow_like_the_root_of_the_anisotropy) {
  // Two vectors of an obtuse superbase are no longer than the axes under D, the third no longer
  // than √2 times that: |e|² ≤ 2 κ, whatever the angle.
  for (const double anisotropy : {1.0, 4.0, 10.0, 100.0, 300.0}) {
    int widest = 0;
    for (int n = 0; n < 2000; ++n) {
      const auto jumps = selling(turned(n * std::numbers::pi / 2000, anisotropy));
      BOOST_REQUIRE(jumps.has_value());
      widest = std::max(widest, jumps->reach());
      for (const Jump& jump : *jumps)
        BOOST_TEST(std::hypot(jump.offset[0], jump.offset[1]) <= std::sqrt(2 * anisotropy) + 1e-9);
    }
    if (anisotropy == 4) BOOST_TEST(widest == 1);
    if (anisotropy == 100) BOOST_TEST(widest == 5);
  }
}

BOOST_AUTO_TEST_CASE(singular_tensors_along_integers_have_one_term) {
  const auto oblique = selling(std::vector<double>{9, 3, 1});  // (3, 1)
  BOOST_REQUIRE(oblique.has_value());
  BOOST_REQUIRE(std::distance(oblique->begin(), oblique->end()) == 1);
  BOOST_TEST((oblique->begin()->offset == Index{3, 1, 0}));
  BOOST_TEST(oblique->begin()->weight == 1.0);
  // (1, 2, 3), then an axis without noise, then none at all.
  const auto space = selling(std::vector<double>{1, 2, 4, 3, 6, 9});
  BOOST_REQUIRE(space.has_value());
  BOOST_TEST((space->begin()->offset == Index{1, 2, 3}));
  const auto flat = selling(std::vector<double>{2, 0, 0, 1, 0, 2});
  BOOST_REQUIRE(flat.has_value());
  for (const Jump& jump : *flat) BOOST_TEST(jump.offset[1] == 0);
  const auto still = selling(std::vector<double>{0, 0, 0});
  BOOST_REQUIRE(still.has_value());
  BOOST_TEST(still->begin() == still->end());
}

BOOST_AUTO_TEST_CASE(a_singular_tensor_along_no_integers_has_none) {
  const double golden = std::numbers::phi;
  const auto jumps = selling(std::vector<double>{golden * golden, golden, 1});
  BOOST_TEST((!jumps || jumps->reach() > 1000));
}

BOOST_AUTO_TEST_CASE(anisotropy_is_the_ratio_of_eigenvalues) {
  const auto close = boost::test_tools::tolerance(1e-9);
  BOOST_TEST(anisotropy(turned(0.7, 30)) == 30.0, close);
  BOOST_TEST(anisotropy(std::vector<double>{3}) == 1.0, close);
  BOOST_TEST(anisotropy(std::vector<double>{2, 0, 2, 0, 0, 8}) == 4.0, close);
  BOOST_TEST(anisotropy(std::vector<double>{2, 0, 0, 0, 0, 8}) == 4.0, close);  // y stands still
  BOOST_TEST(anisotropy(std::vector<double>{0, 0, 0}) == 1.0);
  BOOST_TEST(std::isinf(anisotropy(std::vector<double>{1, 1, 1})));
}

BOOST_AUTO_TEST_SUITE_END()
