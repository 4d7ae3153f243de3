// Particles that are absorbed are counted in a bin of their own.
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/validation/sampled_hill.hpp"

using namespace loschmidt::meshes;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

Axis absorbing(const Axis& axis) {
  return Axis({axis.edges().begin(), axis.edges().end()}, Boundary::absorbing);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(marginal_with_absorption)

BOOST_AUTO_TEST_CASE(the_absorbed_are_part_of_the_law) {
  // A third of the mass is gone: p-values are uniform with the absorbed in a bin of their own.
  const Mesh mesh({absorbing(line(-6, 6, 120))});
  auto mass = hill(mesh);
  for (double& m : mass) m *= 2.0 / 3;
  auto with_absorbed = mass;
  with_absorbed.push_back(1.0 / 3);
  Draws sampler(with_absorbed, 4);
  const int replicates = 2000;
  double below = 0;
  for (int r = 0; r < replicates; ++r) {
    Histogram histogram = sampler.draw(2000);
    histogram.outside = histogram.counts.back();
    histogram.counts.pop_back();
    const Bins bins = merge_cells(mass, mesh.extents(), 1, 2000, 1.0 / 3);
    const auto c = compare_marginal(mesh, mass, histogram, bins, 0);
    BOOST_TEST(c.dof == static_cast<double>(bins.size() - 1));
    below += c.p_value < 0.1;
    BOOST_TEST(std::abs(c.mean_error_sigma[0]) < 5);
    BOOST_TEST(std::abs(c.total_variation - c.total_variation_floor) < 6 * c.total_variation_sd);
  }
  BOOST_TEST(std::abs(below - 0.1 * replicates) < 4 * std::sqrt(0.09 * replicates));
}

BOOST_AUTO_TEST_CASE(absorbed_particles_that_should_not_be_are_missing_from_their_bins) {
  const Mesh mesh({absorbing(line(0, 2, 2))});
  Histogram histogram(2);
  histogram.counts = {440, 500};
  histogram.outside = 60;
  const auto c = compare(mesh, {0.5, 0.5}, histogram);
  BOOST_TEST(c.chi2 == 60.0 * 60 / 500, tolerance(1e-12));
  BOOST_TEST(c.dof == 1);
  BOOST_TEST(c.total_variation == 0.06, tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
