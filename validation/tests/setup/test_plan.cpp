// The lists of times of a run are ordered, and contain one another.
#include "app/setup/plan.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::parallel;
using namespace loschmidt::setup;
using test::contains;

namespace {

Plan plan(const std::vector<std::string>& overrides) {
  const Case c = test::read(test::small_case, overrides);
  return make_plan(c, Problem(c));
}

// The stop that is found for a law given by three samples.
double stop_of_samples(const std::vector<std::string>& overrides) {
  const test::Folder folder;
  const auto points = folder.write("points.txt", "-1\n0.5\n2\n");
  const std::string text =
      test::replaced(test::small_case, "mixture = [{ weight = 0.5, mean = [-2], std = [0.25] }]",
                     "samples = \"" + points.string() + "\"");
  const Case c = test::read(text, overrides);
  return make_plan(c, Problem(c)).reverse_stops.back();
}

bool descends(const std::vector<double>& times) {
  return std::ranges::adjacent_find(times, std::ranges::less_equal{}) == times.end();
}

bool ascends(const std::vector<double>& times) {
  return std::ranges::adjacent_find(times, std::ranges::greater_equal{}) == times.end();
}

bool contain(std::vector<double> all, std::vector<double> part) {
  std::ranges::sort(all);
  std::ranges::sort(part);
  return std::ranges::includes(all, part);
}

// Ensembles are counted after pairs of steps.
void require_even_intervals(const std::vector<double>& steps, const std::vector<double>& stops) {
  for (const double stop : stops) {
    const auto place = std::ranges::find(steps, stop) - steps.begin();
    BOOST_TEST(place % 2 == 0);
    BOOST_TEST(place < std::ssize(steps));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plans)

BOOST_AUTO_TEST_CASE(times_are_in_order_and_contain_one_another) {
  for (const char* grid : {"uniform", "quadratic", "cubic", "log-snr"}) {
    const Plan p = plan({std::string("reverse.time_grid=") + grid, "time.stop=0.25",
                         "time.snapshots=[0.1, 0.5]", "validation.joint_times=[0.3, 0.7]"});
    BOOST_TEST(p.snapshots == (std::vector<double>{0, 0.1, 0.25, 0.5, 1}));
    BOOST_TEST(p.reverse_stops == (std::vector<double>{1, 0.5, 0.25}));
    BOOST_TEST(p.law_times == (std::vector<double>{1, 0.7, 0.5, 0.3, 0.25}));
    BOOST_TEST(descends(p.reverse_steps));
    BOOST_TEST(ascends(p.forward_steps));
    BOOST_TEST(ascends(p.solver_times));
    BOOST_TEST(p.reverse_steps.front() == 1);
    BOOST_TEST(p.reverse_steps.back() == 0.25);
    BOOST_TEST(contain(p.solver_times, p.snapshots));
    BOOST_TEST(contain(p.solver_times, p.reverse_steps));
    require_even_intervals(p.reverse_steps, p.law_times);
    require_even_intervals(p.forward_steps, p.snapshots);
  }
}

BOOST_AUTO_TEST_CASE(without_a_road_that_needs_scores_the_solver_stops_at_snapshots_alone) {
  const Plan p = plan({"validation.roads=[\"chain\", \"forward\"]", "time.snapshots=3"});
  BOOST_TEST(p.solver_times == p.snapshots);
}

BOOST_AUTO_TEST_CASE(smooth_laws_are_reversed_to_their_start) {
  BOOST_TEST(plan({}).reverse_stops.back() == 0);
  BOOST_TEST(plan({"time.start=-1"}).reverse_stops.back() == -1);
}

BOOST_AUTO_TEST_CASE(samples_are_reversed_until_noise_has_crossed_two_cells) {
  const auto with = [](const std::string& noise) { return stop_of_samples({noise}); };
  BOOST_TEST(std::abs(with("sde.diffusion=1") - 0.25) <= 1.0 / 512);  // t D = 4 h², h = 1/4
  BOOST_TEST(std::abs(with("sde.diffusion=2") - 0.0625) <= 1.0 / 512);
  BOOST_CHECK_THROW(with("sde.diffusion=0.1"), InputError);
}

// Steps between a stop that is found and a snapshot one rounding away could not be told apart.
BOOST_AUTO_TEST_CASE(a_stop_that_is_found_is_the_snapshot_beside_it) {
  const auto stop_of = [](const std::string& snapshots) {
    return stop_of_samples({"sde.diffusion=1", "time.snapshots=[" + snapshots + "]"});
  };
  const double found = stop_of("1");
  for (const double beside : {std::nextafter(found, 0), std::nextafter(found, 1)})
    BOOST_TEST(stop_of(fmt::format("{}", beside)) == beside);
  BOOST_TEST(stop_of(fmt::format("{}", found - 1e-12)) == found);
}

BOOST_AUTO_TEST_CASE(a_given_tolerance_needs_no_twin) {
  BOOST_TEST(plan({}).twin);
  BOOST_TEST(!plan({"validation.tolerance=0.01"}).twin);
}

BOOST_AUTO_TEST_CASE(tables_are_subdivided_as_long_as_they_are_small) {
  const Plan small = plan({});
  BOOST_TEST(small.subdivision.tables == 4);
  BOOST_TEST(small.subdivision.check == 2);
  BOOST_TEST(plan({"mesh.cells=[300000]", "validation.roads=[\"forward\"]"}).subdivision.tables ==
             1);
  BOOST_TEST(small.coarsening.references == (std::array<int, 3>{1, 1, 1}));
  BOOST_TEST(plan({"mesh.cells=[1024]"}).coarsening.references[0] == 2);
}

BOOST_AUTO_TEST_CASE(a_time_is_found_by_its_place) {
  BOOST_TEST(index_of({0, 0.5, 1}, 0.5) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
