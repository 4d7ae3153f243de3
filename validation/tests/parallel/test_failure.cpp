// Every exception has an exit code, and all ranks receive the failure of the lowest failing rank.
#include "parallel/failure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <new>
#include <stdexcept>
#include <system_error>

#include "parallel/input_error.hpp"
#include "parallel/output_error.hpp"
#include "parallel/shares.hpp"

using namespace loschmidt::parallel;

BOOST_AUTO_TEST_SUITE(failing_together)

BOOST_AUTO_TEST_CASE(exit_codes) {
  BOOST_TEST(exit_code(InputError("")) == 2);
  BOOST_TEST(exit_code(std::invalid_argument("")) == 2);
  BOOST_TEST(exit_code(std::runtime_error("")) == 3);
  BOOST_TEST(exit_code(std::out_of_range("")) == 3);
  BOOST_TEST(exit_code(OutputError("")) == 4);
  BOOST_TEST(exit_code(std::bad_alloc()) == 4);
  BOOST_TEST(exit_code(std::length_error("")) == 4);
  BOOST_TEST(exit_code(std::system_error(std::make_error_code(std::errc::io_error))) == 4);
  BOOST_TEST(exit_code(Failure(75, "")) == 75);
}

BOOST_AUTO_TEST_CASE(the_lowest_failing_rank_is_heard_on_all) {
  const int lowest = std::min(1, ranks_in(MPI_COMM_WORLD) - 1);
  const int rank = rank_in(MPI_COMM_WORLD);
  const auto fail = [&] {
    if (rank >= lowest) throw InputError(fmt::format("said by rank {}", rank));
  };
  try {
    agree(MPI_COMM_WORLD, fail);
    BOOST_ERROR("nothing was thrown");
  } catch (const Failure& failure) {
    BOOST_TEST(failure.code() == 2);
    BOOST_TEST(failure.what() == fmt::format("said by rank {}", lowest));
  }
}

BOOST_AUTO_TEST_SUITE_END()
