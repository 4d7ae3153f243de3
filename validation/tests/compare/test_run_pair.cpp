// Two runs can be compared if they have one mesh and the same times.
#include "app/compare/run_pair.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdio>

#include "parallel/input_error.hpp"
#include "validation/tests/compare/two_runs.hpp"

using namespace loschmidt;
using namespace loschmidt::comparison;
using namespace loschmidt::output;
using namespace loschmidt::parallel;
using boost::test_tools::tolerance;

namespace {

RunPair pair_of(const test::TwoRuns& runs) {
  return open_pair(runs.reference(), runs.computed());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(run_pairs)

BOOST_AUTO_TEST_CASE(a_pair_knows_its_mesh) {
  const test::TwoRuns runs;
  const RunPair pair = pair_of(runs);
  BOOST_TEST(pair.dimension() == 2);
  BOOST_TEST((pair.extents == std::array<int, 3>{5, 4, 1}));
  const auto volumes = runs.mesh.volumes();
  BOOST_TEST_REQUIRE(pair.volumes.size() == volumes.size());
  for (std::size_t i = 0; i < volumes.size(); ++i)
    BOOST_TEST(pair.volumes[i] == volumes[i], tolerance(1e-14));
  BOOST_TEST(pair.complete());
  BOOST_TEST(pair.snapshots(Timeline::forward) == 4u);
  BOOST_TEST(pair.snapshots(Timeline::reverse) == 2u);
}

BOOST_AUTO_TEST_CASE(another_mesh_or_other_times_are_refused) {
  test::TwoRuns runs;
  for (const auto& cells : {std::vector{5, 3}, {5}, {5, 4, 2}}) {
    test::write_run(runs.computed(), sample::mesh(cells));
    BOOST_CHECK_THROW(pair_of(runs), InputError);
  }
  test::Edits later;
  later.times.forward[1] += 1e-9;
  BOOST_CHECK_THROW(pair_of(test::TwoRuns(later)), InputError);
}

BOOST_AUTO_TEST_CASE(roundoff_in_times_is_none) {
  test::Edits rounded;
  rounded.times.forward[1] += 1e-15;
  BOOST_TEST(pair_of(test::TwoRuns(rounded)).complete());
}

BOOST_AUTO_TEST_CASE(paths_are_the_same_with_seed_particles_and_steps) {
  const auto same = [](const std::string& resolved) {
    test::Edits edits;
    edits.resolved = resolved;
    return pair_of(test::TwoRuns(edits)).same_paths;
  };
  BOOST_TEST(same("[reverse]\nsteps = 20\nseed = 1\nparticles = 5000\nscheme = \"heun\"\n"));
  BOOST_TEST(!same("[reverse]\nsteps = 20\nseed = 2\nparticles = 5000\n"));
  BOOST_TEST(!same("[reverse]\nsteps = 40\nseed = 1\nparticles = 5000\n"));
  BOOST_TEST(!same("[reverse]\nsteps = 20\nseed = 1\nparticles = 5001\n"));
  BOOST_TEST(!same("[reverse]\nsteps = 20\n"));
  BOOST_TEST(!same("no TOML at all ["));
}

BOOST_AUTO_TEST_CASE(places_are_named_by_time_and_centre) {
  const test::TwoRuns runs;
  const RunPair pair = pair_of(runs);
  const DatasetRow& density = *series_row("/forward/density");
  const auto x = runs.mesh.axis(0).centers()[2], y = runs.mesh.axis(1).centers()[1];
  char expected[80];
  std::snprintf(expected, sizeof expected, "t = 0.1, x = %.9g, y = %.9g", x, y);
  BOOST_TEST(place_text(pair, density, 1, 7) == expected);
  BOOST_TEST(place_text(pair, *series_row("/forward/score"), 1, 15) ==
             std::string(expected) + " (component y)");
  BOOST_TEST(time_text(pair, Timeline::reverse, 0) == "t = 1");
  BOOST_TEST(series_row("/mesh/x_edges") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
