#include "sde/walls.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/coefficients.hpp"
#include "sde/ensemble.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::line;
using test::process;

namespace {

std::vector<double> one_cell(const Mesh& mesh, int cell) {
  std::vector<double> mass(mesh.cells(), 0.0);
  mass[cell] = 1;
  return mass;
}

// Particles run over equal steps with coefficients that do not depend on time.
Ensemble walk(const Mesh& mesh, const Sde& sde, double repulsion, const std::vector<double>& mass,
              std::uint64_t particles, int steps, double end) {
  const Field score(mesh.cells(), mesh.dimension());
  std::vector<int> axes;
  for (int a = 0; a < mesh.dimension(); ++a) axes.push_back(a);
  const PointGrid points = vertices(mesh, 1);
  const NoiseKind noise{sde.additive(), sde.diagonal()};
  const Scheme scheme = automatic_scheme(noise);
  const ParticleCoefficients c(points, tabulate(sde, points, axes, 0), layout(scheme, noise),
                               repulsion);
  Ensemble ensemble(mesh, CellSampler(mesh, mass, score), RandomStream(5, Purpose::forward_start),
                    0, particles, true);
  for (int k = 0; k < steps / 2; ++k)
    ensemble.advance(scheme, RandomStream(5, Purpose::forward_path),
                     {c, c, c, end / steps, end / steps, static_cast<std::uint32_t>(k)});
  return ensemble;
}

Tally counted(const Ensemble& ensemble, const Mesh& mesh) {
  const std::size_t cells = mesh.cells();
  std::vector<std::uint32_t> bins;
  for (std::uint32_t i = 0; i < cells; ++i) bins.push_back(i);
  Tally tally(cells, cells);
  count(ensemble, mesh, bins, tally);
  return tally;
}

// Pearson's χ² of counts against probabilities per cell (whose sum may be less than 1), within five
// standard deviations of its mean; cells that expect less than 25 are left out.
void check_counts(const Histogram& histogram, const std::vector<double>& probability) {
  const auto n = static_cast<double>(histogram.particles());
  double chi2 = 0;
  double cells = 0;
  for (std::size_t i = 0; i < probability.size(); ++i) {
    const double expected = n * probability[i];
    if (expected < 25) continue;
    chi2 += std::pow(static_cast<double>(histogram.counts[i]) - expected, 2) / expected;
    ++cells;
  }
  BOOST_TEST(cells >= 10);
  BOOST_TEST(chi2 < cells + 5 * std::sqrt(2 * cells));
}

// Both the particles and their twins, whose steps are twice as long. law: the distribution
// function.
template <class Law>
void check_law(const Tally& tally, const Mesh& mesh, Law&& law) {
  const auto edges = mesh.axis(0).edges();
  std::vector<double> probability;
  for (int i = 0; i < mesh.axis(0).cells(); ++i)
    probability.push_back(law(edges[i + 1]) - law(edges[i]));
  check_counts(tally.fine, probability);
  check_counts(tally.coarse, probability);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(walls)

BOOST_AUTO_TEST_CASE(drift_against_a_wall_leaves_no_layer) {
  // f = −1, D = 1 on [0, 1]: p ∝ e^{−2x}. A twin's step is as wide as two cells.
  const Mesh mesh = line(0, 1, 20);
  const int n = 100000;
  const auto tally =
      counted(walk(mesh, process({"-1"}, {"1"}), 0, one_cell(mesh, 5), n, 150, 1), mesh);
  check_law(tally, mesh, [](double x) { return (1 - std::exp(-2 * x)) / (1 - std::exp(-2.0)); });
  // Frozen coefficients are exact here, so the twin differs by nothing but roundoff.
  for (const auto exchanged : tally.exchanged) BOOST_TEST(exchanged <= 2u);
}

BOOST_AUTO_TEST_CASE(noise_that_depends_on_position_leaves_no_layer) {
  // f = 1, g = 1 + x on [0, 1]: p ∝ e^{−2/(1 + x)}/(1 + x)². With g frozen the first cell is a
  // tenth off.
  const Mesh mesh = line(0, 1, 20);
  const int n = 100000;
  const auto tally =
      counted(walk(mesh, process({"1"}, {"1+x"}), 0, one_cell(mesh, 10), n, 150, 1), mesh);
  check_law(tally, mesh, [](double x) {
    return (std::exp(-2 / (1 + x)) - std::exp(-2.0)) / (std::exp(-1.0) - std::exp(-2.0));
  });
}

BOOST_AUTO_TEST_CASE(full_tensors_reflect_along_the_co_normal) {
  // f = ½ D ∇log p with a constant D carries no current: p ∝ e^{−2x} N(y; 0, ¼²) stays, reflected
  // along D n. Reflected along the normal it would not.
  const Mesh mesh({test::uniform_axis(0, 1, 5), test::uniform_axis(-1.5, 1.5, 20)});
  const Sde sde =
      test::matrix_process({"-1 - 0.3*16*y", "-0.6 - 0.5*16*y"}, {{"1", "0"}, {"0.6", "0.8"}});
  const auto law_x = [](double x) { return (1 - std::exp(-2 * x)) / (1 - std::exp(-2.0)); };
  const auto law_y = [](double y) { return 0.5 * std::erfc(-4 * y / std::sqrt(2.0)); };
  std::vector<double> probability;
  for (int i = 0; i < 100; ++i) {
    const double x = 0.2 * (i % 5);
    const double y = -1.5 + 0.15 * (i / 5);
    probability.push_back((law_x(x + 0.2) - law_x(x)) * (law_y(y + 0.15) - law_y(y)));
  }
  const auto tally = counted(walk(mesh, sde, 0, probability, 50000, 80, 0.4), mesh);
  check_counts(tally.fine, probability);
}

BOOST_AUTO_TEST_CASE(the_uniform_law_stays_between_oblique_walls) {
  // f = ½ ∇·D carries no current where the density is even, and the noise along both axes is not 1:
  // the push along a wall is D_ab/D_aa of the push away from it.
  const Mesh mesh({test::uniform_axis(-4, 4, 8), test::uniform_axis(-4, 4, 8)});
  const Sde sde =
      test::matrix_process({"0", "0.275*cos(0.5*x)"}, {{"2", "0"}, {"0.55*sin(0.5*x)", "1.5"}});
  const std::vector<double> probability(64, 1.0 / 64);
  const auto tally = counted(walk(mesh, sde, 0, probability, 100000, 40, 0.6), mesh);
  check_counts(tally.fine, probability);
}

BOOST_AUTO_TEST_CASE(circles_close_and_wind) {
  const Mesh mesh = line(0, 1, 10, Boundary::periodic);
  const int n = 50000;
  const auto tally =
      counted(walk(mesh, process({"40"}, {"1"}), 0, one_cell(mesh, 0), n, 20, 4), mesh);
  check_law(tally, mesh, [](double x) { return x; });
}

BOOST_AUTO_TEST_CASE(absorption_takes_what_the_sine_series_says) {
  // Brownian motion killed at 0 and 1, started uniformly in the cell [a, b): the density after t is
  // Σ 2 sin(kπx) e^{−k²π²t/2} (cos kπa − cos kπb)/(kπ (b − a)).
  const Mesh mesh = line(0, 1, 20, Boundary::absorbing);
  const int n = 100000;
  const double t = 0.1;
  const auto ensemble = walk(mesh, process({"0"}, {"1"}), 0, one_cell(mesh, 6), n, 10, t);
  const auto tally = counted(ensemble, mesh);
  const auto law = [&](double x) {
    double sum = 0;
    for (int k = 1; k < 30; ++k) {
      const double wave = k * std::numbers::pi;
      sum += 2 * (1 - std::cos(wave * x)) / wave * std::exp(-wave * wave * t / 2) *
             (std::cos(wave * 0.3) - std::cos(wave * 0.35)) / (wave * 0.05);
    }
    return sum;
  };
  check_law(tally, mesh, law);
  const double lost = 1 - law(1);
  BOOST_TEST(lost > 0.2);
  BOOST_TEST(std::abs(static_cast<double>(tally.fine.outside) - n * lost) <
             5 * std::sqrt(n * lost * (1 - lost)));
}

BOOST_AUTO_TEST_CASE(who_is_absorbed_stays_so_and_is_exchanged_against_those_inside) {
  const Mesh mesh = line(0, 1, 2, Boundary::absorbing);
  const auto ensemble = walk(mesh, process({"-3*x"}, {"1"}), 0, one_cell(mesh, 0), 2000, 8, 0.5);
  std::array<std::uint64_t, 2> expected{};
  int only_one = 0;
  for (int i = 0; i < 2000; ++i) {
    const double x = ensemble.position(i)[0];
    const double y = ensemble.twin_position(i)[0];
    only_one += std::isnan(x) != std::isnan(y);
    for (const int bin : {0, 1}) {
      const auto in = [&](double z) { return !std::isnan(z) && (z >= 0.5) == (bin == 1); };
      expected[bin] += in(x) != in(y);
    }
  }
  BOOST_TEST(only_one > 0);
  const auto tally = counted(ensemble, mesh);
  BOOST_TEST(tally.fine.particles() == 2000u);
  for (const int bin : {0, 1}) BOOST_TEST(tally.exchanged[bin] == expected[bin]);
  BOOST_TEST(tally.exchanged_outside == static_cast<std::uint64_t>(only_one));
}

BOOST_AUTO_TEST_CASE(survivors_for_ever_keep_to_the_square_of_the_sine) {
  // Brownian motion conditioned never to be absorbed: drift σ, stationary density 2 sin²(πx).
  const Mesh mesh = line(0, 1, 20, Boundary::absorbing);
  const int n = 100000;
  const auto tally =
      counted(walk(mesh, process({"0"}, {"1"}), 1, one_cell(mesh, 3), n, 160, 0.8), mesh);
  BOOST_TEST(tally.fine.outside == 0u);
  check_law(tally, mesh, [](double x) {
    const double turn = 2 * std::numbers::pi;
    return x - std::sin(turn * x) / turn;
  });
}

BOOST_AUTO_TEST_CASE(attraction_empties_the_axis) {
  const Mesh mesh = line(0, 1, 20, Boundary::absorbing);
  const auto tally =
      counted(walk(mesh, process({"0"}, {"1"}), -1, one_cell(mesh, 10), 1000, 40, 2), mesh);
  BOOST_TEST(tally.fine.outside == 1000u);
}

BOOST_AUTO_TEST_CASE(a_proposal_that_is_not_finite_is_an_error) {
  const Mesh mesh = line(0, 1, 10);
  BOOST_CHECK_THROW(walk(mesh, process({"1e308"}, {"1"}), 0, one_cell(mesh, 0), 1, 2, 100),
                    std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
