// The sinks receive the density, the diagnostics and the survival in a fixed order.
#include "app/roads/density_stage.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::roads;

BOOST_AUTO_TEST_SUITE(density_stage)

// A run that is stopped on a way back has its diagnostics on disk (docs/format.md).
BOOST_AUTO_TEST_CASE(diagnostics_come_after_the_last_snapshot_and_before_any_way_back) {
  test::SmallJob small(test::absorbed_brownian_motion);
  std::string calls;
  evolve_density(
      small.setup, small.job,
      {[&](int k, const State&, const FirstPassage&) { calls += fmt::format("snapshot {}, ", k); },
       [&](const Diagnostics& d) {
         BOOST_TEST(d.time.size() == small.setup.plan.solver_times.size());
         calls += "diagnostics, ";
       },
       [&](int k, std::span<const double>) { calls += fmt::format("survival {}, ", k); }});
  BOOST_TEST(
      calls ==
      "snapshot 0, snapshot 1, snapshot 2, diagnostics, survival 2, survival 1, survival 0, ");
}

BOOST_AUTO_TEST_SUITE_END()
