// The tables of a generator hold the formulas at the places that they claim, and a rank's part of
// them has the bits of the whole, beyond periodic ends too.
#include "solver/mesh_coefficients.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "setups.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

// The weights of a difference of nine points add up to less than 80 in magnitude, at an end of an
// axis more than elsewhere, and its step is an eighth of a cell: so much of the largest value over
// the width of a cell does a rounding of the values make.
constexpr double slope_roundoff = 80 * 8 * std::numeric_limits<double>::epsilon();

Sde straight_process(int dimension) {
  return test::process_with_x_dependent_noise(dimension);
}

MeshCoefficients whole(const Sde& sde, const Mesh& mesh) {
  return MeshTables(sde, test::factor_of(sde, mesh), mesh).at(0);
}

MeshCoefficients part(const Sde& sde, const Decomposition& d) {
  return MeshTables(sde, test::factor_of(sde, d.mesh()), d).at(0);
}

// The cell of the mesh that a cell beyond periodic ends repeats.
Index wrapped(const Mesh& mesh, Index cell) {
  for (int a = 0; a < mesh.dimension(); ++a) cell[a] = (cell[a] + mesh.extent(a)) % mesh.extent(a);
  return cell;
}

Block faces_of(Block cells, int axis) {
  ++cells.end[axis];
  return cells;
}

// Whether two points of two tables have the same bits.
bool same(const Coefficients& a, std::size_t m, const Coefficients& b, std::size_t n) {
  bool equal = std::ranges::equal(a.tensor.at(m), b.tensor.at(n));
  for (int i = 0; i < a.components; ++i)
    equal = equal && a.drift[a.components * m + i] == b.drift[b.components * n + i] &&
            a.divergence[a.components * m + i] == b.divergence[b.components * n + i];
  return equal;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mesh_coefficients)

BOOST_AUTO_TEST_CASE(faces_have_the_component_across_them) {
  const Mesh mesh = test::odd_meshes()[1];
  const auto table = std::get<FaceCoefficients>(
      whole(test::process({"x + 10*y", "y - x"}, {"1 + x^2", "2 + x*y"}), mesh));
  BOOST_TEST((table.cells == mesh.all_cells()));
  const double largest = std::pow(2 + 3 * 3, 2);  // of D, at x = y = 3
  for (int a = 0; a < 2; ++a) {
    double width = mesh.axis(a).length();
    for (int i = 0; i < mesh.extent(a); ++i) width = std::min(width, mesh.axis(a).width(i));
    const Block faces = mesh.all_faces(a);
    BOOST_TEST(table.across[a].points() == faces.size());
    for_each(faces, [&](const Index& f) {
      Point x{mesh.axis(0).centers()[std::min(f[0], mesh.extent(0) - 1)],
              mesh.axis(1).centers()[std::min(f[1], mesh.extent(1) - 1)], 0};
      // The last face of a periodic axis is its first.
      x[a] = mesh.axis(a).edges()[mesh.axis(a).periodic() ? f[a] % mesh.extent(a) : f[a]];
      const std::size_t n = faces.local(f);
      const double g = a == 0 ? 1 + x[0] * x[0] : 2 + x[0] * x[1];
      const double slope = a == 0 ? 4 * x[0] * g : 2 * x[0] * g;
      BOOST_TEST(std::abs(table.across[a].drift[n] - (a == 0 ? x[0] + 10 * x[1] : x[1] - x[0])) <
                 1e-13);
      BOOST_TEST(table.across[a].tensor(n, 0, 0) == g * g, boost::test_tools::tolerance(1e-13));
      BOOST_TEST(std::abs(table.across[a].divergence[n] - slope) <
                 slope_roundoff * largest / width);
    });
  }
}

