#include "meshes/grading.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <stdexcept>

using namespace loschmidt::meshes;

namespace {

const double lower = -3.5;
const double upper = 9.25;
const ClusteredGrading clustered{{-2.0, 4.0}, 0.7, 12.0};

std::vector<Grading> smooth_gradings() {
  return {UniformGrading{}, SinhGrading{1.0, 4.0}, SinhGrading{20.0, 2.0}, clustered};
}

// Breaks on the even edges nearest to their places.
Breaks numbered(const std::vector<double>& places, const Grading& grading, int cells) {
  Breaks breaks{places, {}};
  for (const double x : places)
    breaks.edges.push_back(
        2 * static_cast<int>(std::lround(position_of(grading, lower, upper, cells, x) / 2)));
  return breaks;
}

// ∫ of the clustered grading's cell density over one cell, by Simpson's rule.
double wanted_cells(double from, double to) {
  const auto density = [](double x) {
    double sum = 1;
    for (const double c : clustered.centers)
      sum += clustered.strength * std::exp(-0.5 * std::pow((x - c) / clustered.width, 2));
    return sum;
  };
  const int pieces = 40;
  const double h = (to - from) / pieces;
  double sum = 0;
  for (int i = 0; i < pieces; ++i) {
    const double x = from + i * h;
    sum += h / 6 * (density(x) + 4 * density(x + h / 2) + density(x + h));
  }
  return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grading)

BOOST_AUTO_TEST_CASE(edges_ascend_from_exactly_lower_to_exactly_upper) {
  for (const auto& grading : smooth_gradings()) {
    const auto edges = make_edges(grading, lower, upper, 37);
    BOOST_TEST(edges.size() == 38);
    BOOST_TEST(edges.front() == lower);
    BOOST_TEST(edges.back() == upper);
    BOOST_TEST(
        (std::adjacent_find(edges.begin(), edges.end(), std::greater_equal<>()) == edges.end()));
  }
}

BOOST_AUTO_TEST_CASE(uniform_cells_are_equally_wide) {
  const auto edges = make_edges(UniformGrading{}, lower, upper, 64);
  for (int i = 0; i < 64; ++i)
    BOOST_TEST(edges[i + 1] - edges[i] == (upper - lower) / 64,
               boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(sinh_edges_are_equally_spaced_in_their_own_variable) {
  const SinhGrading grading{1.0, 4.0};
  const auto edges = make_edges(grading, lower, upper, 50);
  const double a = (upper - lower) / (2 * std::sinh(grading.strength));
  const auto xi = [&](double x) { return std::asinh((x - grading.center) / a); };
  const double step = (xi(upper) - xi(lower)) / 50;
  for (int i = 0; i < 50; ++i)
    BOOST_TEST(xi(edges[i + 1]) - xi(edges[i]) == step, boost::test_tools::tolerance(1e-11));
}

BOOST_AUTO_TEST_CASE(clustered_cells_hold_equal_shares_of_their_density) {
  const int cells = 90;
  const auto edges = make_edges(clustered, lower, upper, cells);
  double total = 0;
  for (int i = 0; i < cells; ++i) total += wanted_cells(edges[i], edges[i + 1]);
  for (int i = 0; i < cells; ++i)
    BOOST_TEST(wanted_cells(edges[i], edges[i + 1]) == total / cells,
               boost::test_tools::tolerance(1e-8));
}

BOOST_AUTO_TEST_CASE(explicit_edges_are_kept) {
  const std::vector<double> values{-1, 0, 0.125, 7};
  BOOST_TEST(make_edges(ExplicitEdges{values}, -1, 7, 3) == values);
}

BOOST_AUTO_TEST_CASE(refining_keeps_every_edge_to_the_bit_and_follows_the_same_map) {
  for (const auto& grading : smooth_gradings()) {
    const auto coarse = make_edges(grading, lower, upper, 31);
    const auto fine = refine_edges(grading, coarse);
    const auto same_map = make_edges(grading, lower, upper, 62);
    BOOST_TEST(fine.size() == 63);
    for (int i = 0; i <= 31; ++i) BOOST_TEST(fine[2 * i] == coarse[i]);
    for (int i = 0; i <= 62; ++i)
      BOOST_TEST(std::abs(fine[i] - same_map[i]) < 1e-13 * (upper - lower));
  }
}

BOOST_AUTO_TEST_CASE(refining_explicit_edges_halves_the_cells) {
  const std::vector<double> coarse{0, 1, 4};
  const std::vector<double> fine{0, 0.5, 1, 2.5, 4};
  BOOST_TEST(refine_edges(ExplicitEdges{coarse}, coarse) == fine);
}

BOOST_AUTO_TEST_CASE(breaks_are_edges_to_the_bit_of_all_refinements_and_of_half_the_cells) {
  for (const auto& grading : smooth_gradings()) {
    const Breaks breaks = numbered({-1.1, 0.3, 7.0}, grading, 60);
    auto edges = make_edges(grading, lower, upper, 60, breaks);
    BOOST_TEST(
        (std::adjacent_find(edges.begin(), edges.end(), std::greater_equal<>()) == edges.end()));
    for (int k = 0; k < 3; ++k) BOOST_TEST(edges[breaks.edges[k]] == breaks.places[k]);
    const auto fine = refine_edges(grading, edges, breaks);
    BOOST_TEST(fine.size() == 121);
    for (int i = 0; i <= 60; ++i) BOOST_TEST(fine[2 * i] == edges[i]);
    BOOST_TEST(
        (std::adjacent_find(fine.begin(), fine.end(), std::greater_equal<>()) == fine.end()));
  }
}

BOOST_AUTO_TEST_CASE(widths_change_smoothly_at_a_break) {
  // The numbering is shifted by at most one cell, over pieces of at least 0.29 of the axis: a cubic
  // shift changes the widths by up to 6/(0.29 n)² from cell to cell, a kink by about 1/(0.29 n).
  for (const int cells : {100, 200}) {
    const auto edges =
        make_edges(UniformGrading{}, lower, upper, cells, numbered({0.3}, UniformGrading{}, cells));
    for (int i = 1; i < cells; ++i) {
      const double ratio = (edges[i + 1] - edges[i]) / (edges[i] - edges[i - 1]);
      BOOST_TEST(std::abs(ratio - 1) < 6 / std::pow(0.29 * cells, 2));
    }
  }
}

BOOST_AUTO_TEST_CASE(an_edge_has_its_number_as_position) {
  std::vector<Grading> gradings = smooth_gradings();
  gradings.push_back(ExplicitEdges{make_edges(clustered, lower, upper, 37)});
  for (const auto& grading : gradings) {
    const auto edges = make_edges(grading, lower, upper, 37);
    for (int i = 0; i <= 37; ++i)
      BOOST_TEST(std::abs(position_of(grading, lower, upper, 37, edges[i]) - i) < 1e-9);
  }
}

BOOST_AUTO_TEST_CASE(parameters_without_ascending_edges_are_refused) {
  for (const Grading& grading :
       std::vector<Grading>{SinhGrading{0, 0}, SinhGrading{0, -1}, SinhGrading{0, std::nan("")},
                            ClusteredGrading{{0}, 0, 1}, ClusteredGrading{{0}, -1, 1},
                            ClusteredGrading{{0}, 1, -0.5}})
    BOOST_CHECK_THROW(make_edges(grading, lower, upper, 8), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
