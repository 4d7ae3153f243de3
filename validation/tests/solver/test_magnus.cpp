// Magnus steps integrate coefficients that change in time.
#include "solver/magnus.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <stdexcept>

#include "validation/tests/solver/time_dependent_process.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;
using test::distance;
using test::evolved;
using test::time_dependent_process;

BOOST_AUTO_TEST_SUITE(magnus)

BOOST_AUTO_TEST_CASE(magnus_steps_are_of_fourth_order, *test::one_rank()) {
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  const auto reference = evolved(mesh, time_dependent_process(), {128, 1, 0}, 1);
  const double coarse = distance(evolved(mesh, time_dependent_process(), {4, 1, 0}, 1), reference);
  const double fine = distance(evolved(mesh, time_dependent_process(), {8, 1, 0}, 1), reference);
  BOOST_TEST(fine > 1e-9);  // there is an error to measure
  BOOST_TEST(std::abs(std::log2(coarse / fine) - 4) < 0.3);
}

BOOST_AUTO_TEST_CASE(tolerance_chooses_steps_that_meet_it) {
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  const auto reference = evolved(mesh, time_dependent_process(), {128, 1, 0}, 1);
  const double loose =
      distance(evolved(mesh, time_dependent_process(), {0, 1, 1e-4}, 1), reference);
  const double tight =
      distance(evolved(mesh, time_dependent_process(), {0, 1, 1e-8}, 1), reference);
  BOOST_TEST(loose < 1e-3);
  BOOST_TEST(tight < 1e-7);
  BOOST_TEST(tight < loose);
}

BOOST_AUTO_TEST_CASE(the_mean_follows_its_own_equation) {
  // dX = (−2X + 3 sin 4t) dt + …: m' = −2m + 3 sin 4t, whatever the noise; the box is wide enough.
  const Mesh mesh({test::uniform_axis(-12, 12, 1200)});
  const auto start = test::bump(mesh);
  const auto m = evolved(mesh, time_dependent_process(), {0, 1, 1e-7}, 1);
  const auto mean = [&](const std::vector<double>& mass) {
    double sum = 0;
    for (std::size_t n = 0; n < mass.size(); ++n) sum += mass[n] * mesh.axis(0).centers()[n];
    return sum;
  };
  const double forced =
      3 * (2 * std::sin(4.0) - 4 * std::cos(4.0)) / 20 + std::exp(-2.0) * 12.0 / 20;
  BOOST_TEST(std::abs(mean(m) - (mean(start) * std::exp(-2.0) + forced)) < 2e-4);
}

BOOST_AUTO_TEST_CASE(there_is_no_way_back_where_none_led_forward) {
  const Mesh mesh({test::uniform_axis(-4, 4, 16)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde sde = time_dependent_process();
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, {4, 1, 0});
  Masses masses(d, test::bump(mesh));
  evolution.advance(masses, 0, 0.5);
  BOOST_CHECK_THROW(evolution.solve_backward(masses, 0, 1), std::logic_error);
  BOOST_CHECK_THROW(evolution.solve_backward(masses, 0.25, 0.5), std::logic_error);
}

BOOST_AUTO_TEST_CASE(the_guess_of_the_next_step_stays_near_what_was_tried) {
  // Easy intervals for long, each met by one step; then a drift that grows without bound.
  const Mesh mesh({test::uniform_axis(-2.5, 3, 40)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde sde = test::process({"(1 - x)/(1 - t)"}, {"1"});
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, {});
  Masses masses(d, test::bump(mesh));
  constexpr int intervals = 1200;
  constexpr double length = 0.99 / intervals;
  for (int k = 0; k < intervals; ++k) {
    evolution.advance(masses, k * length, (k + 1) * length);
    BOOST_TEST_REQUIRE(evolution.history().state.step <= 4 * length * (1 + 1e-12));
  }
}

BOOST_AUTO_TEST_CASE(a_replayed_history_leads_to_the_same_bits) {
  // Forward after it, and backward through it.
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde sde = time_dependent_process();
  const auto factor = test::factor_of(sde, mesh);
  Evolution first(d, sde, factor, {});
  Evolution second(d, sde, factor, {});
  Masses masses(d, test::bump(mesh));
  first.advance(masses, 0, 0.5);
  second.replay(0, 0.5, first.history());
  Masses again(d, masses.gather());
  first.advance(masses, 0.5, 1);
  second.advance(again, 0.5, 1);
  BOOST_TEST((masses.gather() == again.gather()));
  first.solve_backward(masses, 0, 1);
  second.solve_backward(again, 0, 1);
  BOOST_TEST((masses.gather() == again.gather()));
}

BOOST_AUTO_TEST_SUITE_END()
