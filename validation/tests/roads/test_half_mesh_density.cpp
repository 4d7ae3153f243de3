// The density on half the cells starts from the same law and has four times the error.
#include "app/roads/half_mesh_density.hpp"

#include <boost/test/unit_test.hpp>

#include "app/roads/mesh_histories.hpp"
#include "solver/extrapolation.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using namespace loschmidt::setup;
using namespace loschmidt::solver;
using boost::test_tools::tolerance;

namespace {

std::vector<double> restricted(const Problem& problem, const std::vector<double>& mass) {
  return restrict_mass(problem.half, problem.mesh, halving, mass);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(half_mesh_density)

BOOST_AUTO_TEST_CASE(it_starts_from_the_same_law) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto own = restricted(small.setup.problem, mass_at(evolved.forward.density, 0));
  BOOST_TEST(test::l1(mass_at(*evolved.forward.half, 0), own) < 1e-15);
}

// Its difference from the run's own is three times the error of the latter.
BOOST_AUTO_TEST_CASE(the_difference_of_the_two_shows_the_error) {
  test::SmallJob small(test::ornstein_uhlenbeck, {"mesh.cells=[128]"});
  const Evolved evolved = small.evolved();
  const auto half = mass_at(*evolved.forward.half, 0.5);
  const auto own = mass_at(evolved.forward.density, 0.5);
  BOOST_TEST(half.size() == 64u);
  BOOST_TEST(total(half) == 1, tolerance(1e-12));
  const double error =
      test::l1(own, test::gaussian_masses(small.setup.problem.mesh, std::exp(-0.5), 1));
  BOOST_TEST(test::l1(half, restricted(small.setup.problem, own)) == 3 * error, tolerance(0.15));
}

// The expectation of 1 is 1, so that the column is the law at the earlier time; columns of a
// partition add up to it.
BOOST_AUTO_TEST_CASE(joint_columns_add_up_to_the_earlier_law) {
  for (const bool extrapolated : {false, true}) {
    test::SmallJob small(test::ornstein_uhlenbeck,
                         {"validation.joint_times=[0.1, 0.25]",
                          extrapolated ? "solver.extrapolation=true" : "title=\"plain\""});
    DensitySolver solver(small.setup, small.job);
    HalfMeshDensity half(small.setup, small.job);
    const auto& times = small.setup.plan.solver_times;
    std::vector<double> earlier;
    OnMeshes own;
    for (std::size_t k = 0; k < times.size(); ++k) {
      if (k > 0) {
        solver.advance(times[k - 1], times[k]);
        half.advance(times[k - 1], times[k]);
      }
      half.keep(times[k], solver.meshes(), solver.masses());
      if (times[k] == 0.1) own = solver.masses();
    }
    const std::vector<double> ones(32, 1.0);
    const auto column = half.joint_column(ones, solver.meshes(), own);
    const DensityHistory history = half.take();
    BOOST_TEST(test::l1(column, mass_at(history, 0.1)) < (extrapolated ? 1e-4 : 1e-12));
  }
}

BOOST_AUTO_TEST_SUITE_END()
