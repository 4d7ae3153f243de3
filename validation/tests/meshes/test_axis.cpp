#include "meshes/axis.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

using namespace loschmidt::meshes;

namespace {

// Widths that grow by a third each: the first guess of locate() is wrong almost everywhere.
Axis strongly_graded(Boundary boundary = Boundary::reflecting) {
  std::vector<double> edges{-1.0};
  for (int i = 0; i < 40; ++i) edges.push_back(edges.back() + 1e-3 * std::pow(4.0 / 3.0, i));
  return Axis(std::move(edges), boundary);
}

// Widths of a seventh have no exact number: x times buckets per length rounds across edges.
Axis sevenths() {
  std::vector<double> edges;
  for (int i = 0; i <= 200; ++i) edges.push_back(-3 + i / 7.0);
  return Axis(std::move(edges), Boundary::reflecting);
}

int cell_by_definition(const Axis& axis, double x) {
  for (int i = 0; i < axis.cells(); ++i)
    if (axis.edges()[i] <= x && x < axis.edges()[i + 1]) return i;
  return x == axis.upper() ? axis.cells() - 1 : -1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(axis)

BOOST_AUTO_TEST_CASE(breaks_that_are_inner_edges_are_kept) {
  const std::vector<double> places{-1, 0, 0.5, 2, 3};
  const Axis axis({-1, 0, 2, 3}, Boundary::reflecting, places);
  const std::vector<double> kept{0, 2};
  BOOST_TEST(std::ranges::equal(axis.breaks(), kept));
}

BOOST_AUTO_TEST_CASE(widths_fill_the_length_and_centres_halve_the_cells) {
  const Axis axis = strongly_graded();
  double sum = 0;
  for (int i = 0; i < axis.cells(); ++i) {
    sum += axis.width(i);
    BOOST_TEST(axis.centers()[i] - axis.edges()[i] == 0.5 * axis.width(i),
               boost::test_tools::tolerance(1e-11));
  }
  BOOST_TEST(sum == axis.length(), boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(locate_follows_the_half_open_definition) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const Axis& axis : {strongly_graded(), sevenths(), Axis({0, 1, 2, 3}, Boundary::periodic),
                           Axis({0, 1e-9, 5}, Boundary::reflecting)}) {
    for (const double edge : axis.edges())
      for (const double x : {std::nextafter(edge, -infinity), edge, std::nextafter(edge, infinity)})
        BOOST_TEST(axis.locate(x) == cell_by_definition(axis, x));
    for (int i = 0; i < axis.cells(); ++i) BOOST_TEST(axis.locate(axis.centers()[i]) == i);
  }
}

BOOST_AUTO_TEST_CASE(locate_finds_nothing_outside) {
  const Axis axis = strongly_graded();
  BOOST_TEST(axis.locate(axis.upper()) == axis.cells() - 1);
  BOOST_TEST(axis.locate(axis.lower() - 1) == -1);
  BOOST_TEST(axis.locate(axis.upper() + 1) == -1);
  BOOST_TEST(axis.locate(std::nan("")) == -1);
  BOOST_TEST(axis.locate(std::numeric_limits<double>::infinity()) == -1);
}

BOOST_AUTO_TEST_CASE(spacing_is_the_distance_between_neighbouring_centres) {
  const Axis axis = strongly_graded();
  for (int face = 1; face < axis.cells(); ++face)
    BOOST_TEST(axis.spacing(face) == axis.centers()[face] - axis.centers()[face - 1],
               boost::test_tools::tolerance(1e-11));
  BOOST_TEST(axis.spacing(0) == axis.width(0));
  BOOST_TEST(axis.spacing(axis.cells()) == axis.width(axis.cells() - 1));
}

BOOST_AUTO_TEST_CASE(spacings_of_a_periodic_axis_go_once_round) {
  const Axis axis = strongly_graded(Boundary::periodic);
  BOOST_TEST(axis.spacing(0) == axis.spacing(axis.cells()));
  double sum = 0;
  for (int face = 0; face < axis.cells(); ++face) sum += axis.spacing(face);
  BOOST_TEST(sum == axis.length(), boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(an_absorbing_end_is_half_a_cell_away) {
  const Axis axis = strongly_graded(Boundary::absorbing);
  const int n = axis.cells();
  BOOST_TEST(axis.spacing(0) == axis.centers()[0] - axis.lower(),
             boost::test_tools::tolerance(1e-11));
  BOOST_TEST(axis.spacing(n) == axis.upper() - axis.centers()[n - 1],
             boost::test_tools::tolerance(1e-11));
  BOOST_TEST(axis.spacing(1) == strongly_graded().spacing(1));
}

BOOST_AUTO_TEST_CASE(only_the_ends_of_a_reflecting_axis_are_closed) {
  for (const auto boundary : {Boundary::reflecting, Boundary::periodic, Boundary::absorbing}) {
    const Axis axis({0, 1, 2}, boundary);
    BOOST_TEST(axis.open(0) == (boundary != Boundary::reflecting));
    BOOST_TEST(axis.open(1));
    BOOST_TEST(axis.open(2) == (boundary != Boundary::reflecting));
    BOOST_TEST(axis.periodic() == (boundary == Boundary::periodic));
    BOOST_TEST(axis.absorbing() == (boundary == Boundary::absorbing));
  }
}

BOOST_AUTO_TEST_CASE(names_are_those_of_the_case_file) {
  BOOST_TEST(name(Boundary::reflecting) == "reflecting");
  BOOST_TEST(name(Boundary::periodic) == "periodic");
  BOOST_TEST(name(Boundary::absorbing) == "absorbing");
}

BOOST_AUTO_TEST_CASE(edges_that_make_no_axis_are_refused) {
  const std::vector<std::vector<double>> refused{{},
                                                 {1.0},
                                                 {0, 1, 1},
                                                 {0, 2, 1},
                                                 {0, std::nan(""), 1},
                                                 {0, std::numeric_limits<double>::infinity()}};
  for (const auto& edges : refused)
    BOOST_CHECK_THROW(Axis(edges, Boundary::reflecting), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
