#include "meshes/end_profile.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <stdexcept>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using boost::test_tools::tolerance;

namespace {

constexpr double from = -1;
constexpr double length = 2.5;
const std::vector<double> exponents{-0.92, -0.5, 0, 0.5};

// Uniform, and with cells that grow from the lower end by a tenth each.
std::vector<std::vector<double>> meshes_of_cells() {
  const auto even = make_edges(UniformGrading{}, from, from + length, 32);
  std::vector<double> uneven{0};
  for (int i = 0; i < 20; ++i) uneven.push_back(uneven.back() + std::pow(1.1, i));
  const double sum = uneven.back();
  for (double& e : uneven) e = from + length * (e / sum);
  return {even, uneven};
}

EndProfile profile(const std::vector<double>& edges, double lower, double upper) {
  return {edges, {SingularEnd{lower}, SingularEnd{upper}}};
}

// Returns ∫ x^e (1 − x)^e' dx from x to y, from the nearer end, so that nothing cancels.
double incomplete(double e, double other, double x, double y) {
  if (x > 0.5) return incomplete(other, e, 1 - y, 1 - x);
  return boost::math::beta(e + 1, other + 1, y) - boost::math::beta(e + 1, other + 1, x);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(end_profile)

BOOST_AUTO_TEST_CASE(weights_are_incomplete_beta_functions_and_sum_to_the_whole) {
  for (const auto& edges : meshes_of_cells())
    for (const double e : exponents)
      for (const double other : exponents) {
        const EndProfile p = profile(edges, e, other);
        double sum = 0;
        for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
          const double right =
              incomplete(e, other, (edges[i] - from) / length, (edges[i + 1] - from) / length);
          BOOST_TEST(p.weight(static_cast<int>(i)) == length * right, tolerance(1e-11));
          sum += p.weight(static_cast<int>(i));
        }
        BOOST_TEST(sum == length * boost::math::beta(e + 1, other + 1), tolerance(1e-12));
      }
}

BOOST_AUTO_TEST_CASE(places_are_first_moments) {
  // ∫ r r^e r'^e' is the same integral with e + 1, the distance being r/ℓ.
  for (const auto& edges : meshes_of_cells())
    for (const double e : exponents)
      for (const double other : exponents) {
        const EndProfile p = profile(edges, e, other);
        for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
          const double x = (edges[i] - from) / length;
          const double y = (edges[i + 1] - from) / length;
          const double right = incomplete(e + 1, other, x, y) / incomplete(e, other, x, y);
          const double width = edges[i + 1] - edges[i];
          BOOST_TEST(std::abs(p.place(static_cast<int>(i)) - (from + length * right)) <
                     1e-10 * width);
        }
      }
}

BOOST_AUTO_TEST_CASE(one_end_has_a_closed_form_and_either_end_mirrors_the_other) {
  // Over the cell of width h at the end: weight h (h/ℓ)^e/(e + 1), place h (e + 1)/(e + 2).
  const auto edges = make_edges(UniformGrading{}, from, from + length, 16);
  const double h = length / 16;
  for (const double e : exponents) {
    const EndProfile lower(edges, {SingularEnd{e}, std::nullopt});
    const EndProfile upper(edges, {std::nullopt, SingularEnd{e}});
    BOOST_TEST(lower.weight(0) == h * std::pow(h / length, e) / (e + 1), tolerance(1e-13));
    BOOST_TEST(lower.place(0) - from == h * (e + 1) / (e + 2), tolerance(1e-12));
    for (int i = 0; i < 16; ++i) {
      BOOST_TEST(upper.weight(15 - i) == lower.weight(i), tolerance(1e-12));
      BOOST_TEST(std::abs(upper.place(15 - i) + lower.place(i) - (2 * from + length)) < 1e-13);
    }
  }
}

BOOST_AUTO_TEST_CASE(without_a_pole_weights_are_widths_and_places_centres) {
  for (const auto& edges : meshes_of_cells()) {
    const EndProfile p = profile(edges, 0, 0);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
      const double width = edges[i + 1] - edges[i];
      BOOST_TEST(p.weight(static_cast<int>(i)) == width, tolerance(1e-13));
      BOOST_TEST(std::abs(p.place(static_cast<int>(i)) - 0.5 * (edges[i] + edges[i + 1])) < 1e-13);
    }
    BOOST_TEST(p(from + 0.3) == 1);
    BOOST_TEST(p.slope(from + 0.3) == 0);
    BOOST_TEST(p.slope(from) == 0);
  }
}

