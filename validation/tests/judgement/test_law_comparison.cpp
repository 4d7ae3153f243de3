// Laws that came back without particles, against what should have come back.
#include "app/judgement/law_comparison.hpp"

#include <boost/test/unit_test.hpp>

#include "app/roads/fokker_planck_road.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

// What comes back is the law itself at every stop, but for a share moved between two cells.
FokkerPlanckRoad road_with(const test::SmallJob& small, const Evolved& evolved, double moved) {
  FokkerPlanckRoad road;
  for (const double t : small.setup.plan.reverse_stops) {
    road.mass.push_back(mass_at(evolved.forward.density, t));
    road.mass.back()[30] += moved;
    road.mass.back()[34] -= moved;
    road.limit.push_back(0.01 + t);
  }
  return road;
}

LawComparison compared(const test::SmallJob& small, const Evolved& evolved, double moved) {
  const FokkerPlanckRoad road = road_with(small, evolved, moved);
  return compare_law(small.setup, law_of(small.setup, evolved, road));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(law_comparisons)

BOOST_AUTO_TEST_CASE(equal_laws_have_no_distance) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto c = compared(small, evolved, 0);
  BOOST_TEST(c.times == small.setup.plan.reverse_stops);
  for (std::size_t k = 0; k < 3; ++k) {
    BOOST_TEST(c.errors[k] == 0);
    BOOST_TEST(c.distances[k].kullback_leibler == 0);
    BOOST_TEST(c.limits[k] == 0.01 + c.times[k]);
  }
}

// L1 counts what is missing and what is too much; the transport is mass times the way.
BOOST_AUTO_TEST_CASE(moved_mass_counts_twice_and_by_its_way) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto c = compared(small, evolved, 0.001);
  for (std::size_t k = 0; k < 3; ++k) {
    BOOST_TEST(c.errors[k] == 0.002, tolerance(1e-10));
    BOOST_TEST(c.distances[k].total_variation == 0.001, tolerance(1e-10));
    BOOST_TEST(c.distances[k].wasserstein1[0] == 0.001 * 4 * 14 / 64, tolerance(1e-10));
  }
  const auto tests = law_tests(c);
  BOOST_TEST_REQUIRE(tests.size() == 3u);
  BOOST_TEST((tests[1].road == Road::fokker_planck));
  BOOST_TEST(tests[1].time == 0.25);
  BOOST_TEST(tests[1].error == c.errors[1]);
  BOOST_TEST(tests[1].limit == c.limits[1]);
}

BOOST_AUTO_TEST_CASE(the_chain_is_within_roundoff_and_judged_by_the_worst_of_three) {
  test::SmallJob small(test::ornstein_uhlenbeck, {"validation.roads=[\"chain\"]"});
  Evolved evolved = small.evolved();
  const auto fine = compare_law(small.setup, law_of(small.setup, *evolved.chain));
  for (std::size_t k = 0; k < 3; ++k) {
    BOOST_TEST(fine.limits[k] == 1e-11);
    BOOST_TEST(fine.errors[k] < fine.limits[k]);
  }
  evolved.chain->mass_drift[1] = 1e-3;  // Σ q did not stay what it was
  BOOST_TEST(compare_law(small.setup, law_of(small.setup, *evolved.chain)).errors[1] == 1e-3);
}

// A cell in the tail weighs nothing in L1, but an exact road must return it too.
BOOST_AUTO_TEST_CASE(each_cell_of_an_exact_road_counts) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto law = [&](std::size_t k) {
    return mass_at(evolved.forward.density, small.setup.plan.reverse_stops[k]);
  };
  const auto with_other_tail = [&](std::size_t k) {
    auto mass = law(k);
    mass[15] *= 1.001;  // at x = −3.6
    return mass;
  };
  const std::vector<double> limit(3, 1e-6);
  const auto roundoff = tolerance(1e-12);  // a few roundings of the mass, against 1e-3 of it
  const auto exact = compare_law(small.setup, {Road::chain, with_other_tail, law, limit});
  const auto refined = compare_law(small.setup, {Road::fokker_planck, with_other_tail, law, limit});
  for (std::size_t k = 0; k < 3; ++k) {
    BOOST_TEST(exact.errors[k] == 1e-3, roundoff);
    BOOST_TEST(refined.errors[k] == 1e-3 * law(k)[15], roundoff);
  }
}

BOOST_AUTO_TEST_CASE(implicit_steps_have_a_wider_limit) {
  test::SmallJob small(
      test::ornstein_uhlenbeck,
      {"validation.roads=[\"chain\"]", "solver.method=tr-bdf2", "solver.tolerance=1e-4"});
  const Evolved evolved = small.evolved();
  const auto c = compare_law(small.setup, law_of(small.setup, *evolved.chain));
  BOOST_TEST(c.limits[0] == 1e-3, tolerance(1e-12));
  BOOST_TEST(c.errors.back() < c.limits.back());
}

BOOST_AUTO_TEST_SUITE_END()
