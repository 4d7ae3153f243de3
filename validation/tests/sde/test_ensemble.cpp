#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/coefficients.hpp"
#include "sde/ensemble.hpp"
#include "sde/time_grid.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::line;
using test::process;

namespace {

const std::vector<double> one_time{0};

// An ensemble started from one cell, run over equal steps of a process that does not depend on
// time.
struct Walk {
  Mesh mesh;
  Sde sde;
  TimeFactor factor;
  Field score;
  std::vector<double> mass;

  Walk(Mesh m, Sde s, int start_cell)
      : mesh(std::move(m)),
        sde(std::move(s)),
        factor(sde, cell_centers(mesh, mesh.all_cells()), one_time),
        score(mesh.cells(), mesh.dimension()),
        mass(mesh.cells(), 0.0) {
    mass[start_cell] = 1;
  }

  Ensemble run(Scheme scheme, std::uint64_t first, std::uint64_t count, int steps, double end,
               bool twin) const {
    std::vector<int> axes;
    for (int a = 0; a < mesh.dimension(); ++a) axes.push_back(a);
    const PointGrid points = vertices(mesh, 1);
    const ParticleCoefficients c(points, tabulate(sde, points, axes, 0),
                                 layout(scheme, {sde.additive(), sde.diagonal()}));
    Ensemble ensemble(mesh, CellSampler(mesh, mass, score), RandomStream(5, Purpose::forward_start),
                      first, count, twin);
    for (int k = 0; k < steps / 2; ++k)
      ensemble.advance(scheme, RandomStream(5, Purpose::forward_path),
                       {c, c, c, end / steps, end / steps, static_cast<std::uint32_t>(k)});
    return ensemble;
  }
};

struct Moments {
  double mean = 0;
  double variance = 0;
};

template <class Position>
Moments moments(std::uint64_t n, Position&& position) {
  Moments m;
  for (std::uint64_t i = 0; i < n; ++i) m.mean += position(i);
  m.mean /= static_cast<double>(n);
  for (std::uint64_t i = 0; i < n; ++i) m.variance += std::pow(position(i) - m.mean, 2);
  m.variance /= static_cast<double>(n);
  return m;
}

using Matrix = std::array<double, 4>;  // row by row

// E[X Xᵀ] at t = 1 of dX = AX dt + B₁X dW₁ + B₂X dW₂ from the uniform law on [0, 5]², by
// M' = AM + MAᵀ + Σ BₖMBₖᵀ.
Matrix second_moments(const Matrix& a, const std::array<Matrix, 2>& b) {
  const int steps = 20000;
  Matrix m{6.25 + 25.0 / 12, 6.25, 6.25, 6.25 + 25.0 / 12};
  for (int k = 0; k < steps; ++k) {
    Matrix rate{};
    for (int i = 0; i < 2; ++i)
      for (int j = 0; j < 2; ++j)
        for (int p = 0; p < 2; ++p) {
          rate[2 * i + j] += a[2 * i + p] * m[2 * p + j] + m[2 * i + p] * a[2 * j + p];
          for (const Matrix& c : b)
            for (int q = 0; q < 2; ++q)
              rate[2 * i + j] += c[2 * i + p] * m[2 * p + q] * c[2 * j + q];
        }
    for (int i = 0; i < 4; ++i) m[i] += rate[i] / steps;
  }
  return m;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ensemble)

BOOST_AUTO_TEST_CASE(a_particles_path_does_not_depend_on_its_company) {
  const Walk walk(line(-4, 4, 64), process({"-x"}, {"1"}), 32);
  const auto all = walk.run(Scheme::heun, 0, 100, 10, 1, true);
  const auto some = walk.run(Scheme::heun, 60, 7, 10, 1, true);
  for (int i = 0; i < 7; ++i) {
    BOOST_TEST(all.position(60 + i)[0] == some.position(i)[0]);
    BOOST_TEST(all.twin_position(60 + i)[0] == some.twin_position(i)[0]);
  }
}

BOOST_AUTO_TEST_CASE(twin_shares_the_brownian_path) {
  // Without drift and with constant noise the two increments add up: both end at the same place.
  const Walk walk(line(-40, 40, 64), process({"0"}, {"1"}), 32);
  const auto e = walk.run(Scheme::euler_maruyama, 0, 200, 20, 1, true);
  for (int i = 0; i < 200; ++i)
    BOOST_TEST(std::abs(e.position(i)[0] - e.twin_position(i)[0]) < 1e-12);
}

BOOST_AUTO_TEST_CASE(steppers_give_the_moments_their_recursions_predict) {
  // dX = −X dt + dW by h: Euler–Maruyama multiplies the mean by 1 − h and the variance by (1 − h)²
  // and adds h; Heun by r = 1 − h + h²/2, and adds h(1 − h/2)². The twin does so with 2h. The drift
  // table is linear, so interpolation is exact.
  const int n = 400000;
  const int steps = 8;
  const double h = 1.0 / steps;
  const Walk walk(line(-20, 20, 40), process({"-x"}, {"1"}), 23);  // starts uniform in [3, 4)
  for (const Scheme scheme : {Scheme::euler_maruyama, Scheme::heun}) {
    const auto e = walk.run(scheme, 0, n, steps, 1, true);
    const auto predicted = [&](double step, int count) {
      const double r = scheme == Scheme::heun ? 1 - step + step * step / 2 : 1 - step;
      const double noise = scheme == Scheme::heun ? step * std::pow(1 - step / 2, 2) : step;
      Moments m{3.5, 1.0 / 12};
      for (int k = 0; k < count; ++k) m = {r * m.mean, r * r * m.variance + noise};
      return m;
    };
    const Moments fine = moments(n, [&](std::uint64_t i) { return e.position(i)[0]; });
    const Moments coarse = moments(n, [&](std::uint64_t i) { return e.twin_position(i)[0]; });
    for (const auto& [seen, wanted] :
         {std::pair{fine, predicted(h, steps)}, {coarse, predicted(2 * h, steps / 2)}}) {
      BOOST_TEST(std::abs(seen.mean - wanted.mean) < 5 * std::sqrt(wanted.variance / n));
      BOOST_TEST(std::abs(seen.variance - wanted.variance) <
                 5 * wanted.variance * std::sqrt(2.0 / n));
    }
  }
}

BOOST_AUTO_TEST_CASE(euler_maruyama_takes_the_noise_at_the_start_of_the_step) {
  // Itô: with g = x and no drift the mean stays, whatever the step; Stratonovich's would grow as
  // e^{t/2}.
  const int n = 400000;
  const Walk walk(line(0, 40, 400), process({"0"}, {"0.3*x"}), 30);
  const auto e = walk.run(Scheme::euler_maruyama, 0, n, 20, 1, false);
  const Moments m = moments(n, [&](std::uint64_t i) { return e.position(i)[0]; });
  BOOST_TEST(std::abs(m.mean - 3.05) < 5 * std::sqrt(m.variance / n));
  BOOST_TEST(m.variance > 0.5);  // noise was there
}

BOOST_AUTO_TEST_CASE(tables_must_hold_the_noise_as_the_scheme_reads_it) {
  const Walk walk(line(1, 2, 8), process({"0"}, {"1"}), 3);
  const PointGrid points = vertices(walk.mesh, 1);
  const std::vector<int> axes{0};
  const ParticleCoefficients c(points, tabulate(walk.sde, points, axes, 0), NoiseLayout::diagonal);
  Ensemble e(walk.mesh, CellSampler(walk.mesh, walk.mass, walk.score),
             RandomStream(5, Purpose::forward_start), 0, 1, false);
  BOOST_CHECK_THROW(
      e.advance(Scheme::heun, RandomStream(5, Purpose::forward_path), {c, c, c, 0.1, 0.1, 0}),
      std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(walls_hold_and_circles_close) {
  // Strong noise in a small box: the stationary law is uniform for both kinds of end.
  for (const Boundary boundary : {Boundary::reflecting, Boundary::periodic}) {
    const Walk walk(line(0, 1, 10, boundary), process({"0"}, {"1"}), 0);
    const int n = 50000;
    const auto e = walk.run(Scheme::euler_maruyama, 0, n, 40, 4, true);
    Tally tally(10, 10);
    const std::vector<std::uint32_t> bins{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    count(e, walk.mesh, bins, tally);
    BOOST_TEST(tally.fine.outside == 0u);
    for (const auto c : tally.fine.counts)
      BOOST_TEST(std::abs(static_cast<double>(c) - n / 10.0) < 5 * std::sqrt(n / 10.0));
  }
}

BOOST_AUTO_TEST_CASE(diagonal_noise_moves_each_axis_by_its_own) {
  const Mesh mesh({test::uniform_axis(-20, 20, 40), test::uniform_axis(-20, 20, 40)});
  const int n = 100000;
  const Walk walk(mesh, process({"1", "0"}, {"2", "0.5"}), 20 + 40 * 20);
  const auto e = walk.run(Scheme::heun, 0, n, 4, 1, false);
  const Moments x = moments(n, [&](std::uint64_t i) { return e.position(i)[0]; });
  const Moments y = moments(n, [&](std::uint64_t i) { return e.position(i)[1]; });
  BOOST_TEST(std::abs(x.mean - 1.5) < 5 * 2.02 / std::sqrt(n));
  BOOST_TEST(std::abs(x.variance - 4 - 1.0 / 12) < 5 * 4.1 * std::sqrt(2.0 / n));
  BOOST_TEST(std::abs(y.variance - 0.25 - 1.0 / 12) < 5 * 0.34 * std::sqrt(2.0 / n));
}

BOOST_AUTO_TEST_CASE(noises_that_do_not_commute_give_the_second_moments_of_their_process) {
  // Linear in X, with B₁B₂ ≠ B₂B₁. In four steps Euler–Maruyama misses them.
  const Mesh mesh({test::uniform_axis(-100, 100, 40), test::uniform_axis(-100, 100, 40)});
  std::vector<Formula> drift;
  for (const char* f : {"-0.4*x + 0.5*y", "-0.5*x - 0.2*y"}) drift.emplace_back(f, 2);
  std::vector<std::vector<Formula>> rows(2);
  for (const char* g : {"0.6*y", "0.5*x"}) rows[0].emplace_back(g, 2);
  for (const char* g : {"0.4*x", "-0.5*y"}) rows[1].emplace_back(g, 2);
  const Walk walk(mesh, Sde(std::move(drift), std::move(rows)), 20 + 40 * 20);
  const auto m = second_moments({-0.4, 0.5, -0.5, -0.2}, {{{0, 0.6, 0.4, 0}, {0.5, 0, 0, -0.5}}});
  const int n = 200000;
  const auto deviation = [&](Scheme scheme) {
    const auto e = walk.run(scheme, 0, n, 4, 1, false);
    double worst = 0;
    for (int i = 0; i < 2; ++i)
      for (int j = 0; j <= i; ++j) {
        const Moments seen =
            moments(n, [&](std::uint64_t p) { return e.position(p)[i] * e.position(p)[j]; });
        worst = std::max(worst, std::abs(seen.mean - m[2 * i + j]) / std::sqrt(seen.variance / n));
      }
    return worst;
  };
  BOOST_TEST(deviation(Scheme::dri1) < 5);
  BOOST_TEST(deviation(Scheme::euler_maruyama) > 10);
}

BOOST_AUTO_TEST_CASE(exchanged_counts_those_in_a_bin_for_one_of_the_pair) {
  const Walk walk(line(-4, 4, 8), process({"-2*x"}, {"1"}), 7);
  const auto e = walk.run(Scheme::euler_maruyama, 0, 1000, 2, 1, true);
  const std::vector<std::uint32_t> bins{0, 0, 0, 0, 1, 1, 1, 1};
  Tally tally(8, 2);
  count(e, walk.mesh, bins, tally);
  std::uint64_t expected = 0;
  for (int i = 0; i < 1000; ++i) expected += (e.position(i)[0] < 0) != (e.twin_position(i)[0] < 0);
  BOOST_TEST(expected > 0u);
  BOOST_TEST(tally.exchanged[0] == expected);
  BOOST_TEST(tally.exchanged[1] == expected);
}

BOOST_AUTO_TEST_SUITE_END()
