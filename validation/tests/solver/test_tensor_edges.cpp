#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"
#include "solver/tensor_edges.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

// visit(edge) for all edges of a cell.
template <class Visitor>
void for_each_edge(const TensorEdges& edges, const Index& cell, Visitor&& visit) {
  for (std::size_t k = 0; k < edges.offsets().size(); ++k)
    for (const int direction : {-1, 1}) visit(edges.edge(cell, k, direction), k, direction);
}

Mesh square(int cells, Boundary boundary = Boundary::reflecting) {
  return Mesh(
      {test::uniform_axis(0, 1, cells, boundary), test::uniform_axis(0, 1, cells, boundary)});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_edges)

BOOST_AUTO_TEST_CASE(both_ends_see_the_same_bits) {
  for (const Mesh& mesh : test::odd_meshes()) {
    if (mesh.dimension() == 1) continue;
    const auto table = test::cell_coefficients(mesh, test::slanted_process(mesh.dimension()));
    const TensorEdges edges(mesh, table, 4);
    for_each(mesh.all_cells(), [&](const Index& cell) {
      for_each_edge(edges, cell, [&](const Edge& there, std::size_t k, int direction) {
        BOOST_TEST((there.out >= 0 && there.in >= 0));
        if (!there.open) return;
        const Edge back = edges.edge(there.other, k, -direction);
        BOOST_TEST((back.other == cell));
        BOOST_TEST(back.out == there.in);
        BOOST_TEST(back.in == there.out);
        for (int a = 0; a < 3; ++a) BOOST_TEST(back.displacement[a] == -there.displacement[a]);
      });
    });
  }
}

BOOST_AUTO_TEST_CASE(edges_hold_the_tensor_and_the_drift) {
  // Of a cell inside: ½ Σ (out + in) displacement displacementᵀ = volume D, and Σ (out − in)
  // displacement = 2 volume a.
  const Mesh mesh({test::uniform_axis(0, 8, 8), test::uniform_axis(0, 4, 8)});
  const auto table = test::cell_coefficients(
      mesh, test::matrix_process({"0.3", "-0.2"}, {{"1.2", "0"}, {"0.5", "0.4"}}));
  const TensorEdges edges(mesh, table, 4);
  const Index cell{4, 4, 0};
  std::array<double, 3> tensor{};
  std::array<double, 2> drift{};
  for_each_edge(edges, cell, [&](const Edge& edge, std::size_t, int) {
    for (int i = 0; i < 2; ++i) {
      drift[i] += (edge.out - edge.in) * edge.displacement[i];
      for (int j = 0; j <= i; ++j)
        tensor[packed(i, j)] +=
            0.5 * (edge.out + edge.in) * edge.displacement[i] * edge.displacement[j];
    }
  });
  const double volume = mesh.volume(cell);
  const std::array<double, 3> d{1.44, 0.6, 0.41};
  // ½ (out + in) = c z/2 coth z/2 is a little more than c where there is drift.
  for (int n = 0; n < 3; ++n) BOOST_TEST(std::abs(tensor[n] / volume - d[n]) < 0.1);
  const auto close = boost::test_tools::tolerance(1e-12);
  BOOST_TEST(drift[0] / volume == 2 * 0.3, close);
  BOOST_TEST(drift[1] / volume == 2 * -0.2, close);
}

