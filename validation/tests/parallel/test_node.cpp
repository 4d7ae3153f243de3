#include <boost/test/unit_test.hpp>
#include <numeric>
#include <vector>

#include "parallel/node.hpp"
#include "parallel/shares.hpp"

using namespace loschmidt::parallel;

BOOST_AUTO_TEST_SUITE(node)

BOOST_AUTO_TEST_CASE(parts_are_consecutive_and_differ_by_one_at_most) {
  for (const int ranks : {1, 2, 3, 4, 7})
    for (const std::size_t size : {0, 1, 5, 12, 13}) {
      std::size_t end = 0;
      for (int rank = 0; rank < ranks; ++rank) {
        const Share part = share_of(size, rank, ranks);
        BOOST_TEST(part.begin == end);
        BOOST_TEST(part.size() <= share_of(size, 0, ranks).size());
        BOOST_TEST(part.size() + 1 >= share_of(size, 0, ranks).size());
        end = part.end;
      }
      BOOST_TEST(end == size);
    }
}

BOOST_AUTO_TEST_CASE(ranks_of_one_machine_read_what_any_of_them_wrote) {
  const SharedMemoryGroup node(MPI_COMM_WORLD);
  BOOST_TEST(ranks_in(node.here()) == ranks_in(MPI_COMM_WORLD));
  const std::size_t size = 100000;
  const auto values = node.array(size);
  BOOST_TEST(std::accumulate(values.get(), values.get() + size, 0.0) == 0.0);
  node.barrier();
  const Share own = own_share(node.here(), size);
  for (std::size_t i = own.begin; i < own.end; ++i) values[i] = 1.0 + rank_in(node.here());
  node.barrier();
  for (int rank = 0; rank < ranks_in(node.here()); ++rank) {
    const Share part = share_of(size, rank, ranks_in(node.here()));
    BOOST_TEST(values[part.begin] == 1.0 + rank);
    BOOST_TEST(values[part.end - 1] == 1.0 + rank);
  }
}

BOOST_AUTO_TEST_CASE(an_array_outlives_the_ranks_that_let_it_go) {
  const SharedMemoryGroup node(MPI_COMM_WORLD);
  auto values = node.array(1000);
  if (rank_in(node.here()) == 0) values[999] = 7;
  node.barrier();
  if (rank_in(node.here()) == 0) values.reset();
  node.barrier();
  if (values != nullptr) BOOST_TEST(values[999] == 7.0);
}

BOOST_AUTO_TEST_CASE(nodes_complete_their_arrays_from_one_another) {
  for (const int nodes : {1, 2, 3, 4}) {
    MPI_Comm here = MPI_COMM_NULL;
    MPI_Comm_split(MPI_COMM_WORLD, rank_in(MPI_COMM_WORLD) % nodes, 0, &here);
    const SharedMemoryGroup node(MPI_COMM_WORLD, here);
    BOOST_TEST(ranks_in(node.here()) == ranks_in(here));
    MPI_Comm_free(&here);
    const std::size_t size = 1001;
    const auto values = node.array(size);
    const Share own = own_share(node.all(), size);
    for (std::size_t i = own.begin; i < own.end; ++i) values[i] = static_cast<double>(i);
    node.all_gather({values.get(), size});
    std::vector<double> expected(size);
    std::iota(expected.begin(), expected.end(), 0.0);
    BOOST_TEST(std::vector<double>(values.get(), values.get() + size) == expected,
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(more_memory_than_there_can_be_fails_on_all) {
  const SharedMemoryGroup node(MPI_COMM_WORLD);
  if (ranks_in(node.here()) > 1)
    BOOST_CHECK_THROW(node.array(std::size_t{1} << 60), std::bad_alloc);
}

BOOST_AUTO_TEST_SUITE_END()
