// What roads cost shows in what a run of them needs.
#include "app/setup/road_cost.hpp"

#include <boost/test/unit_test.hpp>

#include "app/setup/estimate.hpp"
#include "app/setup/memory_need.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::setup;
using validation::Road;

namespace {

constexpr double stops = 11;

input::Case with(const std::string& roads) {
  return test::read(test::small_case, {"validation.roads=[" + roads + "]"});
}

// Bytes of what a checkpoint keeps of a case's roads, beside its densities.
double journal_of_roads(const std::string& roads) {
  const input::Case c = with(roads);
  RunSizes sizes = least_sizes(c), density_alone = sizes;
  sizes.stops = stops;
  density_alone.stops = 0;
  return journal_need(c, sizes) - journal_need(c, density_alone);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(road_costs)

// Two histograms per ensemble, two laws of the chain; two meshes with two numbers of steps.
BOOST_AUTO_TEST_CASE(a_checkpoint_keeps_arrays_of_cells_per_stop) {
  const double array = stops * 64 * 8;  // bytes of 64 cells
  BOOST_TEST(journal_of_roads("\"forward\"") == 2 * array);
  BOOST_TEST(journal_of_roads("\"chain\"") == 2 * array);
  BOOST_TEST(journal_of_roads("\"fokker-planck\"") == 4 * array);
  BOOST_TEST(journal_of_roads("\"ensemble\"") == 2 * array);
  BOOST_TEST(journal_of_roads("\"chain\", \"ensemble\"") == 4 * array);
}

// The score along the way back is that of the density at each step.
BOOST_AUTO_TEST_CASE(roads_with_a_score_need_the_density_at_every_step) {
  BOOST_TEST(!at_every_step(with("\"forward\", \"chain\"")));
  BOOST_TEST(at_every_step(with("\"ensemble\"")));
  BOOST_TEST(at_every_step(with("\"chain\", \"fokker-planck\"")));
}

// The forward ensemble needs the density at its snapshots alone.
BOOST_AUTO_TEST_CASE(roads_solve_as_often_as_they_say) {
  for (const Road road : validation::all_roads) {
    const RoadCost cost = cost_of(road);
    const bool solves = cost.own_sweeps + cost.sweeps > 0;
    BOOST_TEST(solves == !validation::traits_of(road).particles, name_of(road));
    BOOST_TEST((cost.implicit_solutions > 0) == cost.every_step, name_of(road));
  }
}

BOOST_AUTO_TEST_SUITE_END()