BOOST_AUTO_TEST_CASE(a_ranks_faces_have_the_bits_of_the_whole) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Sde sde = straight_process(mesh.dimension());
    const Decomposition d(MPI_COMM_WORLD, mesh);
    const auto all = std::get<FaceCoefficients>(whole(sde, mesh));
    const auto own = std::get<FaceCoefficients>(part(sde, d));
    BOOST_TEST((own.cells == d.block()));
    if (!d.owns_cells()) continue;
    for (int a = 0; a < mesh.dimension(); ++a) {
      const Block faces = faces_of(d.block(), a);
      BOOST_TEST(own.across[a].points() == faces.size());
      for_each(faces, [&](const Index& f) {
        BOOST_TEST(same(own.across[a], faces.local(f), all.across[a], mesh.all_faces(a).local(f)));
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(full_tensors_reach_around_periodic_ends_and_end_at_walls) {
  for (const Mesh& mesh : test::odd_meshes()) {
    if (mesh.dimension() == 1) continue;
    const Sde sde = test::slanted_process(mesh.dimension());
    const Decomposition d(MPI_COMM_WORLD, mesh, {2, true});
    const auto all = std::get<CellCoefficients>(whole(sde, mesh));
    const auto own = std::get<CellCoefficients>(part(sde, d));
    if (!d.owns_cells()) continue;
    for (int a = 0; a < mesh.dimension(); ++a) {
      const bool endless = mesh.axis(a).periodic();
      const int below = d.block().begin[a] - 2;
      const int above = d.block().end[a] + 2;
      BOOST_TEST(own.cells.begin[a] == (endless ? below : std::max(below, 0)));
      BOOST_TEST(own.cells.end[a] == (endless ? above : std::min(above, mesh.extent(a))));
    }
    BOOST_TEST(own.table.points() == own.cells.size());
    for_each(own.cells, [&](const Index& i) {
      BOOST_TEST(same(own.table, own.cells.local(i), all.table, all.cells.local(wrapped(mesh, i))));
    });
  }
}

BOOST_AUTO_TEST_CASE(noise_decides_where_coefficients_are_taken) {
  const Mesh mesh({test::uniform_axis(0, 1, 4), test::uniform_axis(0, 1, 4)});
  const auto on_faces = [&](const std::vector<std::vector<std::string>>& rows) {
    return std::holds_alternative<FaceCoefficients>(
        whole(test::matrix_process({"0", "0"}, rows), mesh));
  };
  BOOST_TEST(on_faces({{"1", "0"}, {"0", "x"}}));
  BOOST_TEST(on_faces({{"1", "0", "2"}, {"0", "x", "0"}}));
  BOOST_TEST(!on_faces({{"1", "0"}, {"0.1", "x"}}));
}

// Coefficients linear in time have the value in the middle as the mean of both ends; for the mean
// of a table with itself nothing changes.
BOOST_AUTO_TEST_CASE(means_are_those_of_time) {
  const Mesh mesh({test::uniform_axis(-1, 1, 4), test::uniform_axis(-1, 1, 5)});
  const double largest = 2 * 3 * 3;  // of both D, in (1 + t)(2 + y)² at t = y = 1
  const double width = mesh.axis(1).width(0);
  const auto check = [&](const Sde& sde, const auto& view) {
    const auto factor = test::factor_of(sde, mesh);
    MeshTables tables(sde, factor, mesh);
    const MeshCoefficients start = tables.at(0), middle = tables.at(0.5), end = tables.at(1);
    const auto mean = view(average(start, end));
    const auto expected = view(middle);
    for (std::size_t n = 0; n < expected.size(); ++n)
      BOOST_TEST(std::abs(mean[n] - expected[n]) < slope_roundoff * largest / width);
    BOOST_TEST(view(average(end, end)) == view(end), boost::test_tools::per_element());
  };
  const auto on_y_faces = [](const MeshCoefficients& c) {
    const Coefficients& table = std::get<FaceCoefficients>(c).across[1];
    std::vector<double> values = table.drift;
    values.insert(values.end(), table.tensor.values().begin(), table.tensor.values().end());
    values.insert(values.end(), table.divergence.begin(), table.divergence.end());
    return values;
  };
  const auto in_cells = [](const MeshCoefficients& c) {
    const Coefficients& table = std::get<CellCoefficients>(c).table;
    std::vector<double> values = table.tensor.values();
    values.insert(values.end(), table.divergence.begin(), table.divergence.end());
    return values;
  };
  check(test::process({"x", "t*y"}, {"1", "sqrt(1 + t)*(2 + y)"}), on_y_faces);
  check(test::matrix_process({"0", "0"}, {{"sqrt(t)*x", "1"}, {"0", "y"}}), in_cells);
}

BOOST_AUTO_TEST_SUITE_END()
