#include "meshes/staggered.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "meshes/points.hpp"

using namespace loschmidt::meshes;

namespace {

Axis long_x() {
  return Axis({-1, -0.5, 0.25, 1, 2, 2.5, 4}, Boundary::reflecting);
}
Axis long_y() {
  return Axis({0, 1, 1.5, 3, 4, 4.25}, Boundary::reflecting);
}
Axis long_z() {
  return Axis({-2, 0, 0.5, 1, 3, 4, 4.5, 5}, Boundary::reflecting);
}

// One polynomial per component, of degree 3 in its own coordinate and mixed in the others.
double component(int a, const Point& x) {
  const double u = x[a];
  return (a + 1) * u * u * u - u * x[(a + 1) % 3] + 2 * x[(a + 2) % 3];
}

FaceField tabulated(const Mesh& mesh) {
  FaceField faces(mesh);
  for (int a = 0; a < mesh.dimension(); ++a) {
    const PointGrid at = face_centers(mesh, a, mesh.all_cells());
    for_each(at.shape(), [&](const Index& i) {
      faces.across[a][at.shape().local(i)] = component(a, at.point(i));
    });
  }
  return faces;
}

// The same polynomials at the cell centres.
Field at_centers(const Mesh& mesh) {
  Field cells(mesh.cells(), mesh.dimension());
  const PointGrid at = cell_centers(mesh, mesh.all_cells());
  for_each(at.shape(), [&](const Index& i) {
    for (int a = 0; a < mesh.dimension(); ++a)
      cells.values[mesh.dimension() * at.shape().local(i) + a] = component(a, at.point(i));
  });
  return cells;
}

// Largest error of the brought values at those points of the grid that `inside` admits.
template <class Inside>
double error(const Mesh& mesh, const PointGrid& at, const std::vector<double>& values,
             const Inside& inside) {
  const int d = mesh.dimension();
  BOOST_TEST_REQUIRE(values.size() == d * at.size());
  double worst = 0;
  for_each(at.shape(), [&](const Index& i) {
    if (!inside(at.point(i))) return;
    for (int a = 0; a < d; ++a)
      worst = std::max(worst,
                       std::abs(values[d * at.shape().local(i) + a] - component(a, at.point(i))));
  });
  return worst;
}

std::vector<Mesh> long_meshes() {
  return {Mesh({long_x()}), Mesh({long_x(), long_y()}), Mesh({long_x(), long_y(), long_z()})};
}

// Largest error of a wave at the centres and vertices of a periodic square of n² cells.
double error_of_wave(int n) {
  std::vector<double> edges;
  for (int i = 0; i <= n; ++i) edges.push_back(double(i) / n);
  const Axis axis(edges, Boundary::periodic);
  const Mesh mesh({axis, axis});
  const auto wave = [](int a, const Point& x) {
    return std::sin(2 * std::numbers::pi * (x[0] + 0.1)) * std::cos(2 * std::numbers::pi * x[1]) +
           a * std::sin(2 * std::numbers::pi * x[1]);
  };
  FaceField faces(mesh);
  for (int a = 0; a < 2; ++a) {
    const PointGrid at = face_centers(mesh, a, mesh.all_cells());
    for_each(at.shape(),
             [&](const Index& i) { faces.across[a][at.shape().local(i)] = wave(a, at.point(i)); });
  }
  double worst = 0;
  const auto compare = [&](const PointGrid& at, const std::vector<double>& values) {
    for_each(at.shape(), [&](const Index& i) {
      for (int a = 0; a < 2; ++a)
        worst =
            std::max(worst, std::abs(values[2 * at.shape().local(i) + a] - wave(a, at.point(i))));
    });
  };
  compare(cell_centers(mesh, mesh.all_cells()), faces_to_cells(mesh, faces).values);
  compare(vertices(mesh, 2), faces_to_points(mesh, faces, vertices(mesh, 2)));
  Field cells(mesh.cells(), 2);
  const PointGrid centers = cell_centers(mesh, mesh.all_cells());
  for_each(centers.shape(), [&](const Index& i) {
    for (int a = 0; a < 2; ++a)
      cells.values[2 * centers.shape().local(i) + a] = wave(a, centers.point(i));
  });
  compare(vertices(mesh, 2), cells_to_points(mesh, cells, vertices(mesh, 2)));
  return worst;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(staggered)

BOOST_AUTO_TEST_CASE(cubics_arrive_exactly_at_cell_centres) {
  for (const Mesh& mesh : long_meshes()) {
    const auto everywhere = [](const Point&) { return true; };
    const Field cells = faces_to_cells(mesh, tabulated(mesh));
    BOOST_TEST(cells.components == mesh.dimension());
    BOOST_TEST(error(mesh, cell_centers(mesh, mesh.all_cells()), cells.values, everywhere) < 1e-11);
  }
}

BOOST_AUTO_TEST_CASE(cubics_arrive_exactly_at_vertices_within_the_outermost_centres) {
  for (const Mesh& mesh : long_meshes())
    for (const int subdivision : {1, 3}) {
      const auto inside = [&](const Point& x) {
        for (int a = 0; a < mesh.dimension(); ++a)
          if (x[a] < mesh.axis(a).centers().front() || x[a] > mesh.axis(a).centers().back())
            return false;
        return true;
      };
      for (const auto& values :
           {faces_to_points(mesh, tabulated(mesh), vertices(mesh, subdivision)),
            cells_to_points(mesh, at_centers(mesh), vertices(mesh, subdivision))})
        BOOST_TEST(error(mesh, vertices(mesh, subdivision), values, inside) < 1e-11);
    }
}

BOOST_AUTO_TEST_CASE(beyond_the_outermost_centres_lines_go_on) {
  const Mesh mesh({long_x()});
  Field cells(mesh.cells(), 1);
  for (int i = 0; i < mesh.extent(0); ++i) cells.values[i] = 3 - 2 * mesh.axis(0).centers()[i];
  const auto values = cells_to_points(mesh, cells, vertices(mesh, 1));
  BOOST_TEST(values.front() == 5.0, boost::test_tools::tolerance(1e-13));
  BOOST_TEST(values.back() == -5.0, boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(slabs_are_parts_of_the_whole_to_the_bit) {
  for (const Mesh& mesh : long_meshes()) {
    const FaceField faces = tabulated(mesh);
    const Field cells = at_centers(mesh);
    const PointGrid all = vertices(mesh, 2);
    const int slow = mesh.dimension() - 1;
    const int planes = static_cast<int>(all.coordinates[slow].size());
    std::vector<double> from_faces;
    std::vector<double> from_cells;
    for (int first = 0; first < planes; first += 3) {
      PointGrid slab = all;
      const auto x = all.coordinates[slow].begin();
      slab.coordinates[slow] = {x + first, x + std::min(first + 3, planes)};
      for (const auto& [part, values] : {std::pair{faces_to_points(mesh, faces, slab), &from_faces},
                                         {cells_to_points(mesh, cells, slab), &from_cells}})
        values->insert(values->end(), part.begin(), part.end());
    }
    BOOST_TEST((from_faces == faces_to_points(mesh, faces, all)));
    BOOST_TEST((from_cells == cells_to_points(mesh, cells, all)));
  }
}

BOOST_AUTO_TEST_CASE(periodic_axes_have_fourth_order_throughout) {
  BOOST_TEST(std::log2(error_of_wave(32) / error_of_wave(64)) == 4.0,
             boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_SUITE_END()
