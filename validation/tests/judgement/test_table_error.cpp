// What lookup does to particles: nothing where tables are linear anyway, and where they are not,
// what the mean error of linear interpolation, h²/12 of the second derivative, does to the law.
#include "app/judgement/table_error.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;

namespace {

// A particle in −x³ with D = 2 is at rest with the density exp(−x⁴/4). By tables of spacing h it
// follows −x³ − (h²/2) x, and is at rest with the density exp(−x⁴/4 − h² x²/4).
std::string in_a_quartic_well() {
  const std::string text =
      test::replaced(test::ornstein_uhlenbeck, "mixture = [{ weight = 1, mean = [1], std = [1] }]",
                     "density = \"exp(-x^4/4)\"");
  return test::replaced(text, "\"-x\"", "\"-x^3\"");
}

// Masses of exp(−x⁴/4 − h² x²/4), to ten digits by the rule of midpoints.
std::vector<double> masses(const meshes::Mesh& mesh, double h) {
  const meshes::Axis& axis = mesh.axis(0);
  std::vector<double> mass(axis.cells(), 0.0);
  double all = 0;
  constexpr int points = 1000;
  for (int i = 0; i < axis.cells(); ++i)
    for (int n = 0; n < points; ++n) {
      const double x = axis.edges()[i] + axis.width(i) * (n + 0.5) / points;
      const double p = std::exp(-x * x * x * x / 4 - h * h * x * x / 4);
      mass[i] += p;
      all += p;
    }
  for (double& m : mass) m /= all;
  return mass;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table_errors)

BOOST_AUTO_TEST_CASE(linear_drift_has_none) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto none = table_error(small.setup, small.job, evolved.forward.density,
                                forward_road(small.setup, evolved, 1000000));
  BOOST_TEST(none.size == 0);
  BOOST_TEST(none.chance == 0);
}

// The relaxation from one law to the other takes e^(−2t) of it or less, chance is three deviations,
// and the next order in the spacing of the coarser tables is smaller by its square.
BOOST_AUTO_TEST_CASE(of_cubic_drift_it_is_the_change_of_the_law_at_rest) {
  test::SmallJob small(in_a_quartic_well(), {"mesh.cells=[16]", "time.end=3", "time.snapshots=[0]",
                                             "reverse.steps=96", "reverse.time_grid=uniform"});
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = forward_road(small.setup, evolved, 1000000);
  const auto found = table_error(small.setup, small.job, evolved.forward.density, road);
  const meshes::Mesh& mesh = small.setup.problem.mesh;
  BOOST_TEST_REQUIRE(small.setup.plan.subdivision.check < small.setup.plan.subdivision.tables);
  const double spacing = mesh.axis(0).width(0) / small.setup.plan.subdivision.tables;
  const double expected = test::length(road.bins.back(), masses(mesh, 0), masses(mesh, spacing));
  const double coarser = mesh.axis(0).width(0) / small.setup.plan.subdivision.check;
  BOOST_TEST(found.size > 0);
  BOOST_TEST(std::abs(found.size - expected) <= found.chance + coarser * coarser * expected);
}

BOOST_AUTO_TEST_SUITE_END()
