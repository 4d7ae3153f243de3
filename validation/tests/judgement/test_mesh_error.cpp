// What the mesh does, from half of its cells: docs/theory.md (19).
#include "app/judgement/mesh_error.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"
#include "validation/thresholds.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using namespace loschmidt::setup;
using boost::test_tools::tolerance;

namespace {

// What the next term of an error in even powers of the cell is beside the first: the cells of the
// coarsest mesh, squared, in deviations.
double next_order_of_cells(int coarsest) {
  return std::pow(14.0 / coarsest, 2);
}

struct AtEnd {
  double estimate;
  double error;  // of the density there, against the closed form, in the same norm
};

AtEnd forward_errors(int number) {
  test::SmallJob small(test::ornstein_uhlenbeck, {test::cells(number)});
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = forward_road(small.setup, evolved, 1000000);
  const auto errors = mesh_errors(small.setup, small.job, evolved, road);
  BOOST_TEST(errors.front().size < 1e-12);  // both start from one law
  const auto exact = test::gaussian_masses(small.setup.problem.mesh, std::exp(-0.5), 1);
  return {errors.back().estimate,
          test::length(road.bins.back(), exact, road.mass(road.stops.size() - 1))};
}

double reverse_error(const std::vector<std::string>& overrides) {
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = reverse_road(small.setup, evolved, 100000);
  return mesh_errors(small.setup, small.job, evolved, road).back().size;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mesh_errors_of_a_road)

BOOST_AUTO_TEST_CASE(orders_say_what_is_left_of_a_difference) {
  const auto order = [](const std::vector<std::string>& overrides) {
    const Problem problem(test::read(test::ornstein_uhlenbeck, overrides));
    const MeshError error = mesh_error_of(problem, 0.3);
    BOOST_TEST(error.size == validation::mesh_caution * error.estimate);
    BOOST_TEST(error.before_richardson == 0.3);
    BOOST_TEST(error.start == 0);
    return std::log2(1 + 0.3 / error.estimate);
  };
  BOOST_TEST(order({}) == 2, tolerance(1e-12));
  BOOST_TEST(order({"solver.extrapolation=true"}) == 4, tolerance(1e-12));
  BOOST_TEST(order({"solver.extrapolation=true", "solver.extrapolation_meshes=3"}) == 6,
             tolerance(1e-12));
}

// 2^1 − 1 = 1: the difference is the error itself, and three times as much is allowed for.
BOOST_AUTO_TEST_CASE(of_first_order_the_difference_is_the_estimate) {
  const Problem problem(test::read(test::two_ornstein_uhlenbeck(),
                                   {"sde.diffusion=[\"2^0.5\", \"0\"]", "time.stop=0"}));
  const MeshError error = mesh_error_of(problem, 0.3);
  BOOST_TEST(error.estimate == 0.3, tolerance(1e-12));
  BOOST_TEST(error.before_richardson == error.size);
}

BOOST_AUTO_TEST_CASE(the_estimate_is_the_error_and_of_second_order) {
  const AtEnd coarse = forward_errors(64);
  const AtEnd fine = forward_errors(128);
  BOOST_TEST(coarse.estimate == coarse.error, tolerance(next_order_of_cells(32)));
  BOOST_TEST(fine.estimate == fine.error, tolerance(next_order_of_cells(64)));
  BOOST_TEST(coarse.error / fine.error == 4, tolerance(next_order_of_cells(64)));
}

BOOST_AUTO_TEST_CASE(back_it_is_of_second_order_too) {
  BOOST_TEST(reverse_error({test::cells(64)}) / reverse_error({test::cells(128)}) == 4,
             tolerance(next_order_of_cells(32)));
}

BOOST_AUTO_TEST_CASE(extrapolated_it_is_of_fourth_order) {
  const std::string extrapolated = "solver.extrapolation=true";
  BOOST_TEST(reverse_error({test::cells(64), extrapolated}) /
                     reverse_error({test::cells(128), extrapolated}) ==
                 16,
             tolerance(next_order_of_cells(32)));
}

BOOST_AUTO_TEST_CASE(a_start_of_its_own_adds_in_units_of_the_references) {
  std::vector<MeshError> errors{{0.1, 0.2, 0.03, 0}};
  const std::vector<ReferenceError> references{{0.5, 0, 0}};
  test::SmallJob plain(test::ornstein_uhlenbeck);
  Evolved evolved = plain.evolved();
  add_start_errors(errors, evolved, references);
  BOOST_TEST(errors[0].size == 0.1);
  evolved.reverse.start = StartMismatch{0, 0, 0.02};  // a fifth of a reference error
  add_start_errors(errors, evolved, references);
  BOOST_TEST(errors[0].start == 0.1, tolerance(1e-14));
  BOOST_TEST(errors[0].size == 0.2, tolerance(1e-14));
  BOOST_TEST(errors[0].before_richardson == 0.3, tolerance(1e-14));
}

BOOST_AUTO_TEST_SUITE_END()
