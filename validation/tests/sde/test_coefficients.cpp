#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/coefficients.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::line;
using test::process;

namespace {
constexpr std::array<int, 1> first_axis{0};
}

BOOST_AUTO_TEST_SUITE(coefficients)

BOOST_AUTO_TEST_CASE(tensor_is_the_square_of_g_and_divergence_its_slope) {
  const Sde sde = process({"-x"}, {"sqrt(1 + x^2)"});
  const Mesh mesh = line(-2, 2, 40);
  const auto c = tabulate(sde, face_centers(mesh, 0, mesh.all_cells()), first_axis, 0);
  for (int i = 0; i <= 40; ++i) {
    const double x = mesh.axis(0).edges()[i];
    BOOST_TEST(c.drift[i] == -x);
    BOOST_TEST(std::abs(c.tensor(i, 0, 0) - (1 + x * x)) < 1e-14);
    BOOST_TEST(std::abs(c.divergence[i] - 2 * x) < 1e-11);
  }
}

BOOST_AUTO_TEST_CASE(divergence_stays_inside_the_box) {
  // g = √x exists for x ≥ 0 only; D = x has slope 1 up to the edge.
  const Mesh mesh = line(0, 1, 10);
  const auto c =
      tabulate(process({"0"}, {"sqrt(x)"}), face_centers(mesh, 0, mesh.all_cells()), first_axis, 0);
  for (const double v : c.divergence) BOOST_TEST(std::abs(v - 1) < 1e-10);
}

BOOST_AUTO_TEST_CASE(diagonal_noise_differentiates_each_axis_along_itself) {
  const Sde sde = process({"0", "0"}, {"y", "x*y"});
  const Mesh mesh({test::uniform_axis(1, 2, 4), test::uniform_axis(1, 2, 5)});
  const std::array<int, 2> both{0, 1};
  const auto points = cell_centers(mesh, mesh.all_cells());
  const auto c = tabulate(sde, points, both, 0);
  std::size_t n = 0;
  for_each(points.shape(), [&](const Index& i) {
    const Point x = points.point(i);
    BOOST_TEST(c.divergence[2 * n] == 0.0);  // D_xx = y² does not depend on x
    BOOST_TEST(std::abs(c.divergence[2 * n + 1] - 2 * x[0] * x[0] * x[1]) < 1e-10);
    ++n;
  });
}

// The process of the next two tests: noise shared by both axes that depends on both coordinates.
const std::vector<std::vector<std::string>> shared_noise{{"sin(x)", "1 + 0.5*x*y"},
                                                         {"cos(y)", "y^2"}};

BOOST_AUTO_TEST_CASE(a_full_tensor_has_all_its_derivatives) {
  const Sde sde = test::matrix_process({"0", "0"}, shared_noise);
  const Mesh mesh({test::uniform_axis(-1, 1, 20), test::uniform_axis(-1, 1, 20)});
  const std::array<int, 2> both{0, 1};
  const auto points = cell_centers(mesh, mesh.all_cells());
  const auto c = tabulate(sde, points, both, 0);
  BOOST_TEST(!c.tensor.diagonal());
  BOOST_TEST(c.noises == 2);
  std::size_t n = 0;
  for_each(points.shape(), [&](const Index& i) {
    const Point p = points.point(i);
    const double x = p[0];
    const double y = p[1];
    const double e = 1 + 0.5 * x * y;  // g_xy
    BOOST_TEST(std::abs(c.tensor(n, 0, 1) - (std::sin(x) * std::cos(y) + e * y * y)) < 1e-14);
    const double xx = std::sin(2 * x) + e * y;                                   // ∂_x D_xx
    const double xy = -std::sin(x) * std::sin(y) + 0.5 * x * y * y + 2 * e * y;  // ∂_y D_xy
    const double yx = std::cos(x) * std::cos(y) + 0.5 * y * y * y;               // ∂_x D_yx
    const double yy = -std::sin(2 * y) + 4 * y * y * y;                          // ∂_y D_yy
    BOOST_TEST(std::abs(c.divergence[2 * n] - xx - xy) < 1e-12);
    BOOST_TEST(std::abs(c.divergence[2 * n + 1] - yx - yy) < 1e-12);
    ++n;
  });
}

constexpr std::array<Interpretation, 3> calculi{Interpretation::ito, Interpretation::stratonovich,
                                                Interpretation::hanggi_klimontovich};

BOOST_DATA_TEST_CASE(each_calculus_adds_its_share_of_g_times_its_slopes,
                     boost::unit_test::data::make({0, 1, 2}), calculus) {
  const Sde sde = test::matrix_process({"x", "-y"}, shared_noise, calculi[calculus]);
  const double share = 0.5 * calculus;
  const Mesh mesh({test::uniform_axis(-1, 1, 20), test::uniform_axis(-1, 1, 20)});
  const std::array<int, 2> both{0, 1};
  const auto points = cell_centers(mesh, mesh.all_cells());
  const auto c = tabulate(sde, points, both, 0);
  std::size_t n = 0;
  for_each(points.shape(), [&](const Index& i) {
    const Point p = points.point(i);
    const double x = p[0];
    const double y = p[1];
    const double e = 1 + 0.5 * x * y;
    // Σ_jk g_jk ∂_j g_ik, written out.
    const double first = std::sin(x) * std::cos(x) + e * 0.5 * y + y * y * 0.5 * x;
    const double second = -std::cos(y) * std::sin(y) + y * y * 2 * y;
    BOOST_TEST(std::abs(c.drift[2 * n] - x - share * first) < 1e-12);
    BOOST_TEST(std::abs(c.drift[2 * n + 1] + y - share * second) < 1e-12);
    ++n;
  });
}

