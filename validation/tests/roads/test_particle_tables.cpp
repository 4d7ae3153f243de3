// The tables of a reversed road hold b = −f + ∇·D + D ∇ log p, docs/theory.md (6).
#include "app/roads/particle_tables.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "app/roads/ensemble_stage.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::roads;
using namespace loschmidt::sde;
using boost::test_tools::tolerance;

namespace {

// Around the mean e^(−t) the reverse drift is x − 2 (x − e^(−t)): the largest error there.
double reverse_drift_error(const std::string& cells) {
  test::SmallJob small(test::ornstein_uhlenbeck, {cells});
  const Evolved evolved = small.evolved();
  const auto road = reverse_road(small.setup, evolved, 1);
  ParticleTables tables(small.setup, small.job, evolved.forward.density, road,
                        drift_under_test(small.setup));
  double error = 0;
  for (const double t : {0.25, 0.5}) {
    const ParticleCoefficients at = tables.at(t);
    for (const double x : {-1.3, 0.0, 0.7, 2.1})
      error = std::max(error, std::abs(at.drift<1>(std::array{x})[0] - (2 * std::exp(-t) - x)));
    BOOST_TEST(at.tensor[0] == 2, tolerance(1e-14));
  }
  return error;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(particle_tables)

BOOST_AUTO_TEST_CASE(back_they_hold_the_reverse_drift_of_a_gaussian) {
  const double coarse = reverse_drift_error("mesh.cells=[64]");
  const double fine = reverse_drift_error("mesh.cells=[128]");
  BOOST_TEST(fine < 5e-3);
  BOOST_TEST(coarse / fine == 4, tolerance(0.3));
}

// D = 1 + x²/4 has the divergence x/2: without the score b = x + x/2, which is linear, so that
// lookup is exact.
BOOST_AUTO_TEST_CASE(the_divergence_of_the_tensor_is_in_them) {
  test::SmallJob small(test::ornstein_uhlenbeck,
                       {"sde.diffusion=sqrt(1 + x^2/4)",
                        "reverse.reversal={ drift = 1, divergence = 1, score = 0, noise = 1 }"});
  const Evolved evolved = small.evolved();
  const auto road = reverse_road(small.setup, evolved, 1);
  const ParticleCoefficients at = ParticleTables(small.setup, small.job, evolved.forward.density,
                                                 road, drift_under_test(small.setup))
                                      .at(0.25);
  for (const double x : {-3.3, 0.4, 2.0})
    BOOST_TEST(at.drift<1>(std::array{x})[0] == 1.5 * x, tolerance(1e-8));
  BOOST_TEST(at.amplitude<1>(std::array{2.1})[0] == std::sqrt(1 + 2.1 * 2.1 / 4), tolerance(1e-3));
}

BOOST_AUTO_TEST_CASE(forward_they_hold_the_process_itself) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto road = forward_road(small.setup, evolved, 1);
  const ParticleCoefficients at = ParticleTables(small.setup, small.job, evolved.forward.density,
                                                 road, drift_under_test(small.setup))
                                      .at(0);
  for (const double x : {-3.3, 0.4, 2.0})
    BOOST_TEST(at.drift<1>(std::array{x})[0] == -x, tolerance(1e-12));
  BOOST_TEST(at.root[0] == std::sqrt(2), tolerance(1e-14));
  BOOST_TEST(at.repulsion == 0);
}

// Back from absorbing walls the poles of the score are no part of the tables: with Anderson's
// reversal the repulsion is 1, and 0 on the way forward.
// Of half a score, the right drift has the whole one; of a probability flow, half of it.
BOOST_AUTO_TEST_CASE(the_right_drift_keeps_the_noise_under_test) {
  const auto drift = [](const std::string& reversal) {
    test::SmallJob small(test::ornstein_uhlenbeck,
                         {"reverse.reversal=" + reversal, "validation.roads=[\"ensemble\"]"});
    const Evolved evolved = small.evolved();
    const auto road = reverse_road(small.setup, evolved, 1);
    return ParticleTables(small.setup, small.job, evolved.forward.density, road,
                          right_drift(small.setup))
        .at(0.5)
        .drift<1>(std::array{1.3})[0];
  };
  BOOST_TEST(drift("\"half-score\"") == drift("\"anderson\""));
  // The score at time 0.5 is that of N(e^(−1/2), 1).
  const double score = std::exp(-0.5) - 1.3;
  BOOST_TEST(std::abs(drift("\"anderson\"") - (1.3 + 2 * score)) < 0.02);
  BOOST_TEST(std::abs(drift("\"probability-flow\"") - (1.3 + score)) < 0.02);
}

BOOST_AUTO_TEST_CASE(poles_at_walls_are_a_repulsion) {
  test::SmallJob small(test::absorbed_brownian_motion);
  const Evolved evolved = small.evolved();
  const auto repulsion = [&](const EnsembleRoad& road) {
    return ParticleTables(small.setup, small.job, evolved.forward.density, road,
                          drift_under_test(small.setup))
        .at(0.2)
        .repulsion;
  };
  BOOST_TEST(repulsion(reverse_road(small.setup, evolved, 1)) == 1);
  BOOST_TEST(repulsion(forward_road(small.setup, evolved, 1)) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
