// What the weights at the nodes keep: moments up to the fifth, on uneven and periodic axes.
#include "sde/line_nodes.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "validation/tests/processes.hpp"

using namespace loschmidt::meshes;
using loschmidt::sde::LineNodes;
using loschmidt::test::uniform_axis;

BOOST_AUTO_TEST_SUITE(line_nodes)

BOOST_AUTO_TEST_CASE(moments_up_to_the_fifth_stay) {
  const Axis axis({0, 0.5, 0.7, 1.5, 2, 4}, Boundary::reflecting);
  const LineNodes nodes(axis, 1);
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
  const LineNodes nodes(axis, 2);
  BOOST_TEST(nodes.per_cell() == 4);
  double sum = 0;
  for (std::size_t k = 4; k < 8; ++k) {
    BOOST_TEST((nodes.position(k) > 1 && nodes.position(k) < 3));
    sum += 0.5 * std::pow(nodes.position(k), 3);
  }
  BOOST_TEST(sum == 20, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_periodic_axis_has_no_ends) {
  const Axis axis = uniform_axis(0, 1, 24, Boundary::periodic);
  const LineNodes nodes(axis, 1);
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