BOOST_AUTO_TEST_CASE(the_slope_is_the_derivative_of_the_logarithm) {
  const auto edges = make_edges(UniformGrading{}, from, from + length, 16);
  const EndProfile p = profile(edges, -0.92, 0.5);
  for (const double x : {-0.999, -0.3, 0.7, 1.49}) {
    const double step = 1e-5 * std::min(x - from, from + length - x);
    const double difference = (std::log(p(x + step)) - std::log(p(x - step))) / (2 * step);
    BOOST_TEST(p.slope(x) == difference, tolerance(1e-6));
  }
  BOOST_TEST(p(from + 0.25 * length) == std::pow(0.25, -0.92) * std::pow(0.75, 0.5),
             tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_density_without_finite_mass_is_refused) {
  const std::vector<double> edges{0, 1, 2};
  for (const double bad : {-1.0, -3.0, std::nan("")}) {
    BOOST_CHECK_THROW(profile(edges, bad, 0), std::invalid_argument);
    BOOST_CHECK_THROW(profile(edges, 0, bad), std::invalid_argument);
  }
}

BOOST_AUTO_TEST_CASE(an_axis_without_singular_ends_has_no_profile) {
  for (const Boundary b : {Boundary::reflecting, Boundary::absorbing, Boundary::periodic}) {
    const Axis axis = test::uniform_axis(from, from + length, 7, b);
    BOOST_TEST(!axis.singular());
    for (int i = 0; i < 7; ++i) {
      BOOST_TEST(axis.weight(i) == axis.width(i));
      BOOST_TEST(axis.place(i) == axis.centers()[i]);
    }
    BOOST_TEST(axis.profile(0) == 1);
    BOOST_TEST(axis.profile_slope(0) == 0);
    for (const int face : {0, 7})
      BOOST_TEST(axis.density_vanishes(face) == (b == Boundary::absorbing));
    for (int face = 1; face < 7; ++face) BOOST_TEST(!axis.density_vanishes(face));
  }
}

BOOST_AUTO_TEST_CASE(singular_ends_change_distances_between_places_alone) {
  const SingularEnds ends{SingularEnd{-0.5}, std::nullopt};
  const Axis axis = test::singular_line(0, 2, 8, ends, Boundary::absorbing).axis(0);
  for (int face = 1; face < 8; ++face)
    BOOST_TEST(axis.spacing(face) == axis.place(face) - axis.place(face - 1));
  BOOST_TEST(axis.spacing(0) == 0.125);
  BOOST_TEST(!axis.density_vanishes(0));
  BOOST_TEST(axis.density_vanishes(8));
  BOOST_TEST(axis.locate(0.3) == 1);
  BOOST_TEST(axis.centers()[0] == 0.125);
}

BOOST_AUTO_TEST_CASE(coarse_meshes_keep_singular_ends_and_closed_ones_drop_those_that_absorb) {
  const SingularEnds ends{SingularEnd{-0.5}, SingularEnd{0.25, 0.6}};
  for (const Boundary b : {Boundary::reflecting, Boundary::absorbing}) {
    const Mesh mesh({test::singular_line(0, 2, 8, ends, b).axis(0), test::uniform_axis(0, 1, 4)});
    BOOST_TEST(mesh.singular());
    BOOST_TEST(mesh.weight({3, 2, 0}) == mesh.axis(0).weight(3) * 0.25);
    const Mesh coarse = coarsened(mesh, {2, 2, 1});
    BOOST_TEST_REQUIRE(coarse.singular());
    BOOST_TEST(coarse.axis(0).singular_ends()[0]->exponent == -0.5);
    BOOST_TEST(coarse.axis(0).singular_ends()[1]->tensor_exponent == 0.6);
    BOOST_TEST(coarse.axis(0).weight(0) == mesh.axis(0).weight(0) + mesh.axis(0).weight(1),
               tolerance(1e-10));
    BOOST_TEST(closed(mesh).singular() == (b == Boundary::reflecting));
    BOOST_TEST(!closed(mesh).absorbing());
  }
  BOOST_TEST(!test::box(2, 0, 1, 4).singular());
}

BOOST_AUTO_TEST_SUITE_END()
