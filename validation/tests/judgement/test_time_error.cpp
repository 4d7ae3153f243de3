// What the solver's time steps do, from other steps: against exponentials, which make none.
#include "app/judgement/time_error.hpp"

#include <boost/test/unit_test.hpp>

#include "app/roads/density_solver.hpp"
#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

std::vector<std::string> steps(const std::string& method, int number) {
  return {"solver.method=" + method, "solver.steps=" + std::to_string(number),
          "validation.roads=[\"ensemble\"]", "reverse.steps=4"};
}

// What the next term of an error in powers of the step is beside the first. The slowest modes decay
// as e^(−kt), k = 1, 2, 3; those beyond hold less of N(1, 1) than these.
double next_order_of_steps(int number) {
  return 3 * 0.5 / number;
}

TimeError error(const std::vector<std::string>& overrides) {
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  return time_error(small.setup, small.job, reverse_road(small.setup, evolved, 1000000));
}

// Of steps from snapshot to snapshot, which is what the estimate is of: the largest at the stops.
double true_error(const std::vector<std::string>& overrides) {
  test::SmallJob exact(test::ornstein_uhlenbeck, {"validation.roads=[\"ensemble\"]"});
  test::SmallJob stepped(test::ornstein_uhlenbeck, overrides);
  DensitySolver ours(stepped.setup, stepped.job);
  DensitySolver theirs(exact.setup, exact.job);
  const Evolved evolved = exact.evolved();
  const EnsembleRoad road = reverse_road(exact.setup, evolved, 1000000);
  double largest = 0;
  double before = 0;
  for (const double t : {0.25, 0.5}) {
    ours.advance(before, t);
    theirs.advance(before, t);
    before = t;
    largest = std::max(
        largest, test::length(road.bins[t == 0.5 ? 0 : 1], theirs.masses()[0], ours.masses()[0]));
  }
  return largest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_errors)

BOOST_AUTO_TEST_CASE(it_has_the_order_of_the_method) {
  const auto ratio = [](const std::string& method) {
    return error(steps(method, 32)).size / error(steps(method, 64)).size;
  };
  BOOST_TEST(ratio("backward-euler") == 2, tolerance(next_order_of_steps(32)));
  BOOST_TEST(ratio("tr-bdf2") == 4, tolerance(next_order_of_steps(32)));
}

BOOST_AUTO_TEST_CASE(it_is_what_the_steps_really_do) {
  for (const char* method : {"backward-euler", "tr-bdf2"})
    BOOST_TEST(error(steps(method, 32)).size == true_error(steps(method, 32)),
               tolerance(next_order_of_steps(32)));
}

// n steps of backward Euler are one draw of a Gamma clock, so that e^(−t) becomes (1 + t/n)^(−n);
// the mean of the density follows it. ‖Δ‖ is at least the change of a mean over its deviation.
BOOST_AUTO_TEST_CASE(of_backward_euler_it_is_no_less_than_what_it_does_to_the_mean) {
  const int number = 32;
  const double change = std::pow(1 + 0.5 / number, -number) - std::exp(-0.5);
  const double cells = std::pow(14.0 / 64, 2);
  BOOST_TEST(error(steps("backward-euler", number)).size >
             change * (1 - next_order_of_steps(number) - cells));
}

BOOST_AUTO_TEST_CASE(what_a_tolerance_hides_is_uncertain) {
  const auto with = [](const std::string& tolerance) {
    return error({"solver.method=tr-bdf2", "solver.tolerance=" + tolerance, "reverse.steps=4",
                  "validation.roads=[\"ensemble\"]"});
  };
  const TimeError loose = with("1e-2");
  const TimeError tight = with("1e-4");
  BOOST_TEST(loose.size > tight.size);
  BOOST_TEST(tight.uncertainty == tight.size + 1e-4, tolerance(1e-12));
  const TimeError given = error(steps("tr-bdf2", 32));
  BOOST_TEST(given.uncertainty == given.size);
}

BOOST_AUTO_TEST_CASE(every_interval_takes_at_least_one_step) {
  const input::Case c = test::read(test::ornstein_uhlenbeck);
  const std::vector<double> times{0, 0.25, 0.5};
  BOOST_TEST(steps_between(c, 8, times) == 8);
  BOOST_TEST(steps_between(c, 1, times) == 2);
  BOOST_TEST(steps_between(c, 8, std::vector<double>{0.25, 0.5}) == 4);
}

BOOST_AUTO_TEST_SUITE_END()
