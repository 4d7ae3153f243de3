// The remedies of an undecided run have the numbers that would let it be decided.
#include "validation/remedy.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

#include "validation/tests/validation/log_values.hpp"
#include "validation/tests/validation/wanted_tests.hpp"

using namespace loschmidt::validation;
using boost::test_tools::tolerance;

BOOST_TEST_DONT_PRINT_LOG_VALUE(Lever)
BOOST_TEST_DONT_PRINT_LOG_VALUE(ErrorOrigin)

BOOST_AUTO_TEST_SUITE(remedies)

BOOST_AUTO_TEST_CASE(steps_follow_the_weak_order) {
  // A must fall to a quarter of itself: twice the steps at order 2, four times at order 1.
  BOOST_TEST(
      remedy(verdict({stop_test(0.01, 0.2, 0.2)}, {asked_particles, 100, 2}), Lever::time_steps)
          ->to == 200);
  BOOST_TEST(remedy(verdict({stop_test(0.01, 0.2, 0.2)}), Lever::time_steps)->to == 400);
}

BOOST_AUTO_TEST_CASE(a_noisy_allowance_wants_particles) {
  MarginalTest test = stop_test(0.01, 0.1, 0.2);
  test.allowance.by_chance = test.allowance.noncentrality;  // all of A² = 0.01 is noise
  // It must fall to (R/4)² = 0.0025: four times the particles.
  const Verdict v = verdict({test});
  BOOST_TEST(remedy(v, Lever::particles)->from == asked_particles);
  BOOST_TEST(remedy(v, Lever::particles)->to == 4 * asked_particles, tolerance(1e-9));
  BOOST_TEST(!remedy(v, Lever::time_steps));
}

BOOST_AUTO_TEST_CASE(a_mesh_too_coarse_for_the_start_is_to_be_refined) {
  MarginalTest test = stop_test(0.0, 0.0, 0.2);
  test.allowance = with_mesh_error(test.allowance, 0.06, 0.06, 100000);
  const Verdict v = verdict({test});
  BOOST_TEST(v.reason.rule == Rule::large_numerical_error);
  BOOST_TEST(v.reason.origin == ErrorOrigin::mesh);
  BOOST_TEST(remedy(v, Lever::mesh));
  BOOST_TEST(remedy(v, Lever::start));
  BOOST_TEST(!remedy(v, Lever::time_steps));
}

BOOST_AUTO_TEST_CASE(what_more_particles_resolve_names_its_source) {
  // At t = 0.5 the test rejects where the error of the steps, or of the mesh, is too large to tell.
  MarginalTest test = ensemble_test(0.5, 0.3, 0.2, 0.2);
  const MarginalTest stop = stop_test(0, 0, 0.3);
  BOOST_TEST(verdict({test, stop}).reason.rule == Rule::not_attributable);
  BOOST_TEST(verdict({test, stop}).reason.origin == ErrorOrigin::time_steps);
  test.allowance.mesh = 0.2;
  BOOST_TEST(verdict({test, stop}).reason.origin == ErrorOrigin::mesh);
  BOOST_TEST(verdict({ensemble_test(0.5, 0.3, 0.2, 0.2), stop}, {asked_particles, 100, 1, 0.05})
                 .reason.origin == ErrorOrigin::tolerance);
}

BOOST_AUTO_TEST_CASE(a_given_tolerance_is_to_be_lowered) {
  // A = 2 tau is to be R/4 = 0.05.
  const Verdict v = verdict({stop_test(0.01, 0.1, 0.2)}, {asked_particles, 100, 1, 0.05});
  BOOST_TEST(remedy(v, Lever::tolerance)->to == 0.025, tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(too_little_power_at_stop_wants_particles_alone) {
  const Verdict v = verdict({stop_test(0.0, 0.0, 0.03)});
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(v.reason.rule == Rule::too_little_power);
  BOOST_TEST(v.reason.power < 0.99);
  BOOST_TEST(v.reason.remedies.size() == 1);
}

BOOST_AUTO_TEST_CASE(the_needed_particles_are_enough_and_not_many_too_many) {
  const MarginalTest test = stop_test(0.0, 0.0, 0.03);
  Sampler how = sampler;
  const double needed = remedy(verdict({test}), Lever::particles)->to;
  BOOST_TEST(needed > asked_particles);
  how.particles = needed;
  BOOST_TEST(decide(std::vector{test}, significance, how).outcome == Outcome::verified);
  how.particles = 0.99 * needed;
  BOOST_TEST(decide(std::vector{test}, significance, how).outcome == Outcome::undecided);
}

BOOST_AUTO_TEST_CASE(nothing_to_see_at_stop_is_undecided) {
  const Verdict invisible = verdict({stop_test(0, 0, 0)});
  BOOST_TEST(invisible.reason.rule == Rule::invisible_error);
  BOOST_TEST(remedy(invisible, Lever::stop_time));
  MarginalTest one_bin = stop_test(0, 0, 0.3);
  one_bin.dof = one_bin.chi2 = 0;
  BOOST_TEST(verdict({one_bin}).reason.rule == Rule::single_bin);
}

BOOST_AUTO_TEST_CASE(an_untested_term_is_remarked_with_the_particles_that_would_test_it) {
  MarginalTest test = stop_test(0, 0, 0.3);
  test.divergence_reference = 0.01;
  const Verdict v = verdict({test});
  const auto found = std::ranges::find(v.remarks, Caveat::divergence_not_tested, &Remark::caveat);
  BOOST_TEST_REQUIRE((found != v.remarks.end()));
  const double threshold = chi_squared_quantile(significance, test.dof, 0);
  BOOST_TEST(chi_squared_survival(threshold, test.dof, found->particles * 1e-4) == 0.99,
             tolerance(0.01));
  test.divergence_reference = 0.08;
  BOOST_TEST(!remarks(verdict({test}), Caveat::divergence_not_tested));
  BOOST_TEST(!remarks(verdict({test}), Caveat::drift_not_tested));
  test.drift_reference = 0.01;
  BOOST_TEST(remarks(verdict({test}), Caveat::drift_not_tested));
}

BOOST_AUTO_TEST_SUITE_END()
