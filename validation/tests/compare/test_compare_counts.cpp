// Counts of two runs are compared by the share that moved and by a test whether the laws differ.
#include "app/compare/compare_counts.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/compare/two_runs.hpp"

using namespace loschmidt;
using namespace loschmidt::comparison;
using boost::test_tools::tolerance;

namespace {

// Counts of the reverse ensemble, where so many particles are in the next cell at the last stop.
ComparedDataset dataset(std::uint64_t moved) {
  test::Edits edits;
  edits.counts = [&](std::string_view path, int snapshot, std::vector<std::uint64_t>& counts) {
    if (path != "/reverse/counts" || snapshot != 1) return;
    counts[6] -= moved;
    counts[7] += moved;
  };
  const test::TwoRuns runs(edits);
  return compare_counts(open_pair(runs.reference(), runs.computed()), "/reverse/counts");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compared_counts)

BOOST_AUTO_TEST_CASE(equal_counts_are_equal) {
  const ComparedDataset same = dataset(0);
  BOOST_TEST(same.counts.size() == 2u);
  BOOST_TEST(same.equal());
}

// 20 cells with 1000 particles each and 5 outside. With a and b in a cell χ² gets (a − b)²/(a + b).
BOOST_AUTO_TEST_CASE(what_moved_is_counted_once_and_tested) {
  const ComparedDataset other = dataset(100);
  BOOST_TEST(!other.equal());
  BOOST_TEST(other.counts[0].moved == 0);
  BOOST_TEST(other.counts[1].moved == 100.0 / 20005, tolerance(1e-12));
  BOOST_TEST(other.counts[1].samples.chi2 == 1e4 / 1900 + 1e4 / 2100, tolerance(1e-6));
  BOOST_TEST(other.counts[1].samples.p_value > 0.01);
  BOOST_TEST(dataset(300).counts[1].samples.p_value < 1e-9);
}

BOOST_AUTO_TEST_CASE(what_was_never_counted_is_missing) {
  test::Edits edits;
  edits.counts = [](std::string_view path, int, std::vector<std::uint64_t>& counts) {
    if (path == "/reverse/counts") counts[3] = ~std::uint64_t{0};
  };
  const test::TwoRuns runs(edits);
  const auto found =
      compare_counts(open_pair(runs.reference(), runs.computed()), "/reverse/counts");
  BOOST_TEST(found.counts.at(0).missing);
  BOOST_TEST(!found.equal());
}

BOOST_AUTO_TEST_CASE(datasets_of_counts_have_companions) {
  BOOST_TEST(is_counts("/forward/counts"));
  BOOST_TEST(is_counts("/reverse/joint_counts"));
  BOOST_TEST(!is_counts("/forward/density"));
  BOOST_TEST(!is_counts("/forward/outside"));
  BOOST_TEST(is_outside("/forward/outside"));
  BOOST_TEST(companion_of("/forward/counts") == "/forward/outside");
  BOOST_TEST(companion_of("/reverse/joint_counts") == "/reverse/joint_edges");
}

BOOST_AUTO_TEST_SUITE_END()
