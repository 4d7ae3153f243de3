// Every value is computed once, by one rank, and known to all; what fails on one rank fails on all.
#include "solver/compute_in_shares.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "setups.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::solver;

namespace {

double value(std::size_t i) {
  return std::sin(0.1 + static_cast<double>(i));
}

int sum_over_ranks(int own) {
  MPI_Allreduce(MPI_IN_PLACE, &own, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
  return own;
}

struct Enough : std::runtime_error {
  Enough() : std::runtime_error("enough") {}
};

std::vector<double> twenty_times() {
  std::vector<double> times(20);
  std::iota(times.begin(), times.end(), 0.0);
  return times;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(computing_in_shares)

BOOST_AUTO_TEST_CASE(all_ranks_know_what_each_computed_once) {
  for (const std::size_t size : {0, 1, 2, 5, 1000}) {
    std::vector<int> computed(size, 0);
    const auto whole = compute_in_shares(MPI_COMM_WORLD, size, [&](auto first, auto last) {
      std::vector<double> part;
      for (std::size_t i = first; i < last; ++i) {
        ++computed[i];
        part.push_back(value(i));
      }
      return part;
    });
    BOOST_TEST_REQUIRE(whole.size() == size);
    MPI_Allreduce(MPI_IN_PLACE, computed.data(), static_cast<int>(size), MPI_INT, MPI_SUM,
                  MPI_COMM_WORLD);
    for (std::size_t i = 0; i < size; ++i) {
      BOOST_TEST(whole[i] == value(i));
      BOOST_TEST(computed[i] == 1);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_fails_in_one_share_fails_everywhere) {
  const int last = ranks_in(MPI_COMM_WORLD) - 1;
  const auto compute = [&](std::size_t first, std::size_t end) {
    if (rank_in(MPI_COMM_WORLD) == last) throw std::invalid_argument("the last share");
    return std::vector<double>(end - first);
  };
  BOOST_CHECK_EXCEPTION(
      compute_in_shares(MPI_COMM_WORLD, 100, compute), Failure, [](const Failure& e) {
        return e.code() == input_error && std::string(e.what()) == "the last share";
      });
}

BOOST_AUTO_TEST_CASE(every_time_is_looked_at_once_and_in_order) {
  const auto times = twenty_times();
  // Few points, so that many times are looked at between two pauses, and so many that each time is
  // alone.
  for (const std::size_t points : {std::size_t{1}, std::size_t{100000}, std::size_t{1} << 30}) {
    std::vector<double> seen;
    Pauses pauses(MPI_COMM_WORLD, [] {});
    look_at_times(MPI_COMM_WORLD, &pauses, points, times, [&](double t) { seen.push_back(t); });
    BOOST_TEST(seen == times, boost::test_tools::per_element());
    look_at_times(MPI_COMM_WORLD, nullptr, points, times, [&](double t) { seen.push_back(t); });
    BOOST_TEST(seen.size() == 40U);
  }
}

BOOST_AUTO_TEST_CASE(a_look_that_fails_on_one_rank_ends_all_at_the_same_time) {
  const auto times = twenty_times();
  int looks = 0;
  const auto look = [&](double t) {
    ++looks;
    if (rank_in(MPI_COMM_WORLD) == 0 && t == 3) throw std::runtime_error("not at three");
  };
  BOOST_CHECK_THROW(look_at_times(MPI_COMM_WORLD, nullptr, std::size_t{1} << 30, times, look),
                    Failure);
  BOOST_TEST(looks == 4);
}

BOOST_AUTO_TEST_CASE(a_run_can_be_stopped_between_two_times) {
  const auto times = twenty_times();
  int looks = 0;
  Pauses pauses(MPI_COMM_WORLD, [] { throw Enough(); });
  BOOST_CHECK_THROW(
      look_at_times(MPI_COMM_WORLD, &pauses, std::size_t{1} << 40, times, [&](double) { ++looks; }),
      Enough);
  BOOST_TEST(looks == 1);
}

BOOST_AUTO_TEST_CASE(slabs_of_a_grid_are_its_points_in_their_order) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const PointGrid grid = cell_centers(mesh, mesh.all_cells());
    const int slow = mesh.dimension() - 1;
    std::vector<Point> joined;
    for (int rank = 0; rank < 5; ++rank) {
      const PointGrid slab = slab_of(grid, share_of(grid.coordinates[slow].size(), rank, 5));
      BOOST_TEST(slab.dimension == grid.dimension);
      BOOST_TEST((slab.lower == grid.lower && slab.upper == grid.upper));
      for_each(slab.shape(), [&](const Index& i) {
        BOOST_TEST((slab.widths(i) == grid.widths(grid.shape().index(joined.size()))));
        joined.push_back(slab.point(i));
      });
    }
    BOOST_TEST_REQUIRE(joined.size() == grid.size());
    for (std::size_t n = 0; n < joined.size(); ++n)
      BOOST_TEST((joined[n] == grid.point(grid.shape().index(n))));
  }
}

// What ranks compute on their slabs can be gathered as shares of planes.
BOOST_AUTO_TEST_CASE(the_slabs_of_all_ranks_make_the_grid) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const PointGrid grid = cell_centers(mesh, mesh.all_cells());
    const PointGrid own = own_slab(MPI_COMM_WORLD, grid);
    const Share planes = own_planes(MPI_COMM_WORLD, grid);
    BOOST_TEST(own.coordinates[mesh.dimension() - 1].size() == planes.size());
    BOOST_TEST(sum_over_ranks(static_cast<int>(own.size())) == static_cast<int>(grid.size()));
    const auto found = all_gather(MPI_COMM_WORLD, own.coordinates[mesh.dimension() - 1],
                                  grid.coordinates[mesh.dimension() - 1].size());
    BOOST_TEST(found == grid.coordinates[mesh.dimension() - 1], boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_SUITE_END()
