#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "sde/initial_law.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::line;

namespace {
double sum(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0);
}
}  // namespace

BOOST_AUTO_TEST_SUITE(initial_law)

BOOST_AUTO_TEST_CASE(mixture_masses_keep_relative_accuracy_in_the_tails) {
  const Mesh mesh = line(-8, 8, 512);
  const std::vector<GaussianComponent> gaussian{{1, {0}, {0.25}}};
  const auto mass = mixture_masses(mesh, gaussian);
  BOOST_TEST(sum(mass) == 1.0, boost::test_tools::tolerance(1e-14));
  // Far out the mass of [a, b] is φ(a)/a (1 − 1/a² …): at 20 standard deviations both tails.
  for (const int cell : {100, 411}) {
    const double a = 4 * std::min(std::abs(mesh.axis(0).edges()[cell]),
                                  std::abs(mesh.axis(0).edges()[cell + 1]));
    const double b = a + 4.0 / 32;
    const auto tail = [](double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); };
    BOOST_TEST(mass[cell] > 0);
    BOOST_TEST(mass[cell] == tail(a) - tail(b), boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(weights_are_relative) {
  const Mesh mesh = line(-4, 4, 8);
  const std::vector<GaussianComponent> two{{3, {-2}, {0.1}}, {1, {2}, {0.1}}};
  const auto mass = mixture_masses(mesh, two);
  BOOST_TEST(sum({mass.begin(), mass.begin() + 4}) == 0.75, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_periodic_axis_loses_nothing_however_wide_the_gaussian) {
  const Mesh mesh = line(0, 1, 16, Boundary::periodic);
  for (const double deviation : {0.05, 0.6, 7.0}) {
    const std::vector<GaussianComponent> near_the_seam{{1, {0.02}, {deviation}}};
    BOOST_TEST(sum(mixture_masses(mesh, near_the_seam)) == 1.0,
               boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(a_wide_gaussian_on_a_periodic_axis_is_uniform) {
  const Mesh mesh = line(0, 1, 16, Boundary::periodic);
  // 1.99 lengths are still summed over images: no step where the closed form takes over.
  for (const double deviation : {1.99, 2.01, 1e6, 1e300}) {
    const std::vector<GaussianComponent> wide{{1, {0.3}, {deviation}}};
    for (const double m : mixture_masses(mesh, wide))
      BOOST_TEST(m == 1.0 / 16, boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(a_mean_beside_a_periodic_axis_is_wrapped_around) {
  const Mesh mesh = line(0, 1, 16, Boundary::periodic);
  const auto inside = mixture_masses(mesh, std::vector<GaussianComponent>{{1, {0.25}, {0.1}}});
  const auto outside =
      mixture_masses(mesh, std::vector<GaussianComponent>{{1, {1e6 + 0.25}, {0.1}}});
  for (std::size_t n = 0; n < inside.size(); ++n)
    BOOST_TEST(std::abs(inside[n] - outside[n]) < 1e-9);
}

BOOST_AUTO_TEST_CASE(the_first_row_of_a_picture_is_at_the_top) {
  // 2 × 2 pixels on 4 × 4 cells: only the top left pixel is black.
  const Mesh mesh({test::uniform_axis(0, 4, 4), test::uniform_axis(0, 4, 4)});
  const std::vector<double> pixels{0, 255, 255, 255};
  const auto mass = image_masses(mesh, 2, 2, 255, pixels);
  for_each(mesh.all_cells(), [&](const Index& i) {
    BOOST_TEST(mass[mesh.all_cells().local(i)] == (i[0] < 2 && i[1] >= 2 ? 0.25 : 0.0));
  });
}

BOOST_AUTO_TEST_CASE(pixels_are_averaged_by_area) {
  // Three pixels on two cells: the middle one is shared half and half.
  const Mesh mesh({test::uniform_axis(0, 3, 2), test::uniform_axis(0, 1, 1)});
  const std::vector<double> pixels{0, 0, 1};
  const auto mass = image_masses(mesh, 3, 1, 1, pixels);
  BOOST_TEST(mass[0] == 0.75, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(mass[1] == 0.25, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(an_all_white_picture_is_refused) {
  const Mesh mesh({test::uniform_axis(0, 1, 2), test::uniform_axis(0, 1, 2)});
  BOOST_CHECK_THROW(image_masses(mesh, 1, 1, 255, std::vector<double>{255}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(points_are_counted_in_their_cells) {
  const Mesh mesh({test::uniform_axis(0, 4, 4), test::uniform_axis(-1, 1, 2)});
  // Edges belong to the cell they begin, the last one to the last cell; one of five lies outside.
  const std::vector<double> points{0.5, -0.5, 1, 0, 4, 1, 3.5, 0.5, 4.5, 0};
  const auto mass = sample_masses(mesh, points);
  std::vector<double> wanted(8, 0.0);
  wanted[0] = 0.2;
  wanted[1 + 4] = 0.2;
  wanted[3 + 4] = 0.4;
  BOOST_TEST(mass == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(points_are_wrapped_around_periodic_axes) {
  const Mesh mesh = line(0, 1, 8, Boundary::periodic);
  for (const double turns : {-3, -1, 0, 1, 7}) {
    const auto mass = sample_masses(mesh, std::vector<double>{turns + 0.3125, turns});
    BOOST_TEST(mass[2] == 0.5);
    BOOST_TEST(mass[0] == 0.5);
  }
  // Rounding must not put what lies a hair below a period outside or into the last cell's edge.
  BOOST_TEST(sum(sample_masses(mesh, std::vector<double>{-1e-300, 1, 1 - 1e-17})) == 1);
}

BOOST_AUTO_TEST_CASE(a_fine_mesh_counts_the_same_points) {
  const Mesh mesh = line(-1, 1, 16);
  const Mesh fine = line(-1, 1, 32);
  std::vector<double> points;
  for (int i = 0; i < 64; ++i) points.push_back(std::sin(i));
  const auto coarse = sample_masses(mesh, points);
  const auto halves = sample_masses(fine, points);
  for (int i = 0; i < 16; ++i) BOOST_TEST(coarse[i] == halves[2 * i] + halves[2 * i + 1]);
}

BOOST_AUTO_TEST_CASE(points_that_are_none_are_refused) {
  const Mesh mesh = line(-1, 1, 4);
  BOOST_CHECK_THROW(sample_masses(mesh, std::vector<double>{}), std::invalid_argument);
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()})
    BOOST_CHECK_THROW(sample_masses(mesh, std::vector<double>{0, bad}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(parts_of_a_cell_share_its_density) {
  const Mesh mesh({Axis({0, 1, 3}, Boundary::reflecting), Axis({0, 2}, Boundary::periodic)});
  const Mesh fine(
      {Axis({0, 0.25, 1, 2, 3}, Boundary::reflecting), Axis({0, 1, 2}, Boundary::periodic)});
  const std::vector<double> density{0.1, 0.2};
  const std::vector<double> same{0.2, 0.8};
  BOOST_TEST(cellwise_masses(mesh, mesh, density) == same, boost::test_tools::per_element());
  const std::vector<double> parts{0.25 * 0.1, 0.75 * 0.1, 0.2, 0.2,
                                  0.25 * 0.1, 0.75 * 0.1, 0.2, 0.2};
  const auto mass = cellwise_masses(fine, mesh, density);
  for (std::size_t i = 0; i < parts.size(); ++i)
    BOOST_TEST(mass[i] == parts[i], boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(beside_a_singular_end_parts_share_the_mass_of_a_cell_by_their_weights) {
  // ∫ x^(−½) dx over the first quarter of a cell at 0 is half of the whole.
  const Mesh mesh = line(0, 2, 2);
  const Mesh parts({Axis({0, 0.25, 1, 2}, Boundary::reflecting, {}, {SingularEnd{-0.5}, {}})});
  const auto mass = cellwise_masses(parts, mesh, std::vector<double>{1, 0});
  BOOST_TEST(mass[0] == 0.5, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(mass[1] == 0.5, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(normalise_returns_the_sum) {
  std::vector<double> v{1, 3};
  BOOST_TEST(normalise(v) == 4.0);
  BOOST_TEST(v[1] == 0.75);
  std::vector<double> zero{0, 0};
  BOOST_CHECK_THROW(normalise(zero), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
