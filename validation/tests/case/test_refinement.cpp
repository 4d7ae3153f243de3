#include "app/case/refinement.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using test::contains;
using test::read;
using test::small_case;

namespace {

std::string refused(const Case& c, Refinement refinement, int level) {
  try {
    at_level(c, refinement, level);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(refinements_of_cases)

BOOST_AUTO_TEST_CASE(level_0_is_the_case_itself) {
  const Case c = read(small_case);
  BOOST_TEST(at_level(c, Refinement::mesh, 0).mesh.cells == c.mesh.cells);
  BOOST_TEST(at_level(c, Refinement::steps, 0).reverse.steps == c.reverse.steps);
  BOOST_TEST(at_level(c, Refinement::particles, 0).reverse.particles == c.reverse.particles);
  BOOST_TEST(at_level(read(small_case, {"solver.steps=30"}), Refinement::time, 0).solver.steps ==
             30);
}

BOOST_AUTO_TEST_CASE(each_level_has_more_of_one_thing) {
  const Case c = read(small_case, {"reverse.steps=10", "reverse.particles=1000"});
  BOOST_TEST(at_level(c, Refinement::mesh, 2).mesh.cells == std::vector<int>{256});
  BOOST_TEST(at_level(c, Refinement::steps, 3).reverse.steps == 80);
  BOOST_TEST(at_level(c, Refinement::particles, 2).reverse.particles == 16000);
  BOOST_TEST(at_level(c, Refinement::time, 1).solver.steps == 32);
  // No interval between snapshots has less than one step.
  BOOST_TEST(at_level(read(small_case, {"time.snapshots=41"}), Refinement::time, 1).solver.steps ==
             80);
}

BOOST_AUTO_TEST_CASE(breaks_keep_their_edges) {
  const Case c = read(small_case, {"mesh.breaks=[0.6]"});
  const Case finer = at_level(c, Refinement::mesh, 2);
  BOOST_TEST(finer.mesh.breaks[0].places == c.mesh.breaks[0].places);
  BOOST_TEST(finer.mesh.breaks[0].edges[0] == 4 * c.mesh.breaks[0].edges[0]);
}

BOOST_AUTO_TEST_CASE(explicit_edges_are_halved) {
  const Case c = read(test::replaced(
      small_case, "cells = [64]", "grading = [{ kind = \"edges\", values = [-8, -1, 0, 1, 8] }]"));
  const MeshSection mesh = at_level(c, Refinement::mesh, 1).mesh;
  BOOST_TEST(mesh.cells == std::vector<int>{8});
  BOOST_TEST(std::get<ExplicitEdges>(mesh.grading[0]).values ==
             (std::vector<double>{-8, -4.5, -1, -0.5, 0, 0.5, 1, 4.5, 8}));
}

BOOST_AUTO_TEST_CASE(only_what_is_measured_is_computed) {
  const Case c =
      read(small_case, {"validation.sensitivity=0.05", "validation.joint_times=[0.2,0.4]",
                        "validation.tolerance=0.01"});
  const auto roads = [&](Refinement refinement) {
    return at_level(c, refinement, 0).validation.roads;
  };
  BOOST_TEST((roads(Refinement::mesh) == std::set{validation::Road::fokker_planck}));
  BOOST_TEST((roads(Refinement::time) == std::set{validation::Road::chain}));
  for (const Refinement r : {Refinement::steps, Refinement::particles}) {
    BOOST_TEST((roads(r) == std::set{validation::Road::ensemble}));
    BOOST_TEST(at_level(c, r, 0).validation.sensitivity == 0);
    BOOST_TEST(at_level(c, r, 0).validation.joint_times.empty());
  }
  BOOST_TEST(at_level(c, Refinement::steps, 0).validation.tolerance == 0);
  const Case other = read(small_case, {"validation.roads=[\"ensemble\"]"});
  BOOST_TEST(
      (at_level(other, Refinement::mesh, 0).validation.roads == std::set{validation::Road::chain}));
}

BOOST_AUTO_TEST_CASE(too_much_is_refused) {
  const Case c = read(small_case, {"reverse.particles=1e13"});
  BOOST_TEST(contains(refused(c, Refinement::particles, 4), "reverse.particles: becomes"));
  BOOST_TEST(contains(refused(c, Refinement::mesh, 30), "mesh.cells: becomes"));
  BOOST_TEST(contains(refused(c, Refinement::steps, 30), "reverse.steps: becomes"));
  BOOST_TEST(refused(c, Refinement::particles, 3).empty());
}

BOOST_AUTO_TEST_SUITE_END()
