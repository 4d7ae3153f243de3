// The reverse process as a density, and the error that refinement says it has: docs/theory.md
// (16d).
#include "app/roads/fokker_planck_road.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

const std::string alone = "validation.roads=[\"fokker-planck\"]";

// Distance from the law, and the limit, per stop.
struct Walked {
  std::vector<double> error, limit;
};

// What comes back, against the masses of a law at the stops.
template <class Law>
Walked walk(const sde::Reversal& reversal, const std::vector<std::string>& overrides, Law&& law) {
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  const FokkerPlanckRoad road = fokker_planck_road(small.setup, small.job, evolved, reversal);
  Walked walked{{}, road.limit};
  for (std::size_t k = 0; k < road.mass.size(); ++k) {
    BOOST_TEST(total(road.mass[k]) == 1, tolerance(1e-11));
    walked.error.push_back(test::l1(
        road.mass[k], law(small.setup.problem.mesh, evolved, small.setup.plan.reverse_stops[k])));
  }
  return walked;
}

Walked right(const std::vector<std::string>& overrides) {
  return walk({}, overrides, [](const Mesh&, const Evolved& evolved, double t) {
    return mass_at(evolved.reverse_law(), t);
  });
}

void require_within_limit(const Walked& walked) {
  BOOST_TEST_REQUIRE(walked.error.size() == 3u);
  for (const std::size_t k : {1, 2}) BOOST_TEST(walked.error[k] < walked.limit[k]);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fokker_planck)

BOOST_AUTO_TEST_CASE(the_right_reversal_stays_within_its_limit) {
  const Walked walked = right({alone});
  BOOST_TEST(walked.error.front() < 1e-14);
  require_within_limit(walked);
}

// Half of the score leaves the drift e^(−t), and the variance grows by 2 per time. With f as it is,
// the drift is −y + 2 (e^(−t) − y): a time s after the end the mean is m_T (e^s + e^(−3s))/2 and
// the variance (1 + 2 e^(−6s))/3.
BOOST_AUTO_TEST_CASE(wrong_reversals_are_within_their_limits_of_what_they_should_bring_back) {
  require_within_limit(
      walk({1, 1, 0.5, 1}, {alone}, [](const Mesh& mesh, const Evolved&, double t) {
        return test::gaussian_masses(mesh, std::exp(-t), 1 + 2 * (0.5 - t));
      }));
  require_within_limit(walk({-1, 1, 1, 1}, {alone}, [](const Mesh& mesh, const Evolved&, double t) {
    const double s = 0.5 - t;
    return test::gaussian_masses(mesh, std::exp(-0.5) * (std::exp(s) + std::exp(-3 * s)) / 2,
                                 (1 + 2 * std::exp(-6 * s)) / 3);
  }));
}

// The next term is smaller by the square of the coarsest cells, half as many as the run's, in
// deviations.
BOOST_AUTO_TEST_CASE(error_and_limit_are_of_second_order_in_the_mesh) {
  const Walked coarse = right({alone, "reverse.steps=256", test::cells(64)});
  const Walked fine = right({alone, "reverse.steps=256", test::cells(128)});
  const double next_order = std::pow(14.0 / 32, 2);
  BOOST_TEST(coarse.error.back() / fine.error.back() == 4, tolerance(next_order));
  BOOST_TEST(coarse.limit.back() / fine.limit.back() == 4, tolerance(next_order));
}

BOOST_AUTO_TEST_CASE(extrapolated_the_error_is_of_fourth_order) {
  const auto extrapolated = [](int number) {
    return right({alone, "reverse.steps=256", "solver.extrapolation=true", test::cells(number)});
  };
  const Walked fine = extrapolated(64);
  require_within_limit(fine);
  BOOST_TEST(extrapolated(32).error.back() / fine.error.back() == 16,
             tolerance(std::pow(14.0 / 32, 2)));
}

// All steps and half of them leave fourth order in time. The next term is smaller by the longest
// step, of half of them, times the fastest of the rates 1, 2, 3 of the modes of N(1, 1) that count.
BOOST_AUTO_TEST_CASE(its_steps_are_of_fourth_order) {
  const auto reached = [](int steps) {
    test::SmallJob small(test::ornstein_uhlenbeck, {alone, "reverse.time_grid=uniform",
                                                    "reverse.steps=" + std::to_string(steps)});
    const Evolved evolved = small.evolved();
    return fokker_planck_road(small.setup, small.job, evolved, {}).mass.back();
  };
  const auto settled = reached(512);
  BOOST_TEST(test::l1(reached(16), settled) / test::l1(reached(32), settled) == 16,
             tolerance(3 * 0.5 / 8));
}

BOOST_AUTO_TEST_CASE(a_limit_never_shrinks_on_the_way_back) {
  const Walked walked = right({alone, "time.snapshots=6"});
  for (std::size_t k = 1; k < walked.limit.size(); ++k)
    BOOST_TEST(walked.limit[k] >= walked.limit[k - 1]);
}

BOOST_AUTO_TEST_SUITE_END()
