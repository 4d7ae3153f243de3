// Counts that are those of the predicted law, without chance, and of others.
#include "app/judgement/prediction_comparison.hpp"

#include <boost/test/unit_test.hpp>

#include "app/roads/predicted_laws.hpp"
#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;

namespace {

using test::particles;

// The comparison of counts that follow the predicted laws, or the density.
Comparison compared(bool as_predicted, const std::vector<std::string>& overrides) {
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  const solver::DensityHistory& density = evolved.forward.density;
  const EnsembleRoad road = reverse_road(small.setup, evolved, particles);
  const auto laws = predicted_laws(small.setup, small.job, density, road);
  std::vector<sde::Tally> tallies;
  for (std::size_t k = 0; k < road.stops.size(); ++k)
    tallies.push_back(
        test::counts_of(as_predicted ? laws->mass[k] : road.mass(k), road.bins[k], particles));
  return *compare_prediction(small.setup, small.job, density, road, tallies,
                             std::vector<MeshError>(road.stops.size(), {0.25, 0.25}));
}

const std::vector<std::string> few_steps{"reverse.steps=4", "validation.roads=[\"ensemble\"]",
                                         "reverse.time_grid=uniform",
                                         "reverse.scheme=euler-maruyama"};

}  // namespace

BOOST_AUTO_TEST_SUITE(prediction_comparisons)

// Four steps of 1/8 miss the density by some hundredths, which so many particles resolve.
BOOST_AUTO_TEST_CASE(the_law_of_few_steps_agrees_and_the_density_does_not) {
  const Comparison right = compared(true, few_steps);
  BOOST_TEST((right.road == validation::Road::prediction));
  BOOST_TEST(right.times.size() == 3u);
  for (const auto& m : right.marginals) BOOST_TEST(m.chi2 < 0.1 * m.dof);
  const Comparison wrong = compared(false, few_steps);
  BOOST_TEST(wrong.marginals.back().chi2 > 2 * wrong.marginals.back().dof);
  BOOST_TEST(wrong.explained.back() > 0.02);
}

BOOST_AUTO_TEST_CASE(errors_of_the_mesh_count_only_for_another_score) {
  const Comparison own = compared(true, few_steps);
  BOOST_TEST(own.allowances.back().mesh < 0.01);
  std::vector<std::string> exact = few_steps;
  exact.insert(exact.end(),
               {"reverse.score=exact",
                "exact={ density = \"exp(-(x - exp(-t))^2/2)/sqrt(2*3.141592653589793)\" }"});
  const Comparison other = compared(true, exact);
  BOOST_TEST(other.allowances.back().mesh == own.allowances.back().mesh + 0.25,
             boost::test_tools::tolerance(1e-2));
}

BOOST_AUTO_TEST_SUITE_END()
