// What the weights at the nodes keep: moments up to the fifth, on uneven and periodic axes.
#include "sde/line_nodes.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "meshes/grading.hpp"
#include "validation/tests/laws.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using loschmidt::sde::LineNodes;
using loschmidt::test::uniform_axis;

BOOST_AUTO_TEST_SUITE(line_nodes)

BOOST_AUTO_TEST_CASE(moments_up_to_the_fifth_stay) {
  const Axis axis({0, 0.5, 0.7, 1.5, 2, 4}, Boundary::reflecting);
  const LineNodes nodes(axis, {.parts = 1});
  BOOST_TEST(nodes.size() == 10u);
  for (const double x : {0.0, 0.01, 0.6, 1.9, 3.99, nodes.position(4)}) {
    std::vector<double> weights(nodes.size(), 0.0);
    nodes.spread(x, 2, weights);
    for (int power = 0; power <= 5; ++power) {
      double sum = 0;
      for (std::size_t k = 0; k < weights.size(); ++k)
        sum += weights[k] * std::pow(nodes.position(k), power);
      BOOST_TEST(std::abs(sum - 2 * std::pow(x, power)) < 1e-10, power << " at " << x);
    }
  }
}

BOOST_AUTO_TEST_CASE(nodes_lie_in_their_cells_and_integrate_cubics) {
  const Axis axis({0, 1, 3}, Boundary::reflecting);
  const LineNodes nodes(axis, {.parts = 2});
  BOOST_TEST(nodes.size() == 8u);
  double sum = 0;
  for (std::size_t k = 4; k < 8; ++k) {
    BOOST_TEST((nodes.position(k) > 1 && nodes.position(k) < 3));
    sum += 0.5 * std::pow(nodes.position(k), 3);
  }
  BOOST_TEST(sum == 20, boost::test_tools::tolerance(1e-14));
}

// A Gaussian of variance 1 on groups of cells, on cells and on halves: order 4 in the intervals.
BOOST_AUTO_TEST_CASE(masses_of_cells_come_from_groups_and_from_parts) {
  const Axis axis = uniform_axis(-6, 6, 96, Boundary::reflecting);
  const Mesh mesh({axis});
  const auto expected = test::gaussian_masses(mesh, 0.2, 1);
  const auto error = [&](const loschmidt::sde::CellIntervals& intervals) {
    const LineNodes nodes(axis, intervals);
    std::vector<double> weights(nodes.size());
    const double length = 12.0 / 96 * intervals.cells / intervals.parts;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const double x = nodes.position(k) - 0.2;
      const double rest = 12 - static_cast<double>(k / 2) * length;  // the last group may be less
      weights[k] =
          0.5 * std::min(length, rest) * std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi);
    }
    return test::l1(nodes.masses(weights), expected);
  };
  BOOST_TEST(error({.cells = 4}) / error({.cells = 2}) > 10);
  BOOST_TEST(error({.cells = 2}) / error({.parts = 1}) > 10);
  BOOST_TEST(error({.parts = 1}) / error({.parts = 2}) > 10);
  BOOST_TEST(error({.cells = 5}) < error({.cells = 6}));  // 96 cells leave one in the last group
}

BOOST_AUTO_TEST_CASE(there_are_at_most_4096_nodes) {
  using loschmidt::sde::doubled;
  using loschmidt::sde::fine_intervals;
  for (const int cells : {3, 1024, 1025, 2048, 2049, 20000, 100000}) {
    const Axis axis = uniform_axis(0, 1, cells, Boundary::reflecting);
    const std::size_t fine = LineNodes(axis, fine_intervals(cells)).size();
    const std::size_t coarse = LineNodes(axis, doubled(fine_intervals(cells))).size();
    BOOST_TEST(fine <= 4096u);
    BOOST_TEST(fine >= std::min(4 * cells, 2000));
    BOOST_TEST((coarse == fine / 2 || coarse == fine / 2 + 1));
  }
}

BOOST_AUTO_TEST_CASE(uneven_cells_keep_the_mass) {
  for (const Boundary boundary : {Boundary::reflecting, Boundary::periodic}) {
    const Axis axis(meshes::make_edges(meshes::ClusteredGrading{{0.5}, 0.03, 100}, 0, 1, 41),
                    boundary);
    const LineNodes nodes(axis, {.parts = 2});
    for (const double x : {0.0, 0.02, 0.45, 0.5, 0.97}) {
      std::vector<double> weights(nodes.size(), 0.0);
      nodes.spread(x, 1, weights);
      BOOST_TEST(total(nodes.masses(weights)) == 1, boost::test_tools::tolerance(1e-12));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_periodic_axis_has_no_ends) {
  const Axis axis = uniform_axis(0, 1, 24, Boundary::periodic);
  const LineNodes nodes(axis, {.parts = 1});
  const auto wave = [](double x) { return std::sin(2 * std::numbers::pi * x + 0.3); };
  for (const double x : {0.0, 0.003, 0.5, 0.999}) {
    std::vector<double> weights(nodes.size(), 0.0);
    nodes.spread(x, 1, weights);
    double sum = 0;
    for (std::size_t k = 0; k < weights.size(); ++k) sum += weights[k] * wave(nodes.position(k));
    BOOST_TEST(std::abs(sum - wave(x)) < 1e-6);
  }
}

BOOST_AUTO_TEST_SUITE_END()
