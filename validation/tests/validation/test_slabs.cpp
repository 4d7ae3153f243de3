#include <boost/test/unit_test.hpp>

#include <numeric>

#include "validation/slabs.hpp"

using namespace loschmidt::meshes;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

Axis unit_axis(int cells) {
  std::vector<double> edges;
  for (int i = 0; i <= cells; ++i) edges.push_back(double(i) / cells);
  return Axis(edges, Boundary::reflecting);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(slabs)

BOOST_AUTO_TEST_CASE(slabs_share_the_mass_and_end_at_every_second_edge) {
  const Mesh mesh({unit_axis(256)});
  std::vector<double> mass;
  for (int i = 0; i < 256; ++i) mass.push_back((i + 0.5) / (128.0 * 256));  // density 2x
  const Slabs found = choose_slabs(mesh, mass);
  BOOST_TEST(found.count() == 32);
  const Mesh half = coarsened(mesh, {2, 2, 2});
  for (const double edge : found.edges[0])
    BOOST_TEST((edge * 128 == static_cast<int>(edge * 128)), edge);  // an edge of `half`
  const auto sums = SlabsOfCells(found, mesh).sum(mass);
  for (const double share : sums) BOOST_TEST(std::abs(share - 1.0 / 32) < 4.0 / 256);
  BOOST_TEST(std::accumulate(sums.begin(), sums.end(), 0.0) == 1, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_law_in_few_cells_has_few_slabs) {
  const Mesh mesh({unit_axis(7)});
  const std::vector<double> mass{0, 0, 0, 1, 0, 0, 0};
  const Slabs found = choose_slabs(mesh, mass);
  BOOST_TEST(found.count() >= 1);
  BOOST_TEST(found.count() <= 4);
  BOOST_TEST(found.edges[0].front() == 0);
  BOOST_TEST(found.edges[0].back() == 1);
}

BOOST_AUTO_TEST_CASE(slabs_of_several_axes_stand_in_a_row) {
  const Mesh mesh({unit_axis(8), unit_axis(4)});
  const std::vector<double> mass(32, 1.0 / 32);
  const Slabs found = choose_slabs(mesh, mass);
  BOOST_TEST(found.on_axis(0) == 4);
  BOOST_TEST(found.on_axis(1) == 2);
  BOOST_TEST(found.first(1) == 4);
  const SlabsOfCells places(found, mesh);
  const auto sums = places.sum(mass);
  BOOST_TEST(sums.size() == 6U);
  BOOST_TEST(sums[0] == 0.25);
  BOOST_TEST(sums[5] == 0.5);
  // What is within a slab of y is summed there, and spread over all slabs of x.
  const auto upper = places.sum(places.within(5, mass));
  BOOST_TEST(upper[4] == 0);
  BOOST_TEST(upper[5] == 0.5);
  BOOST_TEST(upper[3] == 0.125);
}

BOOST_AUTO_TEST_CASE(blocks_of_a_joint_table_are_normalised_one_by_one) {
  const Slabs two{{{0, 1, 2}, {0, 1}}};
  JointTable table(3);
  for (std::size_t n = 0; n < 9; ++n) table.values[n] = static_cast<double>(n + 1);
  normalise(two, table);
  const auto xx = table.block(two, 0, 0);
  BOOST_TEST(xx == (std::vector{1 / 12.0, 2 / 12.0, 4 / 12.0, 5 / 12.0}),
             boost::test_tools::per_element());
  BOOST_TEST(table.block(two, 1, 0)[1] == 8 / 15.0);  // row of y, second slab of x
  BOOST_TEST(table.at(2, 2) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
