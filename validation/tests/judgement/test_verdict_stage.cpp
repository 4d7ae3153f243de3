// Counts that are those of a law, without chance: the density itself is verified, and the law that
// half of the score would bring back is falsified.
#include "app/judgement/verdict_stage.hpp"

#include <boost/test/unit_test.hpp>
#include <optional>

#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

using test::particles;
const std::vector<std::string> fine{"solver.extrapolation=true", "time.snapshots=[0.3]",
                                    "reverse.steps=64"};

struct Judgement {
  EnsembleRoad road;
  Comparison reverse;
  Verdict verdict;
};

// A prediction that sees nothing by itself, and explains so much at every stop.
Comparison blind_prediction(Comparison result, double explained) {
  result.road = Road::prediction;
  for (MarginalComparison& m : result.marginals) {
    m.chi2 = m.dof;
    m.p_value = 1;
  }
  for (Allowance& a : result.allowances) a.noncentrality = 1e9;
  result.explained.assign(result.times.size(), explained);
  return result;
}

// law(t): that of the reverse ensemble at time t. explained: by a blind prediction, if there is
// one.
template <class Law>
Judgement judge(test::SmallJob& small, const Evolved& evolved, Law&& law,
                std::optional<double> explained = {}) {
  const EnsembleRoad forward = forward_road(small.setup, evolved, particles);
  const EnsembleRoad reverse = reverse_road(small.setup, evolved, particles);
  std::vector<sde::Tally> control, tested;
  for (std::size_t k = 0; k < forward.stops.size(); ++k)
    control.push_back(test::counts_of(forward.mass(k), forward.bins[k], particles));
  for (std::size_t k = 0; k < reverse.stops.size(); ++k)
    tested.push_back(test::counts_of(law(reverse.stops[k]), reverse.bins[k], particles));
  const auto compare = [&](const EnsembleRoad& road, const std::vector<sde::Tally>& tallies) {
    return compare_road(small.setup, small.job, road, tallies,
                        mesh_errors(small.setup, small.job, evolved, road));
  };
  Comparisons comparisons;
  comparisons.ensembles = {compare(forward, control), compare(reverse, tested)};
  if (explained)
    comparisons.ensembles.push_back(blind_prediction(comparisons.ensembles[1], *explained));
  const auto references =
      reference_errors(small.setup, small.job, evolved.forward.density, reverse).errors;
  return {reverse, comparisons.ensembles[1],
          reach_verdict(small.setup, particles, 1, comparisons, references)};
}

// O of (18), the size of what was observed.
double observed(const Judgement& judged, std::size_t stop) {
  return std::sqrt(judged.reverse.marginals[stop].chi2 / static_cast<double>(particles));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verdict_stage)

BOOST_AUTO_TEST_CASE(the_density_itself_is_verified) {
  test::SmallJob small(test::ornstein_uhlenbeck, fine);
  const Evolved evolved = small.evolved();
  const Judgement judged =
      judge(small, evolved, [&](double t) { return mass_at(evolved.forward.density, t); });
  BOOST_TEST((judged.verdict.outcome == Outcome::verified));
  BOOST_TEST((judged.reverse.road == Road::ensemble));
  BOOST_TEST_REQUIRE(judged.reverse.times.size() == 3u);
  for (std::size_t k = 0; k < 3; ++k) {
    BOOST_TEST(observed(judged, k) <= test::rounding(judged.road.bins[k], particles));
    BOOST_TEST(judged.reverse.stepper_errors[k].size == 0);
  }
}

// Half of the score brings back the variance V = 1 + 2 (T − t). The square of the norm of the
// change is (V (2 − V))^(−1/2) − 1 on lines, less on bins; counts are off by their rounding.
BOOST_AUTO_TEST_CASE(the_law_of_half_of_the_score_is_falsified_with_its_chi_squared) {
  test::SmallJob small(test::ornstein_uhlenbeck, fine);
  const Evolved evolved = small.evolved();
  const auto law = [&](double t) {
    return test::gaussian_masses(small.setup.problem.mesh, std::exp(-t), 1 + 2 * (0.5 - t));
  };
  const Judgement judged = judge(small, evolved, law);
  BOOST_TEST((judged.verdict.outcome == Outcome::falsified));
  BOOST_TEST_REQUIRE(judged.reverse.times[1] == 0.3);
  const Bins& bins = judged.road.bins[1];
  const double rounding = test::rounding(bins, particles);
  const double size = test::length(bins, judged.road.mass(1), law(0.3));
  BOOST_TEST(std::abs(observed(judged, 1) - size) <= rounding);
  BOOST_TEST(observed(judged, 1) < std::sqrt(1 / std::sqrt(1.4 * 0.6) - 1) + rounding);
}

BOOST_AUTO_TEST_CASE(what_a_prediction_explains_falsifies_nothing) {
  test::SmallJob small(test::ornstein_uhlenbeck, fine);
  const Evolved evolved = small.evolved();
  const auto law = [&](double t) {
    return test::gaussian_masses(small.setup.problem.mesh, std::exp(-t), 1 + 2 * (0.5 - t));
  };
  BOOST_TEST((judge(small, evolved, law, 1e-3).verdict.outcome == Outcome::falsified));
  const Verdict explained = judge(small, evolved, law, 10.0).verdict;
  BOOST_TEST((explained.outcome == Outcome::undecided));
  BOOST_TEST((explained.reason.rule == Rule::as_predicted));
}

BOOST_AUTO_TEST_CASE(an_allowance_holds_both_steps_and_mesh) {
  std::vector<std::string> overrides = fine;
  overrides.emplace_back("validation.tolerance=0.01");
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  const Judgement judged =
      judge(small, evolved, [&](double t) { return mass_at(evolved.forward.density, t); });
  const auto errors = mesh_errors(small.setup, small.job, evolved, judged.road);
  for (std::size_t k = 0; k < 3; ++k) {
    const Allowance& allowance = judged.reverse.allowances[k];
    BOOST_TEST(std::sqrt(allowance.noncentrality / particles) == 0.02 + errors[k].size,
               tolerance(1e-12));
    BOOST_TEST(
        std::sqrt(allowance.before_richardson / particles) == 0.02 + errors[k].before_richardson,
        tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(without_particles_at_the_stop_nothing_is_verified) {
  test::SmallJob small(test::ornstein_uhlenbeck, fine);
  const Verdict verdict = reach_verdict(small.setup, particles, 1, {}, {});
  BOOST_TEST((verdict.outcome == Outcome::undecided));
}

BOOST_AUTO_TEST_SUITE_END()
