#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"
#include "solver/extrapolation.hpp"

using namespace loschmidt;

namespace {

// Masses with a relative error of exactly h²·(something smooth): what a second-order solve leaves.
std::vector<double> flawed(const Mesh& mesh, double factor) {
  std::vector<double> mass;
  for_each(mesh.all_cells(), [&](const Index& i) {
    const double x = mesh.axis(0).centers()[i[0]];
    const double y = mesh.axis(1).centers()[i[1]];
    mass.push_back(
        std::exp(-x * x - 0.5 * y * y + x * y * 0.3 + factor * (std::sin(x) + 0.5 * y * y)) *
        mesh.volume(i));
  });
  return mass;
}

double score_error(int n) {
  const Mesh coarse({test::uniform_axis(-2, 2, n), test::uniform_axis(-2, 2, n)});
  const Mesh fine({test::uniform_axis(-2, 2, 2 * n), test::uniform_axis(-2, 2, 2 * n)});
  const double h = 4.0 / n;
  const auto result = extrapolate(coarse, flawed(coarse, h * h), fine, flawed(fine, h * h / 4));
  double worst = 0;
  std::size_t face = 0;
  for_each(coarse.all_faces(0), [&](const Index& i) {
    const double x = coarse.axis(0).edges()[i[0]];
    const double y = coarse.axis(1).centers()[i[1]];
    // Away from the walls, where the score is continued.
    if (std::abs(x) < 1.5 && std::abs(y) < 1.5)
      worst = std::max(worst, std::abs(result.regular_score.across[0][face] - (-2 * x + 0.3 * y)));
    ++face;
  });
  return worst;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(extrapolation)

BOOST_AUTO_TEST_CASE(second_order_errors_of_the_score_cancel_in_two_dimensions) {
  const double coarse = score_error(16);
  const double fine = score_error(32);
  BOOST_TEST(fine < 1e-4);
  BOOST_TEST(std::abs(std::log2(coarse / fine) - 4) < 0.3);
}

BOOST_AUTO_TEST_CASE(log_density_is_combined_four_to_minus_one) {
  const Mesh coarse({test::uniform_axis(0, 1, 2)});
  const Mesh fine({test::uniform_axis(0, 1, 4)});
  const auto result = extrapolate(coarse, std::vector<double>{0.5, 0.5}, fine,
                                  std::vector<double>{0.3, 0.3, 0.2, 0.2});
  const double left = std::pow(0.6, 4.0 / 3) * std::pow(0.5, -1.0 / 3);
  const double right = std::pow(0.4, 4.0 / 3) * std::pow(0.5, -1.0 / 3);
  BOOST_TEST(result.mass[0] == left / (left + right), boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(empty_cells_stay_empty) {
  const Mesh coarse({test::uniform_axis(0, 1, 2)});
  const Mesh fine({test::uniform_axis(0, 1, 4)});
  const auto result =
      extrapolate(coarse, std::vector<double>{1, 0}, fine, std::vector<double>{0.5, 0.5, 0, 0});
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
