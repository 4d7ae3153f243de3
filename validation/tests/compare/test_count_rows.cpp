// Counts of the same particles pass if few moved; counts of other particles are tested together.
#include <boost/test/unit_test.hpp>

#include "app/compare/compare_counts.hpp"

using namespace loschmidt::comparison;
using Result = ComparisonRow::Result;

namespace {

ComparedDataset differing(const std::vector<double>& p_values, double moved = 0.1) {
  ComparedDataset dataset{"/reverse/counts", {}};
  for (const double p : p_values)
    dataset.counts.push_back({"t = 1", false, moved, {.chi2 = 1, .dof = 1, .p_value = p}});
  return dataset;
}

Result result_of(const std::vector<ComparedDataset>& datasets, bool same_paths) {
  return count_rows(datasets, same_paths).at(0).result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rows_of_counts)

BOOST_AUTO_TEST_CASE(of_the_same_particles_one_in_ten_thousand_may_move) {
  BOOST_TEST((result_of({differing({0}, 1e-4)}, true) == Result::pass));
  BOOST_TEST((result_of({differing({1}, 1.1e-4)}, true) == Result::fail));
}

// Holm: the smallest of k p-values counts k times.
BOOST_AUTO_TEST_CASE(samples_are_tested_together) {
  BOOST_TEST((result_of({differing({6e-5})}, false) == Result::fail));
  BOOST_TEST((result_of({differing({6e-5, 0.5})}, false) == Result::pass));
  BOOST_TEST((result_of({differing({6e-5}), differing({0.5})}, false) == Result::pass));
  const auto row = count_rows({differing({0.01, 0.5, 0.7})}, false).at(0);
  BOOST_TEST(*row.value == 0.03, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(equal_counts_pass_and_count_for_nothing) {
  const ComparedDataset equal{"/forward/counts", {{"t = 0"}, {"t = 1"}}};
  BOOST_TEST((result_of({equal}, false) == Result::pass));
  BOOST_TEST((count_rows({equal, differing({6e-5})}, false).at(1).result == Result::fail));
}

BOOST_AUTO_TEST_CASE(missing_counts_fail_and_none_at_all_are_not_checked) {
  BOOST_TEST(
      (result_of({{"/forward/counts", {{"t = 0"}, {"t = 1", true}}}}, true) == Result::fail));
  BOOST_TEST((result_of({{"/forward/counts", {}}}, true) == Result::unchecked));
}

BOOST_AUTO_TEST_SUITE_END()
