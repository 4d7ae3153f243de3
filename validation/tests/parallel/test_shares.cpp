// Arrays put together from the shares of all ranks, and where the shares lie.
#include "parallel/shares.hpp"

#include <boost/test/unit_test.hpp>
#include <limits>
#include <numeric>

using namespace loschmidt::parallel;

namespace {

int sum_over_ranks(int own) {
  MPI_Allreduce(MPI_IN_PLACE, &own, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
  return own;
}

std::vector<double> counted(std::size_t size) {
  std::vector<double> whole(size);
  std::iota(whole.begin(), whole.end(), 0.5);
  return whole;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shares)

BOOST_AUTO_TEST_CASE(there_is_one_root) {
  BOOST_TEST(sum_over_ranks(is_root(MPI_COMM_WORLD) ? 1 : 0) == 1);
  BOOST_TEST(is_root(MPI_COMM_SELF));
  BOOST_TEST(ranks_in(MPI_COMM_SELF) == 1);
  BOOST_TEST(sum_over_ranks(rank_in(MPI_COMM_WORLD)) ==
             ranks_in(MPI_COMM_WORLD) * (ranks_in(MPI_COMM_WORLD) - 1) / 2);
}

BOOST_AUTO_TEST_CASE(the_own_share_is_that_of_the_own_rank) {
  for (const std::size_t size : {0, 3, 17}) {
    const Share own = own_share(MPI_COMM_WORLD, size);
    BOOST_TEST((own == share_of(size, rank_in(MPI_COMM_WORLD), ranks_in(MPI_COMM_WORLD))));
    BOOST_TEST(sum_over_ranks(static_cast<int>(own.size())) == static_cast<int>(size));
    BOOST_TEST((own_share(MPI_COMM_SELF, size) == Share{0, size}));
  }
}

// Sizes beyond what 32 bits hold, among many ranks.
BOOST_AUTO_TEST_CASE(shares_of_large_arrays_follow_one_another) {
  const std::size_t size = (std::size_t{1} << 40) + 12345;
  constexpr int ranks = 1000;
  std::size_t end = 0;
  for (int rank = 0; rank < ranks; ++rank) {
    const Share part = share_of(size, rank, ranks);
    BOOST_TEST_REQUIRE(part.begin == end);
    BOOST_TEST_REQUIRE((part.size() == size / ranks || part.size() == size / ranks + 1));
    end = part.end;
  }
  BOOST_TEST(end == size);
}

// Also fewer values than ranks, and none.
BOOST_AUTO_TEST_CASE(a_whole_is_gathered_from_its_parts) {
  for (const std::size_t size : {0, 1, 2, 3, 5, 100}) {
    const auto whole = counted(size);
    const Share own = own_share(MPI_COMM_WORLD, size);
    const std::vector<double> part(whole.begin() + static_cast<std::ptrdiff_t>(own.begin),
                                   whole.begin() + static_cast<std::ptrdiff_t>(own.end));
    BOOST_TEST(all_gather(MPI_COMM_WORLD, part, size) == whole, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(what_a_rank_holds_of_others_shares_is_replaced) {
  constexpr std::size_t size = 11;
  const auto expected = counted(size);
  std::vector<double> whole(size, std::numeric_limits<double>::quiet_NaN());
  const Share own = own_share(MPI_COMM_WORLD, size);
  for (std::size_t i = own.begin; i < own.end; ++i) whole[i] = expected[i];
  all_gather(MPI_COMM_WORLD, whole);
  BOOST_TEST(whole == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
