// Masses holds values of cells that are distributed over ranks.
#include "solver/masses.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/solver/setups.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::solver;

BOOST_AUTO_TEST_SUITE(masses)

BOOST_AUTO_TEST_CASE(relative_difference_looks_where_there_is_mass) {
  const Mesh mesh({test::uniform_axis(0, 1, 4)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const std::vector<double> a{1, 1e-3, 1e-20, 0};
  const std::vector<double> b{1, 1.1e-3, 5e-20, 0};
  BOOST_TEST(relative_difference(Masses(d, a), Masses(d, b)) == 0.1 / 1.1,
             boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
