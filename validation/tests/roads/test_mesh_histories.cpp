// Masses on each mesh, kept at the times that ways back ask for.
#include "app/roads/mesh_histories.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::roads;

namespace {

std::vector<double> times_of(const std::vector<std::string>& overrides) {
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const DensitySolver solver(small.setup, small.job);
  const MeshHistories histories = make_mesh_histories(small.setup, small.job, solver);
  if (histories.empty()) return {};
  return {histories[0].times().begin(), histories[0].times().end()};
}

const std::string forward = "validation.roads=[\"forward\"]";
const std::string fokker_planck = "validation.roads=[\"fokker-planck\"]";

}  // namespace

BOOST_AUTO_TEST_SUITE(histories)

BOOST_AUTO_TEST_CASE(they_are_kept_where_a_way_back_asks) {
  const std::vector<double> stops{0, 0.25, 0.5};
  BOOST_TEST(times_of({forward}).empty());
  BOOST_TEST(times_of({fokker_planck}).empty());
  BOOST_TEST(times_of({"validation.roads=[\"chain\"]"}) == stops);
  BOOST_TEST(times_of({forward, "reverse.start=exp(-x^2)"}) == stops);
  BOOST_TEST(times_of({"validation.joint_times=[0.1, 0.25]"}) ==
             (std::vector<double>{0, 0.1, 0.25, 0.5}));
}

BOOST_AUTO_TEST_CASE(extrapolated_roads_ask_at_every_step) {
  const std::vector<std::string> extrapolated{fokker_planck, "solver.extrapolation=true"};
  const test::SmallJob small(test::ornstein_uhlenbeck, extrapolated);
  const auto& steps = small.setup.plan.reverse_steps;
  BOOST_TEST(times_of(extrapolated) == (std::vector<double>{steps.rbegin(), steps.rend()}));
}

BOOST_AUTO_TEST_CASE(each_mesh_keeps_its_own_masses) {
  test::SmallJob small(test::ornstein_uhlenbeck,
                       {"validation.roads=[\"chain\"]", "solver.extrapolation=true"});
  DensitySolver solver(small.setup, small.job);
  MeshHistories histories = make_mesh_histories(small.setup, small.job, solver);
  BOOST_TEST_REQUIRE(histories.size() == 2u);
  solver.advance(0, 0.25);
  const OnMeshes masses = solver.masses();
  keep(histories, 0.25, masses);
  for (std::size_t k = 0; k < 2; ++k) {
    BOOST_TEST(histories[k].mesh().cells() == 64 * (k + 1));
    BOOST_TEST((mass_at(histories[k], 0.25) == masses[k]));
  }
}

BOOST_AUTO_TEST_CASE(other_times_are_passed_over) {
  test::SmallJob small(test::ornstein_uhlenbeck, {"validation.roads=[\"chain\"]"});
  DensitySolver solver(small.setup, small.job);
  MeshHistories histories = make_mesh_histories(small.setup, small.job, solver);
  keep(histories, 0, solver.masses());
  const auto before = mass_at(histories[0], 0);
  solver.advance(0, 0.1);
  keep(histories, 0.1, solver.masses());
  BOOST_TEST((mass_at(histories[0], 0) == before));
  BOOST_CHECK_THROW(mass_at(histories[0], 0.1), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
