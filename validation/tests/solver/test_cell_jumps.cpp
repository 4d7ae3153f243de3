// The jumps of one cell hold its tensor and its drift, and those along reflecting ends the flow
// that an end takes away. Decompositions themselves are tested in test_selling.cpp.
#include "solver/cell_jumps.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

const std::vector<double> regular{2, -0.7, 1, 0.3, 0.4, 1.5};

// A rounding of the tensor in cells, whose trace is up to 300 times its smallest entry on the
// meshes here.
constexpr double roundoff = 1e-13;

Mesh graded_box() {
  return Mesh({test::graded(-3, 3, 9), test::graded(-1, 1, 8), test::graded(-5, 5, 7)});
}

Mesh cube(Boundary along_x) {
  return Mesh({test::uniform_axis(0, 6, 6, along_x),
               test::uniform_axis(0, 6, 6, Boundary::periodic),
               test::uniform_axis(0, 6, 6, Boundary::periodic)});
}

double entry(const std::vector<double>& tensor, int i, int j) {
  return tensor[packed(i, j)];
}

// The components of Σ ρ e eᵀ, e in cells.
double sum_of(const Jumps& jumps, int i, int j) {
  double sum = 0;
  for (const Jump& jump : jumps) sum += jump.weight * jump.offset[i] * jump.offset[j];
  return sum;
}

double times(const std::vector<double>& tensor, int i, const Point& v) {
  return entry(tensor, i, 0) * v[0] + entry(tensor, i, 1) * v[1] + entry(tensor, i, 2) * v[2];
}

bool empty(const Jumps& jumps) {
  return jumps.begin() == jumps.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jumps_of_a_cell)

BOOST_AUTO_TEST_CASE(jumps_across_cells_of_any_shape_hold_the_tensor) {
  const Mesh mesh = graded_box();
  for (const Index cell : {Index{0, 0, 0}, {4, 3, 3}, {8, 4, 1}}) {
    const auto jumps = cell_jumps(mesh, cell, regular, {});
    BOOST_REQUIRE(jumps.has_value());
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j <= i; ++j) {
        const double area = mesh.axis(i).width(cell[i]) * mesh.axis(j).width(cell[j]);
        BOOST_TEST(sum_of(jumps->inner, i, j) * area == entry(regular, i, j),
                   boost::test_tools::tolerance(roundoff));
      }
  }
}

BOOST_AUTO_TEST_CASE(a_regular_tensor_carries_any_drift) {
  const Mesh mesh = graded_box();
  for (const Point& a : {Point{0.3, -2, 5}, {1, 0, 0}, {0, 0, -1e-3}}) {
    const auto jumps = cell_jumps(mesh, {2, 5, 3}, regular, a);
    BOOST_REQUIRE(jumps.has_value());
    BOOST_TEST((jumps->remainder == Point{}));
    for (int i = 0; i < 3; ++i)
      BOOST_TEST(std::abs(times(regular, i, jumps->potential_gradient) - a[i]) < roundoff);
  }
}

BOOST_AUTO_TEST_CASE(a_singular_tensor_carries_what_lies_in_its_range) {
  // One Wiener process along (1, 2, −1), two in the plane of x and z, and none.
  const std::vector<std::pair<std::vector<double>, Point>> ranges{
      {{1, 2, 4, -1, -2, 1}, {1, 2, -1}},
      {{2, 0, 0, 0.5, 0, 1}, {0.3, 0, 4}},
      {{0, 0, 0, 0, 0, 0}, {0, 0, 0}}};
  const Mesh mesh(
      {test::uniform_axis(0, 3, 6), test::uniform_axis(0, 3, 6), test::uniform_axis(0, 3, 6)});
  for (const auto& [tensor, inside] : ranges)
    for (const Point& more : {Point{}, {0, 0.4, 0}, {-1, 2, 3}}) {
      Point a = inside;
      for (int i = 0; i < 3; ++i) a[i] += more[i];
      const auto jumps = cell_jumps(mesh, {3, 3, 3}, tensor, a);
      BOOST_REQUIRE(jumps.has_value());
      for (int i = 0; i < 3; ++i) {
        const double whole = times(tensor, i, jumps->potential_gradient) + jumps->remainder[i];
        BOOST_TEST(std::abs(whole - a[i]) < roundoff);
        if (more == Point{}) BOOST_TEST(std::abs(jumps->remainder[i]) < roundoff);
      }
    }
}

