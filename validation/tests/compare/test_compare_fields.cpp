// Differences of a dataset are measured in two norms, each with its own limit.
#include "app/compare/compare_fields.hpp"

#include <boost/test/unit_test.hpp>
#include <limits>

#include "validation/tests/compare/two_runs.hpp"

using namespace loschmidt;
using namespace loschmidt::comparison;
using namespace loschmidt::meshes;
using boost::test_tools::tolerance;
using Result = ComparisonRow::Result;

namespace {

constexpr std::string_view density = "/forward/density";

// The rows of the density, one value of which is another at the third snapshot.
ComparisonRows rows_with(double change, Tolerance allowed) {
  test::Edits edits;
  edits.reals = [&](std::string_view path, int snapshot, std::vector<double>& values) {
    if (path == density && snapshot == 2) values[7] += change;
  };
  const test::TwoRuns runs(edits);
  const RunPair pair = open_pair(runs.reference(), runs.computed());
  return compare_field(pair, std::string(density), allowed);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compared_fields)

BOOST_AUTO_TEST_CASE(equal_values_pass_without_any_tolerance) {
  const auto rows = rows_with(0, {0, 0});
  BOOST_TEST_REQUIRE(rows.size() == 2u);
  for (const ComparisonRow& row : rows) {
    BOOST_TEST((row.result == Result::pass));
    BOOST_TEST(*row.value == 0);
    BOOST_TEST(!row.worst.has_value());
  }
}

BOOST_AUTO_TEST_CASE(one_changed_value_is_found_with_its_place) {
  const auto rows = rows_with(0.25, {0, 0.1});
  BOOST_TEST(rows[0].measure == "max");
  BOOST_TEST(*rows[0].value == 0.25, tolerance(1e-14));
  BOOST_TEST((rows[0].result == Result::fail));
  BOOST_TEST(rows[0].worst->place.find("t = 0.3, x = ") == 0u);
  BOOST_TEST(rows[0].worst->computed - rows[0].worst->reference == 0.25, tolerance(1e-12));
  BOOST_TEST(rows[1].measure == "L1");
  const Mesh mesh = sample::mesh({5, 4});
  BOOST_TEST(*rows[1].value == 0.25 * mesh.volumes()[7], tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(limits_are_absolute_and_relative_to_the_norm_of_that_snapshot) {
  const auto reals = sample::reals(density, 2, 20);
  const auto volumes = sample::mesh({5, 4}).volumes();
  double largest = 0;
  double l1 = 0;
  for (std::size_t i = 0; i < 20; ++i) {
    largest = std::max(largest, std::abs(reals[i]));
    l1 += std::abs(reals[i]) * volumes[i];
  }
  const auto rows = rows_with(1e-3, {1e-3, 1e-5});
  BOOST_TEST(*rows[0].limit == 1e-5 + 1e-3 * largest, tolerance(1e-12));
  BOOST_TEST(*rows[1].limit == 1e-5 + 1e-3 * l1, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(what_is_no_number_is_a_difference) {
  const auto rows = rows_with(std::numeric_limits<double>::quiet_NaN(), {1, 1e9});
  BOOST_TEST((rows[0].result == Result::fail));
}

BOOST_AUTO_TEST_CASE(a_dataset_that_is_no_series_is_compared_as_a_whole) {
  const test::TwoRuns runs;
  const RunPair pair = open_pair(runs.reference(), runs.computed());
  const auto rows = compare_field(pair, "/mesh/x_edges", {0, 0});
  BOOST_TEST_REQUIRE(rows.size() == 1u);
  BOOST_TEST((rows[0].result == Result::pass));
}

BOOST_AUTO_TEST_SUITE_END()
