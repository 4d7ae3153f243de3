#include "meshes/ends.hpp"

#include <boost/test/unit_test.hpp>

#include "meshes/grading.hpp"

using namespace loschmidt::meshes;

namespace {

Mesh open_along_y_and_z() {
  const auto axis = [](int cells, Boundary boundary) {
    return Axis(make_edges(UniformGrading{}, 0, 1, cells), boundary);
  };
  return Mesh(
      {axis(4, Boundary::reflecting), axis(3, Boundary::absorbing), axis(5, Boundary::absorbing)});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ends)

BOOST_AUTO_TEST_CASE(they_are_lower_then_upper_in_the_order_of_axes) {
  std::string names;
  for (const End& end : absorbing_ends(open_along_y_and_z())) names += name(end) + ", ";
  BOOST_TEST(names == "y lower, y upper, z lower, z upper, ");
}

BOOST_AUTO_TEST_CASE(cells_at_an_end_are_as_many_layers_as_there_are) {
  const Mesh mesh = open_along_y_and_z();
  BOOST_TEST((cells_at(mesh, {2, true}, 2) == Block{{0, 0, 3}, {4, 3, 5}}));
  BOOST_TEST((cells_at(mesh, {2, false}, 2) == Block{{0, 0, 0}, {4, 3, 2}}));
  BOOST_TEST((cells_at(mesh, {1, true}, 9) == mesh.all_cells()));
  BOOST_TEST((cells_at(mesh, {1, false}, 9) == mesh.all_cells()));
}

BOOST_AUTO_TEST_SUITE_END()
