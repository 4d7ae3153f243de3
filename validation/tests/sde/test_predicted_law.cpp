// Laws of chains that are known in closed form, and particles of the same chain where they are not.
#include "sde/predicted_law.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/ensemble.hpp"
#include "validation/tests/laws.hpp"
#include "validation/tests/processes.hpp"
#include "validation/tests/sde/chain.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::Chain;
using test::gaussian_masses;
using test::in_the_middle;
using test::l1;
using test::line;
using test::process;

namespace {

std::vector<double> predicted(const Chain& chain, const std::vector<double>& mass,
                              const Field& score,
                              const PredictionResolution& resolution = {{.parts = 2}, 2}) {
  const ParticleCoefficients tables = chain.tables();
  PredictedLaw law(chain.mesh, mass, score, resolution, chain.scheme != Scheme::ode);
  for (int k = 0; k < chain.steps; ++k)
    law.advance(chain.scheme, tables, tables, chain.clock, k + 1 == chain.steps);
  return law.masses();
}

std::vector<double> predicted(const Chain& chain, const std::vector<double>& mass,
                              const PredictionResolution& resolution = {{.parts = 2}, 2}) {
  return predicted(chain, mass, Field(chain.mesh.cells(), 1), resolution);
}

// The distance from a Gaussian of a chain that multiplies by `factor` and adds `noise` times a
// Brownian increment of variance 2h in every step.
double error_from_gaussian(const Chain& chain, double factor, double noise) {
  double mean = 1.5;
  double variance = 0.5;
  const auto start = gaussian_masses(chain.mesh, mean, variance);
  Field score(chain.mesh.cells(), 1);
  for (std::size_t i = 0; i < start.size(); ++i)
    score.values[i] = (mean - chain.mesh.axis(0).centers()[i]) / variance;
  for (int k = 0; k < chain.steps; ++k) {
    mean *= factor;
    variance = factor * factor * variance + 2 * chain.clock * noise * noise;
  }
  return l1(predicted(chain, start, score), gaussian_masses(chain.mesh, mean, variance));
}

// Pearson's χ² of particles of the chain against the predicted law is within five standard
// deviations of its mean.
void check_particles(const std::string& name, const Chain& chain,
                     const std::vector<double>& start) {
  BOOST_TEST_CONTEXT(name) {
    constexpr std::uint64_t particles = 400000;
    const ParticleCoefficients c = chain.tables();
    const Field flat(chain.mesh.cells(), 1);
    Ensemble ensemble(chain.mesh, CellSampler(chain.mesh, start, flat),
                      RandomStream(3, Purpose::forward_start), 0, particles, false);
    for (int k = 0; k < chain.steps / 2; ++k)
      ensemble.advance(chain.scheme, RandomStream(3, Purpose::forward_path),
                       {c, c, c, chain.clock, chain.clock, static_cast<std::uint32_t>(k)});
    Tally tally(chain.mesh.cells(), 1);
    count(ensemble, chain.mesh, std::vector<std::uint32_t>(chain.mesh.cells(), 0), tally);
    const auto law = predicted(chain, start);
    double chi2 = 0;
    double cells = 0;
    for (std::size_t i = 0; i < law.size(); ++i) {
      const double expected = law[i] * particles;
      if (expected < 25) continue;
      chi2 += std::pow(static_cast<double>(tally.fine.counts[i]) - expected, 2) / expected;
      ++cells;
    }
    BOOST_TEST(cells >= 20);
    BOOST_TEST(chi2 < cells + 5 * std::sqrt(2 * cells));
    BOOST_TEST(chi2 > cells - 5 * std::sqrt(2 * cells));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(predicted_law)

// Steps of 0.3 are so long that the chain's law is far from that of the process. The kernel that
// smooths the steps at the edges has the fourth moment −3 w⁴, w = 1.5 distances of the nodes: it
// changes the masses by w⁴/8 ∫|p⁗| in all, which is less than w⁴ for a variance of 1 or more. As
// much is left for nodes and points.
BOOST_AUTO_TEST_CASE(long_steps_of_a_linear_drift_keep_a_gaussian) {
  const double h = 0.3;
  const double w = 1.5 * 18.0 / 160 / 4;
  const Chain euler{line(-9, 9, 160), process({"-x"}, {"2^0.5"}), Scheme::euler_maruyama, 6, h};
  BOOST_TEST(error_from_gaussian(euler, 1 - h, 1) < 2 * std::pow(w, 4));
  const Chain heun{line(-9, 9, 160), process({"-x"}, {"2^0.5"}), Scheme::heun, 6, h};
  BOOST_TEST(error_from_gaussian(heun, 1 - h + 0.5 * h * h, 1 - 0.5 * h) < 2 * std::pow(w, 4));
}

// Without noise the law is only moved. What is left is the error of the kernel at the edges of
// cells where the law narrows, and of the law inside a cell at the start where it widens.
BOOST_AUTO_TEST_CASE(a_flow_without_noise_keeps_a_gaussian) {
  const double h = 0.1;
  const Chain inwards{line(-9, 9, 1280), process({"-x"}, {"0"}), Scheme::ode, 20, h};
  BOOST_TEST(error_from_gaussian(inwards, 1 - h + 0.5 * h * h, 0) < 1e-5);
  const Chain outwards{line(-8, 16, 640), process({"x"}, {"0"}), Scheme::ode, 10, h};
  BOOST_TEST(error_from_gaussian(outwards, 1 + h + 0.5 * h * h, 0) < 2e-4);
}

// Order 4, from pairs of Gauss points and from the smooth step at the edges of cells.
BOOST_AUTO_TEST_CASE(the_error_falls_with_the_nodes) {
  const auto difference = [](int cells) {
    const Chain chain{line(-9, 9, cells), process({"-x + sin(x)"}, {"1"}), Scheme::heun, 8, 0.1};
    const auto start = gaussian_masses(chain.mesh, 1.5, 0.5);
    return l1(predicted(chain, start, PredictionResolution{{.parts = 2}, 2}),
              predicted(chain, start, PredictionResolution{{.parts = 1}, 1}));
  };
  BOOST_TEST(difference(48) / difference(96) > 12);
}

// Reflected Brownian motion keeps the uniform law. The change from half of nodes, points and strata
// is at least the error, which is what the comparison with particles relies on.
BOOST_AUTO_TEST_CASE(the_change_by_refinement_covers_the_error_at_walls) {
  const Chain chain{line(0, 1, 32), process({"0"}, {"1"}), Scheme::heun, 20, 0.01};
  const std::vector<double> flat(32, 1.0 / 32);
  const auto fine = predicted(chain, flat);
  BOOST_TEST(l1(fine, flat) <=
             l1(fine, predicted(chain, flat, PredictionResolution{{.parts = 1}, 1})));
  BOOST_TEST(std::abs(meshes::total(fine) - 1) < 1e-10);
}

BOOST_AUTO_TEST_CASE(periodic_axes_wrap) {
  const Chain chain{line(0, 1, 32, Boundary::periodic), process({"3"}, {"0.5"}), Scheme::heun, 20,
                    0.05};
  const std::vector<double> flat(32, 1.0 / 32);
  BOOST_TEST(l1(predicted(chain, flat), flat) < 1e-12);
  check_particles("periodic", chain, in_the_middle(chain.mesh));
}

BOOST_AUTO_TEST_CASE(particles_follow_the_law_with_every_scheme_and_wall) {
  const Mesh wide = line(-4, 4, 80);
  check_particles("Heun", {wide, process({"x - x^3"}, {"1"}), Scheme::heun, 6, 0.1},
                  in_the_middle(wide));
  check_particles("Platen", {wide, process({"-x"}, {"0.5 + 0.2*sin(x)"}), Scheme::platen, 6, 0.1},
                  in_the_middle(wide));
  check_particles("Euler-Maruyama",
                  {wide, process({"-x"}, {"0.5 + 0.2*sin(x)"}), Scheme::euler_maruyama, 6, 0.1},
                  in_the_middle(wide));
  const Mesh walls = line(0, 1, 40);
  check_particles("reflecting", {walls, process({"-2"}, {"1"}), Scheme::heun, 8, 0.02},
                  in_the_middle(walls));
  check_particles("reflecting, Platen",
                  {walls, process({"-1"}, {"0.3 + x"}), Scheme::platen, 8, 0.02},
                  in_the_middle(walls));
  check_particles("no noise", {wide, process({"-x"}, {"0"}), Scheme::ode, 6, 0.02},
                  gaussian_masses(wide, 0.5, 0.4));
}

// Noise of a thousand boxes, and a drift beyond the range of numbers.
BOOST_AUTO_TEST_CASE(work_is_bounded_and_paths_that_are_not_finite_are_left_out) {
  const Chain wide{line(0, 1, 32, Boundary::periodic), process({"0"}, {"1000"}), Scheme::heun, 1,
                   1};
  const ParticleCoefficients tables = wide.tables();
  PredictedLaw law(wide.mesh, std::vector<double>(32, 1.0 / 32), Field(32, 1), {{.parts = 1}, 1});
  double ends = 0;
  law.advance(wide.scheme, tables, tables, wide.clock, true, [&](double n) { ends += n; });
  BOOST_TEST(ends == 64 * (12 * 256 + 1));
  const Chain steep{line(0, 1, 32), process({"1e307*(1 + x)"}, {"1"}), Scheme::heun, 1, 100};
  PredictedLaw lost(steep.mesh, std::vector<double>(32, 1.0 / 32), Field(32, 1), {{.parts = 1}, 1});
  BOOST_TEST(lost.finite());
  lost.advance(steep.scheme, steep.tables(), steep.tables(), steep.clock, true);
  BOOST_TEST(!lost.finite());
  BOOST_TEST(meshes::total(lost.masses()) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
