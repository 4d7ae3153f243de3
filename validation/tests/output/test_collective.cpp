#include "parallel/collective.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::parallel;

BOOST_AUTO_TEST_SUITE(collective)

BOOST_AUTO_TEST_CASE(what_fails_on_one_rank_is_thrown_on_all_with_its_text) {
  int ranks = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  for (int bad = 0; bad < ranks; ++bad) {
    const auto fail = [&] {
      if (sample::rank() == bad) throw std::runtime_error("rank " + std::to_string(bad));
    };
    BOOST_CHECK_EXCEPTION(on_all(MPI_COMM_WORLD, fail), OutputError, [&](const OutputError& e) {
      return e.what() == "rank " + std::to_string(bad);
    });
  }
}

BOOST_AUTO_TEST_CASE(the_lowest_failing_rank_speaks) {
  const auto fail = [] { throw std::runtime_error(std::to_string(sample::rank())); };
  BOOST_CHECK_EXCEPTION(on_all(MPI_COMM_WORLD, fail), OutputError,
                        [](const OutputError& e) { return std::string(e.what()) == "0"; });
}

BOOST_AUTO_TEST_CASE(on_root_acts_on_rank_0_only) {
  int calls = 0;
  on_root(MPI_COMM_WORLD, [&] { ++calls; });
  BOOST_TEST(calls == (sample::rank() == 0 ? 1 : 0));
  BOOST_CHECK_THROW(on_root(MPI_COMM_WORLD, [] { throw std::runtime_error(""); }), OutputError);
}

BOOST_AUTO_TEST_CASE(text_of_rank_0_reaches_all) {
  BOOST_TEST(from_root(MPI_COMM_WORLD, "rank " + std::to_string(sample::rank())) == "rank 0");
}

BOOST_AUTO_TEST_SUITE_END()
