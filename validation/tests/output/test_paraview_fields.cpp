#include "output/paraview_fields.hpp"

#include <boost/test/unit_test.hpp>

#include "meshes/field.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::output;

BOOST_AUTO_TEST_SUITE(paraview_fields)

BOOST_AUTO_TEST_CASE(the_logarithm_has_a_floor) {
  BOOST_TEST(log10_density(std::vector{1.0, 1e-5, 0.0, 5e-324}) ==
                 (std::vector<double>{0, -5, -300, -300}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_histogram_as_a_density_has_the_mass_that_is_inside) {
  const Mesh mesh = sample::mesh({5, 3});
  Histogram histogram(mesh.cells());
  for (std::size_t i = 0; i < mesh.cells(); ++i) histogram.counts[i] = i;
  histogram.outside = 105;  // as many as inside
  const auto density = density_from_counts(mesh, histogram);
  BOOST_TEST(total(mass_from_density(mesh, density)) == 0.5, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(density[3] == 3 / (210 * mesh.volume({3, 0, 0})), boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(differences_go_cell_by_cell) {
  BOOST_TEST(
      difference(std::vector{3.0, 1.0}, std::vector{1.0, 4.0}) == (std::vector<double>{2, -3}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
