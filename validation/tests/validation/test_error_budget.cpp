// The error budget is checked with counts drawn from laws with known errors.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>

#include "validation/error_budget.hpp"

using namespace loschmidt::validation;

namespace {

// sqrt(Σ (n/N − q)²/q) of N draws from `bins` equal bins whose probabilities are off by ± size.
double observed(int bins, int particles, double size, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> uniform;
  std::vector<double> counts(bins, 0);
  for (int n = 0; n < particles; ++n) {
    const int pair = static_cast<int>(uniform(engine) * bins / 2);
    ++counts[2 * pair + (uniform(engine) < 0.5 * (1 + size) ? 0 : 1)];
  }
  double sum = 0;
  for (const double c : counts) sum += std::pow(c / particles - 1.0 / bins, 2) * bins;
  return std::sqrt(sum);
}

constexpr int bins = 40, particles = 20000, runs = 400;

int explained(const std::vector<ErrorSource>& claimed, double size) {
  int count = 0;
  for (unsigned seed = 1; seed <= runs; ++seed)
    count +=
        error_budget(claimed, bins - 1, particles, observed(bins, particles, size, seed)).explained;
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(an_error_budget)

// 0.999 each: more than 4 misses of 400 have a probability below 1e-4.
BOOST_AUTO_TEST_CASE(explains_chance_and_errors_of_the_size_it_names) {
  BOOST_TEST(explained({}, 0) >= runs - 4);
  BOOST_TEST(explained({{"space", 0.05, 0, ""}}, 0.05) >= runs - 4);
  BOOST_TEST(explained({{"space", 0.03, 0.01, ""}, {"stepper", 0.02, 0.01, ""}}, 0.05) >= runs - 4);
}

// 0.1 against a noise of sqrt(39/20000) = 0.044: seen in every run.
BOOST_AUTO_TEST_CASE(does_not_explain_what_nobody_named) {
  BOOST_TEST(explained({}, 0.1) == 0);
  BOOST_TEST(explained({{"space", 0.02, 0, ""}}, 0.1) == 0);
}

BOOST_AUTO_TEST_CASE(does_not_explain_a_large_error_that_did_not_show) {
  BOOST_TEST(explained({{"prior", 0.2, 0, ""}}, 0) == 0);
  BOOST_TEST(explained({{"prior", 0.2, 0, ""}, {"space", 0.2, 0, ""}}, 0) >= runs - 4);
}

BOOST_AUTO_TEST_CASE(adds_up) {
  const auto budget = error_budget({{"a", 3e-3, 0, ""}, {"b", 1e-3, 0, ""}}, 9, 1e6, 5e-3);
  BOOST_TEST(budget.monte_carlo == 3e-3, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(budget.total == 5e-3, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(budget.explained);
}

BOOST_AUTO_TEST_CASE(takes_what_is_no_finite_number) {
  const double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(error_budget({{"a", infinity, 0, ""}, {"b", 1e-3, 0, ""}}, 9, 1e6, 1).explained);
  BOOST_TEST(!error_budget({{"a", 1, infinity, ""}}, 9, 1e6, infinity - infinity).explained);
  BOOST_TEST(!error_budget({{"a", std::nan(""), 0, ""}}, 9, 1e6, 3e-3).explained);
}

BOOST_AUTO_TEST_CASE(refuses_sizes_that_are_none) {
  BOOST_CHECK_THROW(error_budget({{"a", -1, 0, ""}}, 9, 1e6, 0), std::invalid_argument);
  BOOST_CHECK_THROW(error_budget({}, 9, 0, 0), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
