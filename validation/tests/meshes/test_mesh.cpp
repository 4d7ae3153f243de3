#include "meshes/mesh.hpp"

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <numeric>
#include <stdexcept>

#include "meshes/field.hpp"
#include "meshes/histogram.hpp"

using namespace loschmidt::meshes;

namespace {

Axis uneven_x() {
  return Axis({0, 1, 3, 4, 4.5, 7}, Boundary::reflecting);
}
Axis uneven_y() {
  return Axis({-1, -0.5, 2, 3}, Boundary::periodic);
}
Axis uneven_z() {
  return Axis({0, 0.25, 1}, Boundary::absorbing);
}

std::vector<Mesh> meshes_of_all_dimensions() {
  return {Mesh({uneven_x()}), Mesh({uneven_x(), uneven_y()}),
          Mesh({uneven_x(), uneven_y(), uneven_z()})};
}

Point center(const Mesh& mesh, const Index& cell) {
  Point x{};
  for (int a = 0; a < mesh.dimension(); ++a) x[a] = mesh.axis(a).centers()[cell[a]];
  return x;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mesh)

BOOST_AUTO_TEST_CASE(volumes_fill_the_box) {
  for (const Mesh& mesh : meshes_of_all_dimensions()) {
    double box = 1;
    for (int a = 0; a < mesh.dimension(); ++a) box *= mesh.axis(a).length();
    BOOST_TEST(mesh.volumes().size() == mesh.cells());
    BOOST_TEST(total(mesh.volumes()) == box, boost::test_tools::tolerance(1e-14));
  }
}

BOOST_AUTO_TEST_CASE(area_times_width_is_volume) {
  for (const Mesh& mesh : meshes_of_all_dimensions())
    for_each(mesh.all_cells(), [&](const Index& cell) {
      for (int a = 0; a < mesh.dimension(); ++a)
        BOOST_TEST(mesh.area(a, cell) * mesh.axis(a).width(cell[a]) == mesh.volume(cell),
                   boost::test_tools::tolerance(1e-14));
    });
}

BOOST_AUTO_TEST_CASE(cells_are_numbered_with_x_fastest) {
  const Mesh mesh({uneven_x(), uneven_y(), uneven_z()});
  std::size_t number = 0;
  for_each(mesh.all_cells(), [&](const Index& i) {
    BOOST_TEST(number == std::size_t(i[0] + 5 * (i[1] + 3 * i[2])));
    BOOST_TEST(mesh.all_cells().local(i) == number);
    ++number;
  });
  BOOST_TEST(number == mesh.cells());
}

BOOST_AUTO_TEST_CASE(positions_in_a_block_and_indices_are_inverse) {
  const Block block{{2, -1, 5}, {5, 3, 7}};
  for (std::size_t n = 0; n < block.size(); ++n) BOOST_TEST(block.local(block.index(n)) == n);
  BOOST_TEST((block.index(0) == block.begin));
}

BOOST_AUTO_TEST_CASE(a_block_numbers_its_own_cells) {
  const Block block{{2, 1, 3}, {5, 4, 5}};
  std::size_t number = 0;
  for_each(block, [&](const Index& i) { BOOST_TEST(block.local(i) == number++); });
  BOOST_TEST(number == block.size());
  BOOST_TEST(block.size() == 18);
}

BOOST_AUTO_TEST_CASE(every_centre_is_located_in_its_own_cell) {
  for (const Mesh& mesh : meshes_of_all_dimensions())
    for_each(mesh.all_cells(), [&](const Index& cell) {
      BOOST_TEST(mesh.locate(center(mesh, cell)) == std::ptrdiff_t(mesh.all_cells().local(cell)));
    });
}

BOOST_AUTO_TEST_CASE(leaving_the_box_along_any_axis_is_outside) {
  for (const Mesh& mesh : meshes_of_all_dimensions())
    for (int a = 0; a < mesh.dimension(); ++a) {
      Point x = center(mesh, {});
      x[a] = mesh.axis(a).upper() + 1;
      BOOST_TEST(mesh.locate(x) == -1);
    }
}

BOOST_AUTO_TEST_CASE(absent_axes_count_as_one_cell) {
  const Mesh line({uneven_x()});
  BOOST_TEST((line.extents() == std::array<int, 3>{5, 1, 1}));
  BOOST_TEST(line.cells() == 5);
  BOOST_TEST(line.area(0, {}) == 1.0);
}

BOOST_AUTO_TEST_CASE(faces_are_one_more_than_cells_along_their_axis) {
  const Mesh mesh({uneven_x(), uneven_y(), uneven_z()});
  BOOST_TEST((mesh.all_faces(0).end == Index{6, 3, 2}));
  BOOST_TEST((mesh.all_faces(1).end == Index{5, 4, 2}));
  BOOST_TEST((mesh.all_faces(2).end == Index{5, 3, 3}));
}

BOOST_AUTO_TEST_CASE(a_step_and_its_opposite_return) {
  const Mesh mesh({uneven_x(), uneven_y(), uneven_z()});
  for_each(mesh.all_cells(), [&](const Index& cell) {
    for (int a = 0; a < 3; ++a)
      for (const int step : {-1, 1}) {
        Index moved = cell;
        if (!neighbour(mesh, moved, a, step)) continue;
        BOOST_TEST((moved != cell));
        BOOST_TEST(neighbour(mesh, moved, a, -step));
        BOOST_TEST((moved == cell));
      }
  });
}

BOOST_AUTO_TEST_CASE(only_a_periodic_axis_leads_round) {
  const Mesh mesh({uneven_x(), uneven_y()});
  Index cell{0, 0, 0};
  BOOST_TEST(!neighbour(mesh, cell, 0, -1));
  BOOST_TEST((cell == Index{0, 0, 0}));
  BOOST_TEST(neighbour(mesh, cell, 1, -1));
  BOOST_TEST((cell == Index{0, 2, 0}));
}

BOOST_AUTO_TEST_CASE(coarse_cells_are_unions_of_fine_ones) {
  const Mesh fine({uneven_x(), uneven_y()});
  const Mesh coarse = coarsened(fine, {2, 3, 1});
  BOOST_TEST((coarse.extents() == std::array<int, 3>{3, 1, 1}));
  std::vector<double> collected(coarse.cells(), 0.0);
  for_each(fine.all_cells(), [&](const Index& cell) {
    collected[coarse.locate(center(fine, cell))] += fine.volume(cell);
  });
  for (std::size_t i = 0; i < coarse.cells(); ++i)
    BOOST_TEST(collected[i] == coarse.volumes()[i], boost::test_tools::tolerance(1e-14));
  BOOST_TEST(coarse.axis(1).periodic());
}

BOOST_AUTO_TEST_CASE(a_closed_mesh_keeps_its_cells_and_loses_no_mass) {
  const Mesh open({uneven_x(), uneven_y(), uneven_z()});
  const Mesh shut = closed(open);
  BOOST_TEST(open.absorbing());
  BOOST_TEST(!shut.absorbing());
  BOOST_TEST((shut.volumes() == open.volumes()));
  BOOST_TEST(shut.axis(1).periodic());
  BOOST_TEST((shut.axis(2).boundary() == Boundary::reflecting));
  BOOST_TEST(!Mesh({uneven_x(), uneven_y()}).absorbing());
}

BOOST_AUTO_TEST_CASE(a_mesh_has_one_to_three_axes) {
  BOOST_CHECK_THROW(Mesh({}), std::invalid_argument);
  BOOST_CHECK_THROW(Mesh(std::vector<Axis>(4, uneven_x())), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(density_and_mass_are_inverse) {
  const Mesh mesh({uneven_x(), uneven_y()});
  const auto density = density_from_mass(mesh, mesh.volumes());
  for (const double p : density) BOOST_TEST(p == 1.0);
  const auto mass = mass_from_density(mesh, std::vector<double>(mesh.cells(), 0.5));
  BOOST_TEST(total(mass) == 0.5 * 7 * 4, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_histogram_loses_no_particle) {
  const Mesh mesh({uneven_x()});
  Histogram histogram(mesh.cells());
  for (const double x : {-1.0, 0.5, 2.0, 2.5, 7.0, 8.0}) histogram.add(mesh.locate({x, 0, 0}));
  BOOST_TEST((histogram.counts == std::vector<std::uint64_t>{1, 2, 0, 0, 1}));
  BOOST_TEST(histogram.outside == 2);
  BOOST_TEST(histogram.particles() == 6);
}

BOOST_AUTO_TEST_CASE(coarse_and_closed_meshes_keep_the_breaks_that_are_their_edges) {
  const std::vector<double> places{2, 3};
  const Mesh mesh({Axis({0, 1, 2, 3, 4}, Boundary::absorbing, places)});
  BOOST_TEST(std::ranges::equal(coarsened(mesh, {2, 1, 1}).axis(0).breaks(), std::array{2.0}));
  BOOST_TEST(std::ranges::equal(closed(mesh).axis(0).breaks(), places));
}

BOOST_AUTO_TEST_SUITE_END()
