#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "meshes/histogram.hpp"
#include "sde/draw.hpp"
#include "sde/random_stream.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;

BOOST_AUTO_TEST_SUITE(draw)

BOOST_AUTO_TEST_CASE(cells_are_hit_in_proportion_to_their_mass) {
  const Mesh mesh({test::uniform_axis(0, 1, 3), test::uniform_axis(0, 1, 2)});
  const std::vector<double> mass{1, 2, 0, 3, 4, 10};
  const Field score(mesh.cells(), 2);
  const CellSampler sampler(mesh, mass, score);
  const RandomStream stream(1, Purpose::reverse_start);
  Histogram histogram(mesh.cells());
  constexpr int n = 100000;
  std::array<double, 3> u{};
  for (int i = 0; i < n; ++i) {
    stream.uniforms(i, 0, u);
    histogram.add(mesh.locate(sampler(u)));
  }
  BOOST_TEST(histogram.outside == 0u);
  BOOST_TEST(histogram.counts[2] == 0u);
  for (std::size_t c = 0; c < mass.size(); ++c) {
    const double expected = n * mass[c] / 20;
    BOOST_TEST(std::abs(static_cast<double>(histogram.counts[c]) - expected) <=
               5 * std::sqrt(expected));
  }
}

BOOST_AUTO_TEST_CASE(inside_a_cell_the_density_follows_the_score) {
  // One cell [0, 1] with score s: density s eˢˣ/(eˢ − 1), whose quantiles have a closed form.
  const Mesh mesh = test::line(0, 1, 1);
  const std::vector<double> mass{1};
  for (const double s : {-800.0, -3.0, -1e-9, 0.0, 1e-9, 2.5, 800.0}) {
    Field score(1, 1);
    score.values[0] = s;
    const CellSampler sampler(mesh, mass, score);
    for (const double u : {0.001, 0.5, 0.999}) {
      const std::array<double, 2> uniforms{0.5, u};
      const double x = sampler(uniforms)[0];
      BOOST_TEST((x >= 0 && x <= 1));
      const double cumulative = std::abs(s) < 1e-6 ? x
                                : s > 0
                                    ? std::exp(s * (x - 1)) * -std::expm1(-s * x) / -std::expm1(-s)
                                    : std::expm1(s * x) / std::expm1(s);
      BOOST_TEST(std::abs(cumulative - u) < 1e-9);
    }
  }
}

BOOST_AUTO_TEST_CASE(beside_a_singular_end_draws_follow_its_power) {
  // In the cell of width h at an end P(r < x) = (x/h)^(e + 1), whatever the score of the cell is.
  constexpr int n = 20000;
  const RandomStream stream(3, Purpose::reverse_start);
  for (const double e : {-0.92, -0.5, 0.02})
    for (const bool upper : {false, true}) {
      SingularEnds ends;
      ends[upper] = SingularEnd{e};
      const Mesh mesh = test::singular_line(-1, 1, 8, ends);
      std::vector<double> mass(8, 0.0);
      mass[upper ? 7 : 0] = 1;
      Field score(8, 1);
      score.values.assign(8, 11.0);
      const CellSampler sampler(mesh, mass, score);
      std::vector<double> below;
      std::array<double, 2> u{};
      for (int i = 0; i < n; ++i) {
        stream.uniforms(i, 0, u);
        const double x = sampler(u)[0];
        const double r = upper ? 1 - x : x + 1;
        BOOST_TEST_REQUIRE((r >= 0 && r <= 0.25));
        if (r > 1e-12) below.push_back(std::pow(r / 0.25, e + 1));
      }
      // Nearer than that the coordinate rounds.
      const double rounded = std::pow(1e-12 / 0.25, e + 1);
      std::ranges::sort(below);
      double distance = 0;
      const std::size_t missing = n - below.size();
      for (std::size_t i = 0; i < below.size(); ++i)
        distance =
            std::max(distance, std::abs(below[i] - (static_cast<double>(i + missing) + 0.5) / n));
      BOOST_TEST(distance * std::sqrt(n) < 1.95);  // exceeded once in a thousand samples
      BOOST_TEST(std::abs(static_cast<double>(missing) - n * rounded) <
                 5 * std::sqrt(n * rounded) + 1);
    }
}

BOOST_AUTO_TEST_CASE(away_from_a_singular_end_draws_follow_the_score) {
  const Mesh mesh = test::singular_line(0, 1, 4, {SingularEnd{-0.5}, std::nullopt});
  const Mesh plain = test::line(0, 1, 4);
  Field score(4, 1);
  score.values.assign(4, 2.5);
  const std::vector<double> mass{0, 1, 1, 1};
  for (const double u : {0.001, 0.4, 0.999}) {
    const std::array<double, 2> uniforms{u, 1 - u};
    BOOST_TEST(CellSampler(mesh, mass, score)(uniforms)[0] ==
               CellSampler(plain, mass, score)(uniforms)[0]);
  }
}

BOOST_AUTO_TEST_SUITE_END()