BOOST_AUTO_TEST_CASE(without_drift_both_ways_are_alike) {
  const auto mesh = square(8);
  const auto table =
      test::cell_coefficients(mesh, test::matrix_process({"0", "0"}, {{"1", "0"}, {"0.5", "0.4"}}));
  const TensorEdges edges(mesh, table, 4);
  double trace = 0;
  for_each_edge(edges, {4, 4, 0}, [&](const Edge& edge, std::size_t, int) {
    BOOST_TEST(edge.out == edge.in);
    trace += edge.out * (edge.displacement[0] * edge.displacement[0] +
                         edge.displacement[1] * edge.displacement[1]);
  });
  BOOST_TEST(trace / mesh.volume({4, 4, 0}) == 1 + 0.41, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(equilibrium_in_a_potential_is_exact) {
  // a = −½ D∇U with U quadratic: along each edge the mean of ∇U at both ends is its difference, so
  // e^{−U} at the centres flows nowhere, however far it decays. On a graded mesh so for linear U.
  const auto balanced = [](const Mesh& mesh, const Sde& sde, const std::string& potential) {
    const Formula u(potential, 2);
    const auto table = test::cell_coefficients(mesh, sde);
    const TensorEdges edges(mesh, table, 4);
    const auto p = [&](const Index& i) {
      return std::exp(-u({mesh.axis(0).centers()[i[0]], mesh.axis(1).centers()[i[1]], 0}, 0));
    };
    for_each(mesh.all_cells(), [&](const Index& cell) {
      for_each_edge(edges, cell, [&](const Edge& edge, std::size_t, int) {
        if (edge.open && edge.out > 0)
          BOOST_TEST(edge.out * p(cell) == edge.in * p(edge.other),
                     boost::test_tools::tolerance(1e-10));
      });
    });
  };
  // D = [[1, 0.5], [0.5, 0.5]]
  const std::vector<std::vector<std::string>> g{{"1", "0"}, {"0.5", "0.5"}};
  balanced(square(9),
           test::matrix_process(
               {"-0.5*((6*x + y) + 0.5*(x + 10*y))", "-0.5*(0.5*(6*x + y) + 0.5*(x + 10*y))"}, g),
           "3*x^2 + x*y + 5*y^2");
  balanced(Mesh({test::graded(-3, 3, 9), test::graded(-3, 3, 9)}),
           test::matrix_process({"-0.5*(2 - 0.5*3)", "-0.5*(0.5*2 - 0.5*3)"}, g), "2*x - 3*y");
}

BOOST_AUTO_TEST_CASE(singular_noise_carries_what_lies_along_it_and_the_rest_goes_upwind) {
  const auto mesh = square(8);
  const auto net_flow = [&](const std::string& f_x, const std::string& f_y, double& upwind) {
    const auto table =
        test::cell_coefficients(mesh, test::matrix_process({f_x, f_y}, {{"1"}, {"1"}}));
    const TensorEdges edges(mesh, table, 4);
    std::array<double, 2> flow{};
    for_each_edge(edges, {4, 4, 0}, [&](const Edge& edge, std::size_t, int) {
      for (int a = 0; a < 2; ++a) flow[a] += (edge.out - edge.in) * edge.displacement[a];
      if (edge.displacement[0] * edge.displacement[1] == 0) upwind += edge.out;
    });
    for (double& f : flow) f /= 2 * mesh.volume({4, 4, 0});
    return flow;
  };
  double upwind = 0;
  const auto along = net_flow("0.3", "0.3", upwind);
  BOOST_TEST(along[0] == 0.3, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(along[1] == 0.3, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(upwind < 1e-15);  // nothing along the axes
  const auto across = net_flow("0.3", "-0.1", upwind);
  BOOST_TEST(across[0] == 0.3, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(across[1] == -0.1, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(upwind == 0.4 / 8, boost::test_tools::tolerance(1e-12));  // |remainder| times a face
}

BOOST_AUTO_TEST_CASE(nothing_passes_a_reflecting_end) {
  const auto mesh = square(8);
  const auto table =
      test::cell_coefficients(mesh, test::matrix_process({"1", "1"}, {{"1", "0"}, {"0.5", "0.4"}}));
  const TensorEdges edges(mesh, table, 4);
  for_each(mesh.all_cells(), [&](const Index& cell) {
    for_each_edge(edges, cell, [&](const Edge& edge, std::size_t, int) {
      if (!edge.open) BOOST_TEST(edge.out == 0.0);
    });
  });
}

BOOST_AUTO_TEST_CASE(at_a_reflecting_end_flow_along_it_is_whole) {
  // u = slope·x + y has no flux through the ends of x, D_xx slope + D_xy = 0, and flows along them
  // with D_yy − D_xy²/D_xx in every column of cells, those at the ends included.
  const Mesh mesh({test::uniform_axis(0, 1, 8), test::uniform_axis(0, 1, 8, Boundary::periodic)});
  const auto table =
      test::cell_coefficients(mesh, test::matrix_process({"0", "0"}, {{"1", "0"}, {"0.6", "0.7"}}));
  const TensorEdges edges(mesh, table, 4);
  const double whole = 0.85 - 0.36;
  for (int i = 0; i < 8; ++i) {
    const Index cell{i, 3, 0};
    double through = 0;
    double along = 0;
    for_each_edge(edges, cell, [&](const Edge& edge, std::size_t, int) {
      const double flow = -edge.out * (-0.6 * edge.displacement[0] + edge.displacement[1]);
      through += flow * edge.displacement[0];
      along += flow * edge.displacement[1];
    });
    BOOST_TEST(std::abs(through) < 1e-12 * mesh.volume(cell));
    BOOST_TEST(-along / mesh.volume(cell) == whole, boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(an_absorbing_end_takes_more_the_nearer_it_is) {
  // D = [[2, 1], [1, 2]] on cells of width h: weight 1/h² along x, y and the diagonal, so ½ a unit
  // of conductance each; the end is half an edge away from the last cell in all three.
  const auto mesh = square(8, Boundary::absorbing);
  const auto table = test::cell_coefficients(
      mesh, test::matrix_process({"0", "0"}, {{"1", "1", "0"}, {"1", "0", "1"}}));
  const TensorEdges edges(mesh, table, 1);
  const auto lost = [&](const Index& cell) {
    double sum = 0;
    for_each_edge(edges, cell, [&](const Edge& edge, std::size_t, int) {
      if (!edge.open) sum += edge.out;
    });
    return sum;
  };
  const auto close = boost::test_tools::tolerance(1e-12);
  BOOST_TEST(lost({4, 4, 0}) == 0.0);
  BOOST_TEST(lost({7, 4, 0}) == 0.5 * 2 + 0.5 * 2, close);            // x and the diagonal
  BOOST_TEST(lost({7, 7, 0}) == 0.5 * 2 + 0.5 * 2 + 0.5 * 2, close);  // y too, the diagonal once
  BOOST_TEST(lost({7, 0, 0}) == 0.5 * 2 * 2 + 0.5 * 2 * 2, close);    // both ends of the diagonal
}

BOOST_AUTO_TEST_CASE(wider_jumps_than_there_is_room_for_are_refused) {
  const auto mesh = square(8);
  const auto table =
      test::cell_coefficients(mesh, test::matrix_process({"0", "0"}, {{"3"}, {"1"}}));
  BOOST_CHECK_NO_THROW(TensorEdges(mesh, table, 3));
  BOOST_CHECK_THROW(TensorEdges(mesh, table, 2), std::runtime_error);
  const auto irrational =
      test::cell_coefficients(mesh, test::matrix_process({"0", "0"}, {{"sqrt(2)"}, {"1"}}));
  BOOST_CHECK_THROW(TensorEdges(mesh, irrational, 7), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
