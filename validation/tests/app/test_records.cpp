// Comparisons as the run file and verdict.json keep them: names, order and places of values.
#include "app/records.hpp"

#include <boost/test/unit_test.hpp>

using namespace loschmidt;
using namespace loschmidt::app;
using judgement::Comparison;
using judgement::JointComparison;
using judgement::LawComparison;
using output::ComparisonColumn;
using output::RoadComparison;
using validation::CountComparison;
using validation::LawDistance;
using validation::MarginalComparison;
using validation::Road;

namespace {

// A comparison at one time, all of whose numbers differ and begin with `base`.
MarginalComparison marginal(double base) {
  MarginalComparison m{};
  static_cast<CountComparison&>(m) = {base + 1, base + 2, base + 3, base + 4,
                                      base + 5, base + 6, base + 7, base + 8};
  m.kolmogorov_smirnov = {base + 10, base + 11, base + 12};
  m.wasserstein1 = {base + 20, base + 21, base + 22};
  m.mean_error_sigma = {base + 30, base + 31, base + 32};
  m.variance_error_sigma = {base + 40, base + 41, base + 42};
  return m;
}

void require(const RoadComparison& record, const std::string& name, bool per_axis,
             const std::vector<double>& values) {
  const auto column = std::ranges::find(record.columns, name, &ComparisonColumn::name);
  BOOST_REQUIRE_MESSAGE(column != record.columns.end(), name);
  BOOST_TEST(column->per_axis == per_axis, name);
  BOOST_TEST(!column->long_name.empty(), name);
  BOOST_TEST(column->values == values, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records)

BOOST_AUTO_TEST_CASE(an_ensemble_has_a_column_per_statistic_and_a_row_of_axes_per_time) {
  Comparison comparison{Road::ensemble, 2, {1, 0.5}, {marginal(100), marginal(200)}, {}, {}, {}};
  const RoadComparison record = to_record(comparison, 2);
  BOOST_TEST(record.road == "ensemble");
  BOOST_TEST(record.times == (std::vector<double>{1, 0.5}));
  BOOST_TEST(record.columns.size() == 12U);
  const std::vector<std::string> counted{"chi2",
                                         "dof",
                                         "noncentrality",
                                         "p_value",
                                         "total_variation",
                                         "total_variation_floor",
                                         "total_variation_sd",
                                         "kullback_leibler"};
  for (std::size_t k = 0; k < counted.size(); ++k) {
    const double place = static_cast<double>(k + 1);
    require(record, counted[k], false, {100 + place, 200 + place});
  }
  require(record, "kolmogorov_smirnov", true, {110, 111, 210, 211});
  require(record, "wasserstein1", true, {120, 121, 220, 221});
  require(record, "mean_error_sigma", true, {130, 131, 230, 231});
  require(record, "variance_error_sigma", true, {140, 141, 240, 241});
}

BOOST_AUTO_TEST_CASE(a_road_without_particles_has_its_distances_and_its_limit) {
  const LawDistance distance{0.1, 0.05, 0.02, {0.3, 0.4, 0.5}, 0.6};
  const LawComparison comparison{Road::fokker_planck, {0.25}, {distance}, {0.1}, {0.7}};
  const RoadComparison record = to_record(comparison, 3);
  BOOST_TEST(record.road == "fokker_planck");  // as names of HDF5 groups are written
  require(record, "error_l1", false, {0.1});
  require(record, "total_variation", false, {0.05});
  require(record, "kullback_leibler", false, {0.02});
  require(record, "wasserstein1", true, {0.3, 0.4, 0.5});
  require(record, "error_relative", false, {0.6});
  require(record, "error", false, {0.1});
  require(record, "error_limit", false, {0.7});
}

BOOST_AUTO_TEST_CASE(a_joint_law_has_a_row_per_pair_of_axes) {
  const std::vector<JointComparison> pairs{{0, 1, marginal(100), {}, 0},
                                           {1, 0, marginal(200), {}, 0}};
  const RoadComparison record = to_record(pairs, 0.125);
  BOOST_TEST(record.road == "joint");
  BOOST_TEST(record.times == (std::vector<double>{0.125, 0.125}));
  require(record, "earlier_axis", false, {0, 1});
  require(record, "later_axis", false, {1, 0});
  require(record, "p_value", false, {104, 204});
  require(record, "kullback_leibler", false, {108, 208});
}

BOOST_AUTO_TEST_SUITE_END()