// In a function u without flux through the end, ∂_x u = −Σ_t D_xt ∂_t u / D_xx, the flow along the
// end is Σ_s (D_ts − D_tx D_sx / D_xx) ∂_s u. The jumps that stay carry a part of it.
BOOST_AUTO_TEST_CASE(jumps_that_stay_and_jumps_along_the_end_carry_the_whole_flow) {
  const Mesh mesh = cube(Boundary::reflecting);
  const std::vector<double> tensor{2, 0.6, 1.8, 0.5, 0.4, 1.5};
  for (const int x : {0, 5}) {
    const auto jumps = cell_jumps(mesh, {x, 2, 3}, tensor, {});
    BOOST_REQUIRE((jumps && jumps->inner.reach() == 1 && !empty(jumps->along_walls)));
    const auto slope = [&](int t) { return -entry(tensor, t, 0) / tensor[0]; };
    for (int t = 1; t < 3; ++t)
      for (int s = 1; s <= t; ++s) {
        double flow = sum_of(jumps->along_walls, t, s);
        for (const Jump& jump : jumps->inner)
          for (const int direction : {-1, 1}) {
            const int end = x + direction * jump.offset[0];
            if (end < 0 || end > 5) continue;
            flow += 0.25 * jump.weight *
                    (jump.offset[t] * (jump.offset[s] + jump.offset[0] * slope(s)) +
                     jump.offset[s] * (jump.offset[t] + jump.offset[0] * slope(t)));
          }
        BOOST_TEST(flow == entry(tensor, t, s) + entry(tensor, t, 0) * slope(s),
                   boost::test_tools::tolerance(roundoff));
      }
    for (const Jump& jump : jumps->along_walls) BOOST_TEST(jump.offset[0] == 0);
  }
}

BOOST_AUTO_TEST_CASE(only_reflecting_ends_have_jumps_along_them) {
  const std::vector<double> tensor{2, 0.6, 1.8, 0.5, 0.4, 1.5};
  for (const auto boundary : {Boundary::reflecting, Boundary::absorbing, Boundary::periodic}) {
    const Mesh mesh = cube(boundary);
    for (int x = 0; x < 6; ++x) {
      const auto jumps = cell_jumps(mesh, {x, 0, 5}, tensor, {});
      BOOST_REQUIRE(jumps.has_value());
      const bool at_end = boundary == Boundary::reflecting && (x == 0 || x == 5);
      BOOST_TEST(empty(jumps->along_walls) == !at_end);
    }
  }
  // Where no jump is oblique, none along the end is missing.
  const auto straight =
      cell_jumps(cube(Boundary::reflecting), {0, 2, 2}, std::vector<double>{2, 0, 1, 0, 0, 1}, {});
  BOOST_REQUIRE(straight.has_value());
  BOOST_TEST(empty(straight->along_walls));
}

BOOST_AUTO_TEST_CASE(a_mirror_image_has_mirrored_jumps) {
  const Mesh mesh = cube(Boundary::reflecting);
  const std::vector<double> left{2, 0.6, 1.8, 0.5, 0.4, 1.5};
  const std::vector<double> right{2, -0.6, 1.8, -0.5, 0.4, 1.5};  // x → −x
  const auto at_left = cell_jumps(mesh, {0, 3, 3}, left, {0.2, 1, -1});
  const auto at_right = cell_jumps(mesh, {5, 3, 3}, right, {-0.2, 1, -1});
  BOOST_REQUIRE((at_left && at_right));
  const auto close = boost::test_tools::tolerance(roundoff);
  for (int i = 0; i < 3; ++i)
    BOOST_TEST(
        at_right->potential_gradient[i] == (i == 0 ? -1 : 1) * at_left->potential_gradient[i],
        close);
  for (int i = 1; i < 3; ++i)
    for (int j = 1; j <= i; ++j)
      BOOST_TEST(sum_of(at_right->along_walls, i, j) == sum_of(at_left->along_walls, i, j), close);
}

BOOST_AUTO_TEST_SUITE_END()
