// First passage of Brownian motion with drift through the ends of [0, 1], by its sine series:
// p = e^(ax − a²t/2) Σ c_n sin(nπx) e^(−n²π²t/2) from N(m, v), with
// c_n = 2 e^(−am + a²v/2) sin(nπ(m − av)) e^(−n²π²v/2).
#include <boost/test/unit_test.hpp>

#include "app/roads/density_solver.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

constexpr double drift = 1.5;
constexpr double start = 0.45;
constexpr double variance = 0.0036;
constexpr double time_of_run = 0.15;

FirstPassage series(double t) {
  FirstPassage result{{0, 0}, {0, 0}};
  const double pi = std::numbers::pi;
  for (int n = 1; n < 80; ++n) {
    const double c = 2 * std::exp(-drift * start + 0.5 * drift * drift * variance) *
                     std::sin(n * pi * (start - drift * variance)) *
                     std::exp(-0.5 * n * n * pi * pi * variance);
    const double decay = 0.5 * (n * n * pi * pi + drift * drift);
    const double lower = 0.5 * n * pi * c;
    const double upper = (n % 2 == 0 ? -1 : 1) * lower * std::exp(drift);
    result.rate[0] += lower * std::exp(-decay * t);
    result.rate[1] += upper * std::exp(-decay * t);
    result.probability[0] += lower * -std::expm1(-decay * t) / decay;
    result.probability[1] += upper * -std::expm1(-decay * t) / decay;
  }
  return result;
}

std::string passing() {
  const std::string text =
      test::replaced(test::absorbed_brownian_motion, "drift = [\"0\"]", "drift = [1.5]");
  return test::replaced(text, "mean = [0.5], std = [0.1]", "mean = [0.45], std = [0.06]");
}

struct Run {
  FirstPassage passage;
  double left;
};

Run run(std::vector<std::string> overrides, int intervals = 1) {
  test::SmallJob small(passing(), overrides);
  DensitySolver solver(small.setup, small.job);
  for (int k = 0; k < intervals; ++k)
    solver.advance(time_of_run * k / intervals, time_of_run * (k + 1) / intervals);
  return {solver.first_passage(time_of_run),
          meshes::total(solver.state(time_of_run, solver.masses()).mass)};
}

// The errors of the rates and of the probabilities, each summed over both ends.
std::array<double, 2> errors(const std::vector<std::string>& overrides) {
  const FirstPassage found = run(overrides).passage;
  const FirstPassage right = series(time_of_run);
  return {test::l1(found.rate, right.rate), test::l1(found.probability, right.probability)};
}

const std::string extrapolated = "solver.extrapolation=true";

}  // namespace

BOOST_AUTO_TEST_SUITE(first_passage)

BOOST_AUTO_TEST_CASE(both_are_of_second_order_and_of_fourth_when_extrapolated) {
  const auto check_order = [](int number, const std::vector<std::string>& keys, double order) {
    auto coarse = keys;
    auto fine = keys;
    coarse.push_back(test::cells(number));
    fine.push_back(test::cells(2 * number));
    const auto first = errors(coarse);
    const auto second = errors(fine);
    for (const std::size_t k : {0, 1}) {
      BOOST_TEST_MESSAGE(number << " cells: " << first[k] << ", " << second[k]);
      BOOST_TEST(std::log2(first[k] / second[k]) == order, tolerance(0.05));
    }
  };
  check_order(64, {}, 2);
  check_order(64, {extrapolated}, 4);
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_without_passing_an_end) {
  for (const std::vector<std::string>& keys :
       {std::vector<std::string>{}, {extrapolated}, {"solver.method=\"tr-bdf2\""}}) {
    const Run found = run(keys);
    BOOST_TEST(found.left < 0.9);
    BOOST_TEST(found.passage.probability[0] + found.passage.probability[1] + found.left == 1,
               tolerance(1e-12));
  }
}

// Probabilities are no quadrature over the times at which they are asked for.
BOOST_AUTO_TEST_CASE(probabilities_do_not_depend_on_intermediate_times) {
  const Run once = run({});
  const Run often = run({}, 30);
  for (const std::size_t e : {0, 1})
    BOOST_TEST(once.passage.probability[e] == often.passage.probability[e], tolerance(1e-11));
}

// Hardly anything has arrived: digits must not be those of 1 − survival.
BOOST_AUTO_TEST_CASE(small_losses_keep_their_digits) {
  test::SmallJob small(passing(), {extrapolated, test::cells(128)});
  DensitySolver solver(small.setup, small.job);
  solver.advance(0, 0.002);
  const FirstPassage found = solver.first_passage(0.002);
  for (const std::size_t e : {0, 1}) {
    BOOST_TEST(found.probability[e] > 0);
    BOOST_TEST(found.probability[e] < 1e-6);
  }
  const FirstPassage start_of_run = [&] {
    DensitySolver other(small.setup, small.job);
    return other.first_passage(0);
  }();
  BOOST_TEST(start_of_run.probability[0] == 0);
  BOOST_TEST(start_of_run.probability[1] == 0);
}

BOOST_AUTO_TEST_SUITE_END()
