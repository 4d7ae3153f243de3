#include <Random123/threefry.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <vector>

#include "sde/random_stream.hpp"
#include "validation/tests/sde/single_draws.hpp"

using namespace loschmidt;
using namespace loschmidt::sde;

BOOST_AUTO_TEST_SUITE(random_stream)

BOOST_AUTO_TEST_CASE(known_answer_of_random123) {
  // Threefry-4x32-20 of counter 0 under key 0, from the library's kat_vectors.
  const std::array<std::uint32_t, 4> expected{0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8};
  BOOST_TEST(RandomStream(0, static_cast<Purpose>(0)).bits(0, 0, 0) == expected);
}

BOOST_AUTO_TEST_CASE(counter_and_key_are_where_they_should_be) {
  const std::uint64_t particle = 0x0123456789abcdef;
  const std::uint64_t seed = 0xfedcba9876543210;
  const threefry4x32_ctr_t counter{{0x89abcdef, 0x01234567, 42, 7}};
  const threefry4x32_key_t key{{0x76543210, 0xfedcba98, 2, 0}};
  const auto reference = threefry4x32(counter, key);
  const auto bits = RandomStream(seed, Purpose::reverse_path).bits(particle, 42, 7);
  for (int i = 0; i < 4; ++i) BOOST_TEST(bits[i] == reference.v[i]);
}

BOOST_AUTO_TEST_CASE(purposes_and_steps_differ) {
  const RandomStream a(1, Purpose::reverse_path);
  const RandomStream b(1, Purpose::forward_path);
  BOOST_TEST(a.bits(5, 3, 0) != b.bits(5, 3, 0));
  BOOST_TEST(a.bits(5, 3, 0) != a.bits(5, 4, 0));
  BOOST_TEST(a.bits(5, 3, 0) != a.bits(6, 3, 0));
}

BOOST_AUTO_TEST_CASE(shorter_draws_begin_longer_ones) {
  const RandomStream stream(9, Purpose::reverse_path);
  std::vector<double> three(3);
  std::vector<double> six(6);
  test::normals(stream, 4, 1, three);
  test::normals(stream, 4, 1, six);
  for (int k = 0; k < 3; ++k) BOOST_TEST(three[k] == six[k]);
}

BOOST_AUTO_TEST_CASE(two_particles_share_the_words_of_two_normals_each) {
  const RandomStream stream(9, Purpose::reverse_path);
  std::vector<double> first(2);
  std::vector<double> second(2);
  std::vector<double> four(4);
  test::normals(stream, 256 + 5, 1, first);
  test::normals(stream, 256 + 128 + 5, 1, second);
  test::normals(stream, 128 + 5, 1, four);
  BOOST_TEST((std::vector{first[0], first[1], second[0], second[1]} == four));
}

BOOST_AUTO_TEST_CASE(signs_are_the_bits_of_their_blocks) {
  const RandomStream stream(9, Purpose::reverse_path);
  std::vector<double> signs(200);
  test::signs(stream, 4, 1, signs, 32);
  for (const std::size_t i : {0, 31, 32, 127, 128, 199}) {
    const auto word = stream.bits(4, 1, i < 128 ? 32 : 33)[i / 32 % 4];
    BOOST_TEST(signs[i] == ((word >> i % 32 & 1) != 0 ? 1.0 : -1.0));
  }
}

BOOST_AUTO_TEST_CASE(normals_have_the_moments_of_a_normal) {
  constexpr int n = 200000;
  const RandomStream stream(3, Purpose::reverse_path);
  std::array<double, 6> z{};
  double sum = 0, square = 0, fourth = 0, cross = 0;
  for (int i = 0; i < n; ++i) {
    test::normals(stream, i, 0, z);
    for (const double v : z) {
      sum += v;
      square += v * v;
      fourth += v * v * v * v;
    }
    cross += z[0] * z[1] + z[1] * z[2] + z[3] * z[4];
  }
  const double count = 6.0 * n;
  // Five standard errors each: 1, 2, 96 are the variances of z, z², z⁴.
  BOOST_TEST(std::abs(sum / count) < 5 / std::sqrt(count));
  BOOST_TEST(std::abs(square / count - 1) < 5 * std::sqrt(2 / count));
  BOOST_TEST(std::abs(fourth / count - 3) < 5 * std::sqrt(96 / count));
  BOOST_TEST(std::abs(cross / (3.0 * n)) < 5 / std::sqrt(3.0 * n));
}

BOOST_AUTO_TEST_CASE(uniforms_fill_the_open_interval) {
  constexpr int n = 100000;
  const RandomStream stream(3, Purpose::reverse_start);
  std::array<int, 16> bin{};
  std::array<double, 3> u{};
  for (int i = 0; i < n; ++i) {
    stream.uniforms(i, 0, u);
    for (const double v : u) {
      BOOST_REQUIRE(v > 0 && v < 1);
      ++bin[static_cast<int>(16 * v)];
    }
  }
  double chi2 = 0;
  for (const int c : bin) chi2 += std::pow(c - 3 * n / 16.0, 2) / (3 * n / 16.0);
  BOOST_TEST(chi2 < 45);  // P = 8e-5 on 15 degrees of freedom, and the seed is fixed
}

BOOST_AUTO_TEST_SUITE_END()
