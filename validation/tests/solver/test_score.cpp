#include <boost/test/unit_test.hpp>
#include <cmath>

#include "meshes/staggered.hpp"
#include "setups.hpp"
#include "solver/score.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

BOOST_AUTO_TEST_SUITE(score)

BOOST_AUTO_TEST_CASE(an_exponential_density_has_an_exact_score) {
  // p = e^{2x − 3y}: the logarithm is linear, so every difference is exact, walls included.
  const Mesh mesh({test::uniform_axis(-1, 1, 8), test::graded(0, 2, 6)});
  std::vector<double> mass;
  for_each(mesh.all_cells(), [&](const Index& i) {
    mass.push_back(std::exp(2 * mesh.axis(0).centers()[i[0]] - 3 * mesh.axis(1).centers()[i[1]]) *
                   mesh.volume(i));
  });
  const FaceField s = face_score(mesh, mass);
  for (const double v : s.across[0]) BOOST_TEST(v == 2.0, boost::test_tools::tolerance(1e-12));
  for (const double v : s.across[1]) BOOST_TEST(v == -3.0, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(unresolved_cells_continue_the_score_linearly) {
  // p = e^{−x²/2} with everything right of x = 5 below resolution: s = −x goes on to the wall.
  const Mesh mesh({test::uniform_axis(-10, 10, 40)});
  std::vector<double> mass;
  for (const double x : mesh.axis(0).centers()) mass.push_back(x < 5 ? std::exp(-0.5 * x * x) : 0);
  const FaceField s = face_score(mesh, mass);
  for (int i = 0; i <= 40; ++i)
    BOOST_TEST(std::abs(s.across[0][i] + mesh.axis(0).edges()[i]) < 1e-9);
}

BOOST_AUTO_TEST_CASE(a_gap_is_filled_from_its_nearer_side) {
  const Mesh mesh({test::uniform_axis(0, 8, 8)});
  const std::vector<double> mass{1, std::exp(1.0), std::exp(2.0), 0,
                                 0, std::exp(2.0), std::exp(1.0), 1};
  const FaceField s = face_score(mesh, mass);
  const std::vector<double> expected{1, 1, 1, 1, 1, -1, -1, -1, -1};
  for (int i = 0; i <= 8; ++i)
    BOOST_TEST(s.across[0][i] == expected[i], boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(no_mass_no_score) {
  const Mesh mesh({test::uniform_axis(0, 1, 4), test::uniform_axis(0, 1, 4)});
  std::vector<double> mass(16, 0.0);
  for (int i = 0; i < 4; ++i) mass[i] = i + 1;
  const FaceField s = face_score(mesh, mass);
  for (std::size_t n = 5; n < s.across[0].size(); ++n) BOOST_TEST(s.across[0][n] == 0.0);
  for (const double v : s.across[1]) BOOST_TEST(v == 0.0);
}

BOOST_AUTO_TEST_CASE(a_hole_changes_no_line_but_those_beside_it) {
  // Where there is none, lines are continued at walls in another way: it must be the same.
  for (const int cells : {1, 2, 3, 12}) {
    const Mesh mesh({test::graded(-1, 2, 5), test::graded(-1, 1, cells)});
    std::vector<double> mass;
    for_each(mesh.all_cells(), [&](const Index& i) {
      const double x = mesh.axis(0).centers()[i[0]];
      const double y = mesh.axis(1).centers()[i[1]];
      mass.push_back(std::exp(-std::pow(x - y, 4) + y * y * y));
    });
    const FaceField whole = regular_score(mesh, mass);
    mass[mesh.all_cells().local({2, 0, 0})] = 0;
    const FaceField holed = regular_score(mesh, mass);
    for (int a = 0; a < 2; ++a) {
      std::size_t n = 0;
      for_each(mesh.all_faces(a), [&](const Index& face) {
        if (a == 0 ? face[1] != 0 : face[0] != 2)
          BOOST_TEST(holed.across[a][n] == whole.across[a][n]);
        ++n;
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(a_periodic_axis_has_no_ends) {
  const Mesh mesh({test::uniform_axis(0, 2 * M_PI, 64, Boundary::periodic)});
  std::vector<double> mass;
  for (const double x : mesh.axis(0).centers()) mass.push_back(std::exp(std::cos(x)));
  const FaceField s = face_score(mesh, mass);
  BOOST_TEST(s.across[0].front() == s.across[0].back());
  for (int i = 0; i <= 64; ++i)
    BOOST_TEST(std::abs(s.across[0][i] + std::sin(mesh.axis(0).edges()[i])) < 5e-4);
}

BOOST_AUTO_TEST_CASE(score_at_centres_is_fourth_order) {
  double before = 0;
  for (const int n : {40, 80}) {
    const Mesh mesh({test::uniform_axis(-1, 1, n)});
    FaceField s(mesh);
    for (int i = 0; i <= n; ++i) s.across[0][i] = std::sin(3 * mesh.axis(0).edges()[i]);
    const Field cells = faces_to_cells(mesh, s);
    double worst = 0;
    for (int i = 0; i < n; ++i)
      worst = std::max(worst, std::abs(cells.values[i] - std::sin(3 * mesh.axis(0).centers()[i])));
    if (before > 0) BOOST_TEST(std::abs(std::log2(before / worst) - 4) < 0.2);
    before = worst;
  }
}

BOOST_AUTO_TEST_CASE(equilibrium_has_no_current_and_drift_carries_one) {
  const Mesh mesh({test::uniform_axis(0, 1, 10)});
  const auto faces_of = [&](const Sde& sde) {
    return std::get<FaceCoefficients>(MeshTables(sde, test::factor_of(sde, mesh), mesh).at(0));
  };
  std::vector<double> density;
  for (const double x : mesh.axis(0).centers()) density.push_back(std::exp(-4 * x));
  const auto still = face_current(mesh, faces_of(test::process({"-2"}, {"1"})), 1, density);
  for (const double j : still.across[0]) BOOST_TEST(std::abs(j) < 1e-13);
  // A flat density moves with the drift: J = f p, in t by the clock's rate; none at the walls.
  const auto equation =
      face_current(mesh, faces_of(test::process({"3"}, {"1"})), 2, std::vector<double>(10, 1.0));
  for (int i = 1; i < 10; ++i)
    BOOST_TEST(equation.across[0][i] == 6.0, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(equation.across[0][0] == 0.0);
  BOOST_TEST(equation.across[0][10] == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()
