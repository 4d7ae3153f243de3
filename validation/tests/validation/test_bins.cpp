#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "meshes/block.hpp"
#include "validation/bins.hpp"

using namespace loschmidt::meshes;
using namespace loschmidt::validation;

namespace {

/// Two Gaussian hills whose tails reach far below one particle per cell.
std::vector<double> hills(const std::array<int, 3>& extents) {
  std::vector<double> mass;
  for_each(Block{{0, 0, 0}, extents}, [&](const Index& i) {
    double left = 0, right = 0;
    for (int a = 0; a < 3; ++a) {
      const double x = (i[a] + 0.5) / extents[a];
      left += std::pow((x - 0.3) / 0.07, 2);
      right += std::pow((x - 0.6) / 0.1, 2);
    }
    mass.push_back(std::exp(-0.5 * left) + std::exp(-0.5 * right));
  });
  const double sum = std::accumulate(mass.begin(), mass.end(), 0.0);
  for (double& m : mass) m /= sum;
  return mass;
}

/// Is every bin a full index box, and how many are there?
void check_boxes(const Bins& bins, const std::array<int, 3>& extents) {
  std::vector<Block> box(bins.size(), Block{extents, {0, 0, 0}});
  std::vector<std::size_t> cells(bins.size(), 0);
  std::size_t cell = 0;
  for_each(Block{{0, 0, 0}, extents}, [&](const Index& i) {
    const auto b = bins.of_cell[cell++];
    ++cells[b];
    for (int a = 0; a < 3; ++a) {
      box[b].begin[a] = std::min(box[b].begin[a], i[a]);
      box[b].end[a] = std::max(box[b].end[a], i[a] + 1);
    }
  });
  for (std::size_t b = 0; b < bins.size(); ++b) BOOST_TEST(box[b].size() == cells[b]);
}

void check_probabilities(const Bins& bins, const std::vector<double>& mass, double least) {
  const auto sums = sum_by_bin(bins, std::span<const double>(mass));
  BOOST_TEST_REQUIRE(sums.size() == bins.size());
  for (std::size_t b = 0; b < bins.size(); ++b) {
    BOOST_TEST(sums[b] == bins.probability[b], boost::test_tools::tolerance(1e-12));
    BOOST_TEST(bins.probability[b] >= least);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bins)

BOOST_AUTO_TEST_CASE(a_line_is_cut_into_neighbours_that_expect_25) {
  const std::array<int, 3> extents{301, 1, 1};
  const auto mass = hills(extents);
  for (const std::uint64_t particles : {1000ull, 100000ull, 10000000ull}) {
    const Bins bins = merge_cells(mass, extents, 1, particles);
    check_boxes(bins, extents);
    check_probabilities(bins, mass, 25.0 / static_cast<double>(particles));
    BOOST_TEST(std::ranges::is_sorted(bins.of_cell));
    BOOST_TEST(bins.of_cell.back() + 1 == bins.size());
  }
}

BOOST_AUTO_TEST_CASE(a_line_uses_as_many_bins_as_it_can) {
  const std::vector<double> mass(40, 1.0 / 40);
  BOOST_TEST(merge_cells(mass, {40, 1, 1}, 1, 1000).size() == 40);
  BOOST_TEST(merge_cells(mass, {40, 1, 1}, 1, 999).size() == 20);
}

BOOST_AUTO_TEST_CASE(too_few_particles_leave_one_bin_with_everything) {
  const std::vector<double> mass(40, 1.0 / 40);
  for (const int dimension : {1, 2}) {
    const Bins bins = merge_cells(mass, {8, 5, 1}, dimension, 20);
    BOOST_TEST_REQUIRE(bins.size() == 1);
    BOOST_TEST(bins.probability[0] == 1, boost::test_tools::tolerance(1e-14));
  }
}

BOOST_AUTO_TEST_CASE(planes_and_boxes_are_cut_into_boxes_that_expect_100) {
  for (const auto& extents : {std::array{60, 41, 1}, std::array{23, 18, 15}}) {
    const auto mass = hills(extents);
    const Bins bins = merge_cells(mass, extents, extents[2] > 1 ? 3 : 2, 100000);
    check_boxes(bins, extents);
    check_probabilities(bins, mass, 100.0 / 100000);
    // Halving the mass each time leaves at most a factor of a few to the bound.
    BOOST_TEST(bins.size() > 200);
  }
}

BOOST_AUTO_TEST_CASE(blocks_stay_at_or_below_4096) {
  const std::array<int, 3> extents{200, 200, 1};
  const std::vector<double> mass(40000, 1.0 / 40000);
  const Bins bins = merge_cells(mass, extents, 2, 1000000000);
  BOOST_TEST(bins.size() <= 4096);
  BOOST_TEST(bins.size() > 2000);
}

BOOST_AUTO_TEST_CASE(a_flat_density_is_cut_into_compact_blocks) {
  const std::vector<double> mass(4096, 1.0 / 4096);
  const Bins bins = merge_cells(mass, {64, 64, 1}, 2, 6400);
  BOOST_TEST_REQUIRE(bins.size() == 64);
  // 8 × 8 cells each: neighbours within a block share their bin.
  BOOST_TEST(bins.of_cell[0] == bins.of_cell[7 + 64 * 7]);
  BOOST_TEST(bins.of_cell[0] != bins.of_cell[8]);
  BOOST_TEST(bins.of_cell[0] != bins.of_cell[64 * 8]);
}

BOOST_AUTO_TEST_CASE(sums_keep_every_particle) {
  const std::array<int, 3> extents{30, 20, 1};
  const Bins bins = merge_cells(hills(extents), extents, 2, 10000);
  std::vector<std::uint64_t> counts(600);
  std::iota(counts.begin(), counts.end(), 1);
  const auto sums = sum_by_bin(bins, std::span<const std::uint64_t>(counts));
  BOOST_TEST(std::accumulate(sums.begin(), sums.end(), std::uint64_t{0}) == 600u * 601u / 2);
}

BOOST_AUTO_TEST_CASE(sizes_that_do_not_fit_are_refused) {
  const std::vector<double> mass(10, 0.1);
  BOOST_CHECK_THROW(merge_cells(mass, {11, 1, 1}, 1, 100), std::invalid_argument);
  BOOST_CHECK_THROW(merge_cells({}, {0, 1, 1}, 1, 100), std::invalid_argument);
  const Bins bins = merge_cells(mass, {10, 1, 1}, 1, 100);
  const std::vector<double> longer(11, 0.1);
  BOOST_CHECK_THROW(sum_by_bin(bins, std::span<const double>(longer)), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(what_is_in_no_cell_gets_a_bin_where_it_expects_enough) {
  const std::vector<double> mass(40, 0.9 / 40);
  for (const int dimension : {1, 2}) {
    const std::array<int, 3> extents{dimension == 1 ? 40 : 8, dimension == 1 ? 1 : 5, 1};
    const Bins with = merge_cells(mass, extents, dimension, 2000, 0.1);
    const Bins without = merge_cells(mass, extents, dimension, 2000, 0.01);
    BOOST_TEST(with.outside);
    BOOST_TEST(!without.outside);
    BOOST_TEST(with.size() == without.size() + 1);
    BOOST_TEST(with.probability.back() == 0.1);
    Histogram histogram(40);
    histogram.counts.assign(40, 3);
    histogram.outside = 7;
    BOOST_TEST(sum_by_bin(with, histogram).back() == 7u);
    std::uint64_t inside = 0;
    for (const auto n : sum_by_bin(without, histogram)) inside += n;
    BOOST_TEST(inside == 120u);
  }
  // With hardly anything inside there is nothing to compare, whatever is outside.
  BOOST_TEST(merge_cells(std::vector<double>(4, 1e-3), {4, 1, 1}, 1, 2000, 0.996).size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
