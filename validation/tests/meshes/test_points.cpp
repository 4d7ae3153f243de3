#include "meshes/points.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

using namespace loschmidt::meshes;

namespace {

Mesh uneven_mesh() {
  return Mesh({Axis({0, 1, 3, 4}, Boundary::reflecting), Axis({-1, -0.5, 2}, Boundary::periodic)});
}

void check_resolution_and_box(const Mesh& mesh, const PointGrid& grid) {
  BOOST_TEST(grid.dimension == mesh.dimension());
  for (int a = 0; a < mesh.dimension(); ++a) {
    BOOST_TEST(grid.lower[a] == mesh.axis(a).lower());
    BOOST_TEST(grid.upper[a] == mesh.axis(a).upper());
    BOOST_TEST(grid.resolution[a].size() == grid.coordinates[a].size());
    for (const double h : grid.resolution[a]) BOOST_TEST(h > 0);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(points)

BOOST_AUTO_TEST_CASE(cell_centres_lie_in_their_cells_in_natural_order) {
  const Mesh mesh = uneven_mesh();
  const PointGrid grid = cell_centers(mesh, mesh.all_cells());
  check_resolution_and_box(mesh, grid);
  BOOST_TEST(grid.size() == mesh.cells());
  for_each(grid.shape(), [&](const Index& i) {
    BOOST_TEST(mesh.locate(grid.point(i)) == std::ptrdiff_t(grid.shape().local(i)));
  });
}

BOOST_AUTO_TEST_CASE(a_block_has_the_points_of_the_whole) {
  const Mesh mesh = uneven_mesh();
  const Block block{{1, 1, 0}, {3, 2, 1}};
  const PointGrid whole = cell_centers(mesh, mesh.all_cells());
  const PointGrid part = cell_centers(mesh, block);
  for_each(block, [&](const Index& i) {
    BOOST_TEST((part.point({i[0] - 1, i[1] - 1, 0}) == whole.point(i)));
  });
}

BOOST_AUTO_TEST_CASE(faces_lie_on_edges_across_their_axis_and_on_centres_along_the_other) {
  const Mesh mesh = uneven_mesh();
  for (int a = 0; a < 2; ++a) {
    const PointGrid grid = face_centers(mesh, a, mesh.all_cells());
    check_resolution_and_box(mesh, grid);
    BOOST_TEST((grid.shape().end == mesh.all_faces(a).end));
    std::vector<double> expected(mesh.axis(a).edges().begin(), mesh.axis(a).edges().end());
    // The two ends of a periodic axis are one face: a formula has one value there.
    if (mesh.axis(a).periodic()) expected.back() = expected.front();
    BOOST_TEST(grid.coordinates[a] == expected, boost::test_tools::per_element());
    BOOST_TEST(grid.coordinates[1 - a] == mesh.axis(1 - a).centers(),
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_block_has_both_faces_of_each_of_its_cells) {
  const Mesh mesh = uneven_mesh();
  const PointGrid grid = face_centers(mesh, 0, Block{{1, 0, 0}, {3, 1, 1}});
  BOOST_TEST(grid.coordinates[0] == (std::vector<double>{1, 3, 4}),
             boost::test_tools::per_element());
  BOOST_TEST(grid.coordinates[1] == (std::vector<double>{-0.75}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_rank_without_cells_has_no_points) {
  const Mesh line({Axis({0, 1, 2}, Boundary::reflecting)});
  const Block nothing{};
  for (const Mesh& mesh : {line, uneven_mesh()}) {
    BOOST_TEST(cell_centers(mesh, nothing).size() == 0);
    for (int a = 0; a < mesh.dimension(); ++a)
      BOOST_TEST(face_centers(mesh, a, nothing).size() == 0);
  }
}

BOOST_AUTO_TEST_CASE(vertices_cut_every_cell_into_equal_parts) {
  const Mesh mesh = uneven_mesh();
  for (const int subdivision : {1, 2, 5}) {
    const PointGrid grid = vertices(mesh, subdivision);
    check_resolution_and_box(mesh, grid);
    for (int a = 0; a < 2; ++a) {
      const Axis& axis = mesh.axis(a);
      const auto& x = grid.coordinates[a];
      BOOST_TEST_REQUIRE(x.size() == std::size_t(subdivision * axis.cells() + 1));
      for (int i = 0; i <= axis.cells(); ++i) BOOST_TEST(x[subdivision * i] == axis.edges()[i]);
      for (int i = 0; i < subdivision * axis.cells(); ++i)
        BOOST_TEST(x[i + 1] - x[i] == axis.width(i / subdivision) / subdivision,
                   boost::test_tools::tolerance(1e-13));
    }
  }
}

BOOST_AUTO_TEST_CASE(absent_axes_have_the_one_coordinate_zero) {
  const Mesh line({Axis({0, 1, 2}, Boundary::reflecting)});
  const PointGrid grid = cell_centers(line, line.all_cells());
  BOOST_TEST((grid.point({1, 0, 0}) == Point{1.5, 0, 0}));
  BOOST_TEST((grid.shape().end == Index{2, 1, 1}));
}

BOOST_AUTO_TEST_CASE(centres_come_again_beyond_a_periodic_end) {
  const Mesh mesh(
      {Axis({0, 1, 2, 3, 4}, Boundary::periodic), Axis({0, 1, 2, 3}, Boundary::reflecting)});
  const PointGrid grid = cell_centers(mesh, {{-2, 0, 0}, {5, 3, 1}});
  const std::vector<double> expected{2.5, 3.5, 0.5, 1.5, 2.5, 3.5, 0.5};
  BOOST_TEST(grid.coordinates[0] == expected);
  BOOST_TEST(grid.size() == 21u);
}

BOOST_AUTO_TEST_CASE(a_point_on_breaks_has_a_place_on_each_side) {
  const std::vector<double> at_one{1};
  const std::vector<double> at_half{-0.5};
  const Mesh mesh({Axis({0, 1, 3, 4}, Boundary::reflecting, at_one),
                   Axis({-1, -0.5, 2}, Boundary::reflecting, at_half)});
  const PointGrid grid = vertices(mesh, 1);
  BOOST_TEST(sides_of(grid, {0, 0, 0}, 0.5).count == 1);
  BOOST_TEST((sides_of(grid, {0, 0, 0}, 0.5).place[0] == grid.point({0, 0, 0})));
  BOOST_TEST(sides_of(grid, {1, 2, 0}, 0.5).count == 2);
  const Places corner = sides_of(grid, {1, 1, 0}, 0.5);
  BOOST_TEST(corner.count == 4);
  double sum_x = 0;
  double sum_y = 0;
  double product = 0;
  for (const Point& p : corner.all()) {
    BOOST_TEST(std::abs(p[0] - 1) == 1.0);     // half of the cell [1, 3]
    BOOST_TEST(std::abs(p[1] + 0.5) == 1.25);  // half of the cell [-0.5, 2]
    sum_x += p[0] - 1;
    sum_y += p[1] + 0.5;
    product += (p[0] - 1) * (p[1] + 0.5);
  }
  BOOST_TEST(sum_x == 0.0);
  BOOST_TEST(sum_y == 0.0);
  BOOST_TEST(product == 0.0);  // all four combinations of sides
}

BOOST_AUTO_TEST_SUITE_END()