BOOST_DATA_TEST_CASE(the_calculus_decides_which_power_of_the_noise_divides_the_stationary_law,
                     boost::unit_test::data::make({0, 1, 2}), calculus) {
  // f = −½ D V' with V = x²: the current f p − ½ (D p)' vanishes for p = exp(−V) D^(α − 1), so in
  // Hänggi's and Klimontovich's calculus for exp(−V), whatever g is.
  const Sde sde =
      test::matrix_process({"-x*(1 + 0.3*sin(x))^2"}, {{"1 + 0.3*sin(x)"}}, calculi[calculus]);
  const Mesh mesh = line(-2, 2, 40);
  const auto c = tabulate(sde, face_centers(mesh, 0, mesh.all_cells()), first_axis, 0);
  for (int i = 0; i <= 40; ++i) {
    const double x = mesh.axis(0).edges()[i];
    const double slope_of_log_tensor = 0.6 * std::cos(x) / (1 + 0.3 * std::sin(x));
    const double slope_of_log_p = -2 * x + (0.5 * calculus - 1) * slope_of_log_tensor;
    const double current =
        c.drift[i] - 0.5 * c.divergence[i] - 0.5 * c.tensor(i, 0, 0) * slope_of_log_p;
    BOOST_TEST(std::abs(current) < 1e-11);
  }
}

BOOST_AUTO_TEST_CASE(stratonovich_with_diagonal_noise_is_smooth_where_the_tensor_is) {
  // g = √x: ½ g g' = ¼ everywhere, the edge x = 0 included.
  const Mesh mesh = line(0, 1, 10);
  const Sde sde = test::matrix_process({"0"}, {{"sqrt(x)"}}, Interpretation::stratonovich);
  const auto c = tabulate(sde, face_centers(mesh, 0, mesh.all_cells()), first_axis, 0);
  for (const double v : c.drift) BOOST_TEST(std::abs(v - 0.25) < 1e-11);
}

// Cells of half a unit, with a break at 0.
Mesh broken_line() {
  const std::vector<double> at_zero{0};
  return Mesh({Axis(make_edges(UniformGrading{}, -2, 2, 8), Boundary::reflecting, at_zero)});
}

BOOST_AUTO_TEST_CASE(on_a_break_drift_and_divergence_are_means_of_both_sides) {
  const Mesh mesh = broken_line();
  const Sde sde = process({"x < 0 ? 3 - x : -1 + x"}, {"x < 0 ? 1 - x : 1 + 2*x"});
  const auto c = tabulate(sde, vertices(mesh, 4), first_axis, 0);
  for (int i = 0; i <= 32; ++i) {
    const double x = -2 + i / 8.0;
    const double f = x < 0 ? 3 - x : -1 + x;
    const double slope = x < 0 ? -2 * (1 - x) : 4 * (1 + 2 * x);
    BOOST_TEST(std::abs(c.drift[i] - (i == 16 ? 1 : f)) < (i == 16 ? 1e-8 : 1e-12));
    BOOST_TEST(std::abs(c.divergence[i] - (i == 16 ? 1 : slope)) < 1e-11);
  }
}

BOOST_AUTO_TEST_CASE(noise_that_jumps_at_a_break_is_refused) {
  const Mesh mesh = broken_line();
  const auto faces = face_centers(mesh, 0, mesh.all_cells());
  BOOST_CHECK_THROW(tabulate(process({"0"}, {"x < 0 ? 1 : 1.01"}), faces, first_axis, 0),
                    std::invalid_argument);
  for (const char* g : {"1 + 0.5*abs(x)", "abs(x)", "x < 0 ? 1 - 100*x : 1", "sqrt(abs(x))"})
    BOOST_CHECK_NO_THROW(tabulate(process({"0"}, {g}), faces, first_axis, 0));
}

BOOST_AUTO_TEST_CASE(a_formula_that_is_not_finite_is_refused) {
  const Mesh mesh = line(-1, 1, 4);
  const auto faces = face_centers(mesh, 0, mesh.all_cells());
  BOOST_CHECK_THROW(tabulate(process({"1/x"}, {"1"}), faces, first_axis, 0), std::invalid_argument);
  BOOST_CHECK_THROW(tabulate(process({"0"}, {"sqrt(x)"}), faces, first_axis, 0),
                    std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(average_is_the_mean) {
  const Coefficients a{1, {1}, {1, TensorLayout::diagonal, {2}}, {3}};
  const Coefficients b{1, {3}, {1, TensorLayout::diagonal, {6}}, {9}};
  const auto mean = average(a, b);
  BOOST_TEST(mean.drift[0] == 2.0);
  BOOST_TEST(mean.tensor(0, 0, 0) == 4.0);
  BOOST_TEST(mean.divergence[0] == 6.0);
}

BOOST_AUTO_TEST_CASE(a_separable_table_does_not_change_in_its_own_clock) {
  const Sde sde = process({"-0.5*(1 + t)*x"}, {"sqrt(1 + t)"});
  const Mesh mesh = line(-1, 1, 8);
  const std::vector<double> times{0, 0.5, 1};
  const TimeFactor factor(sde, cell_centers(mesh, mesh.all_cells()), times);
  CoefficientTable table(sde, factor, cell_centers(mesh, mesh.all_cells()), {0});
  const auto early = table.at(0).drift;
  BOOST_TEST(early == table.at(1).drift);
  // In the clock of t the drift is the table's times dτ/dt.
  BOOST_TEST(std::abs(early[0] * factor.rate(0) + 0.5 * mesh.axis(0).centers()[0]) < 1e-14);
}

BOOST_AUTO_TEST_SUITE_END()
