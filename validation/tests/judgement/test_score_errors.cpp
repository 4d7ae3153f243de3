// A score that was given, against the solver's. The mean square of the score of a Gaussian of
// variance 1 is its variance, and on cells of width h that is 1 + h²/12 (Sheppard).
#include "app/judgement/score_errors.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using boost::test_tools::tolerance;

namespace {

ScoreErrors errors(const std::string& score, int cells = 64) {
  test::SmallJob small(
      test::ornstein_uhlenbeck,
      {"mesh.cells=[" + std::to_string(cells) + "]", "reverse.score=exact",
       "exact.score=[\"" + score + "\"]", "exact.density=exp(-(x - exp(-t))^2/2)/sqrt(2*pi)"});
  const roads::Evolved evolved = small.evolved();
  return score_errors(small.setup, evolved.forward.density);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(score_errors_of_a_given_score)

// The logarithm of a cell's mean is −x²/2 + h² (x² − 1)/24 but for terms in h⁴, so that its
// differences are (1 − h²/12) of the score: at the start, where the masses are exact, the squares
// are known to terms in h⁴.
BOOST_AUTO_TEST_CASE(of_the_initial_gaussian_only_the_cells_are_seen) {
  for (const int cells : {64, 128}) {
    const double h2 = std::pow(14.0 / cells, 2);
    const ScoreErrors right = errors("exp(-t) - x", cells);
    BOOST_TEST(right.times == (std::vector<double>{0.5, 0.25, 0}));
    const double shrunk = 1 - h2 / 12;
    BOOST_TEST(right.norm.back() == shrunk * shrunk * (1 + h2 / 12), tolerance(h2 * h2));
    BOOST_TEST(right.error.back() == h2 * h2 / 144, tolerance(h2));
  }
}

// Second order is fourth order in the square.
BOOST_AUTO_TEST_CASE(half_the_cells_miss_it_sixteen_times_as_much) {
  const ScoreErrors coarse = errors("exp(-t) - x", 64);
  const ScoreErrors fine = errors("exp(-t) - x", 128);
  const double next_order = std::pow(14.0 / 64, 2);
  for (std::size_t k = 0; k < 3; ++k)
    BOOST_TEST(std::sqrt(coarse.error[k] / fine.error[k]) == 4, tolerance(next_order));
}

// 0.9 s* − s = −0.1 s + 0.9 (s* − s), and the sizes of these obey Minkowski's inequality.
BOOST_AUTO_TEST_CASE(a_tenth_too_small_is_a_tenth_of_the_norm) {
  const ScoreErrors right = errors("exp(-t) - x");
  const ScoreErrors wrong = errors("0.9*(exp(-t) - x)");
  for (std::size_t k = 0; k < 3; ++k) {
    const double norm = std::sqrt(right.norm[k]);
    const double off = std::sqrt(right.error[k]);
    BOOST_TEST(std::abs(std::sqrt(wrong.error[k]) - 0.1 * norm) <= 0.9 * off);
    BOOST_TEST(wrong.norm[k] == right.norm[k]);
  }
}

BOOST_AUTO_TEST_CASE(the_solvers_own_score_is_not_compared) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const ScoreErrors none = score_errors(small.setup, small.evolved().forward.density);
  BOOST_TEST(none.times.empty());
  BOOST_TEST(score_table(none) == "");
}

BOOST_AUTO_TEST_CASE(the_table_has_a_line_per_stop_with_the_relative_error) {
  const std::string table = score_table({{0.5, 0.25}, {0.04, 0.0025}, {1, 0.25}});
  BOOST_TEST(test::contains(table, "4.000e-02   2.00e-01"));
  BOOST_TEST(test::contains(table, "2.500e-03   1.00e-01"));
}

BOOST_AUTO_TEST_SUITE_END()
