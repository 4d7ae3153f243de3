// The transposed forward steps return all earlier densities: docs/theory.md (9a).
#include "app/roads/reversed_chain.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/law_distance.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using namespace loschmidt::validation;

namespace {

void require_return(const std::vector<std::string>& overrides) {
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  const auto& stops = small.setup.plan.reverse_stops;
  BOOST_TEST_REQUIRE(evolved.chain->mass_drift.size() == stops.size());
  for (std::size_t k = 0; k < stops.size(); ++k) {
    const auto reached = mass_at(evolved.chain->reached, stops[k]);
    const auto expected = mass_at(evolved.chain->expected, stops[k]);
    BOOST_TEST(law_distance(small.setup.problem.mesh, reached, expected).largest_relative < 1e-11);
    BOOST_TEST(total(reached) == 1, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(evolved.chain->mass_drift[k] < 1e-12);
  }
}

const std::string chain_alone = "validation.roads=[\"chain\"]";

}  // namespace

BOOST_AUTO_TEST_SUITE(reversed_chain)

BOOST_AUTO_TEST_CASE(it_returns_every_earlier_density) {
  require_return({chain_alone});
}

BOOST_AUTO_TEST_CASE(magnus_steps_are_taken_back_by_their_transposes) {
  require_return({chain_alone, "sde.drift=[\"-(1 + t)*x\"]", "sde.diffusion=2 - t"});
}

BOOST_AUTO_TEST_CASE(from_a_prior_it_returns_p_h) {
  require_return({chain_alone, "reverse.start=exp(-(x - 0.5)^2)"});
}

BOOST_AUTO_TEST_CASE(what_is_expected_of_it_is_the_forward_density) {
  test::SmallJob small(test::ornstein_uhlenbeck, {chain_alone});
  const Evolved evolved = small.evolved();
  for (const double t : small.setup.plan.reverse_stops)
    BOOST_TEST((mass_at(evolved.chain->expected, t) == mass_at(evolved.forward.density, t)));
}

BOOST_AUTO_TEST_SUITE_END()
