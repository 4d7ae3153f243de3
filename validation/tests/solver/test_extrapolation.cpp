#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"
#include "solver/extrapolation.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::solver;

namespace {

// Masses with a relative error of error(h) times something smooth.
std::vector<double> flawed(const Mesh& mesh, double error) {
  std::vector<double> mass;
  for_each(mesh.all_cells(), [&](const Index& i) {
    const double x = mesh.axis(0).centers()[i[0]];
    const double y = mesh.axis(1).centers()[i[1]];
    mass.push_back(
        std::exp(-x * x - 0.5 * y * y + x * y * 0.3 + error * (std::sin(x) + 0.5 * y * y)) *
        mesh.volume(i));
  });
  return mass;
}

// Worst error of the x score away from the walls, where it is continued, when a mesh of n² cells
// and its refinements carry an error of h for a scheme of order 1 and of h² for one of order 2.
double score_error(int n, int meshes, int order) {
  std::vector<Mesh> levels;
  std::vector<std::vector<double>> masses;
  std::vector<MeshSolution> solutions;
  for (int k = 0; k < meshes; ++k) {
    const int cells = n << k;
    levels.push_back(Mesh({test::uniform_axis(-2, 2, cells), test::uniform_axis(-2, 2, cells)}));
    const double h = 4.0 / cells;
    masses.push_back(flawed(levels.back(), order == 1 ? h + 3 * h * h : h * h));
  }
  for (int k = 0; k < meshes; ++k) solutions.push_back({&levels[k], masses[k]});
  const auto result = extrapolate(solutions, order);
  double worst = 0;
  std::size_t face = 0;
  for_each(levels[0].all_faces(0), [&](const Index& i) {
    const double x = levels[0].axis(0).edges()[i[0]];
    const double y = levels[0].axis(1).centers()[i[1]];
    if (std::abs(x) < 1.5 && std::abs(y) < 1.5)
      worst = std::max(worst, std::abs(result.regular_score.across[0][face] - (-2 * x + 0.3 * y)));
    ++face;
  });
  return worst;
}

Extrapolated extrapolated_pair(const std::vector<double>& coarse, const std::vector<double>& fine) {
  const Mesh two({test::uniform_axis(0, 1, 2)});
  const Mesh four({test::uniform_axis(0, 1, 4)});
  return extrapolate(std::vector<MeshSolution>{{&two, coarse}, {&four, fine}}, 2);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(extrapolation)

BOOST_AUTO_TEST_CASE(weights_sum_to_one_and_cancel_the_leading_errors) {
  for (const int order : {1, 2})
    for (const int meshes : {2, 3}) {
      const auto w = richardson_weights(order, meshes);
      double sum = 0;
      for (const double v : w) sum += v;
      BOOST_TEST(std::abs(sum - 1) < 1e-15);
      for (int cancelled = 1; cancelled < meshes; ++cancelled) {
        double error = 0;
        for (int k = 0; k < meshes; ++k) error += w[k] * std::pow(0.5, k * order * cancelled);
        BOOST_TEST(std::abs(error) < 1e-15);
      }
    }
  BOOST_CHECK_THROW(richardson_weights(3, 2), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(scores_at_the_faces_of_a_mesh_of_half_the_cells) {
  // Odd numbers of cells leave a smaller one at the upper end. A cubic is met exactly.
  const Mesh fine({test::uniform_axis(0, 1.4, 7), test::uniform_axis(0, 2, 10)});
  const std::array<int, 3> factor{2, 2, 2};
  const Mesh coarse = coarsened(fine, factor);
  const auto cubic = [](double x, double y) { return x * x * x - 2 * y * y * y + x * y; };
  const auto values = [&](const Mesh& mesh) {
    FaceField field(mesh);
    for (int a = 0; a < 2; ++a) {
      std::size_t face = 0;
      for_each(mesh.all_faces(a), [&](const Index& i) {
        std::array<double, 2> x{};
        for (int b = 0; b < 2; ++b)
          x[b] = b == a ? mesh.axis(b).edges()[i[b]] : mesh.axis(b).centers()[i[b]];
        field.across[a][face++] = cubic(x[0], x[1]);
      });
    }
    return field;
  };
  const FaceField restricted = restrict_score(coarse, fine, factor, values(fine));
  const FaceField expected = values(coarse);
  for (int a = 0; a < 2; ++a) {
    BOOST_TEST_REQUIRE(restricted.across[a].size() == expected.across[a].size());
    for (std::size_t n = 0; n < expected.across[a].size(); ++n)
      BOOST_TEST(std::abs(restricted.across[a][n] - expected.across[a][n]) < 1e-12);
  }
}

BOOST_AUTO_TEST_CASE(second_order_errors_of_the_score_cancel_in_two_dimensions) {
  const double coarse = score_error(16, 2, 2);
  const double fine = score_error(32, 2, 2);
  BOOST_TEST(fine < 1e-4);
  BOOST_TEST(std::abs(std::log2(coarse / fine) - 4) < 0.3);
}

BOOST_AUTO_TEST_CASE(first_order_errors_cancel_with_the_weights_of_first_order) {
  // What is left of h + 3h² is second order with two meshes. With three only the interpolation and
  // the differences of the exact score are left, second order too but much smaller.
  const double two = score_error(16, 2, 1);
  BOOST_TEST(std::abs(std::log2(two / score_error(32, 2, 1)) - 2) < 0.2);
  BOOST_TEST(score_error(16, 3, 1) < two / 20);
}

BOOST_AUTO_TEST_CASE(log_density_is_combined_four_to_minus_one) {
  const auto result = extrapolated_pair({0.5, 0.5}, {0.3, 0.3, 0.2, 0.2});
  const double left = std::pow(0.6, 4.0 / 3) * std::pow(0.5, -1.0 / 3);
  const double right = std::pow(0.4, 4.0 / 3) * std::pow(0.5, -1.0 / 3);
  BOOST_TEST(result.mass[0] == left / (left + right), boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(empty_cells_stay_empty) {
  const auto result = extrapolated_pair({1, 0}, {0.5, 0.5, 0, 0});
  BOOST_TEST(result.mass[1] == 0.0);
  BOOST_TEST(result.mass[0] == 1.0);
  for (const double s : result.regular_score.across[0]) BOOST_TEST(std::isfinite(s));
}

BOOST_AUTO_TEST_CASE(restriction_sums_the_cells_of_a_union) {
  const Mesh fine({test::uniform_axis(0, 1, 5), test::uniform_axis(0, 1, 3)});
  const Mesh coarse = coarsened(fine, {2, 2, 1});
  std::vector<double> mass(15);
  for (int n = 0; n < 15; ++n) mass[n] = n;
  const auto sums = restrict_mass(coarse, fine, {2, 2, 1}, mass);
  const std::vector<double> expected{0 + 1 + 5 + 6, 2 + 3 + 7 + 8, 4 + 9, 10 + 11, 12 + 13, 14};
  BOOST_TEST(sums == expected);
}

BOOST_AUTO_TEST_SUITE_END()
