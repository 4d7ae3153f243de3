#include <boost/test/unit_test.hpp>

#include <cmath>

#include "validation/tests/validation/wanted_tests.hpp"

using namespace loschmidt;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

BOOST_TEST_DONT_PRINT_LOG_VALUE(Outcome)

BOOST_AUTO_TEST_SUITE(advice)

BOOST_AUTO_TEST_CASE(steps_follow_the_weak_order) {
  BOOST_TEST(says(verdict({stop_test(0.01, 0.2, 0.2)}, {100, 2}), "from 100 to about 200"));
}

BOOST_AUTO_TEST_CASE(a_noisy_allowance_wants_particles) {
  MarginalTest test = stop_test(0.01, 0.1, 0.2);
  test.allowance.by_chance = test.allowance.noncentrality;  // all of A² = 0.01 is noise
  // It must fall to (R/4)² = 0.0025: four times the particles.
  const Verdict v = verdict({test});
  BOOST_TEST(says(v, "raise reverse.particles from 1e5 to about 4e5"));
  BOOST_TEST(!says(v, "reverse.steps"));
}

BOOST_AUTO_TEST_CASE(a_mesh_too_coarse_for_the_start_is_to_be_refined) {
  MarginalTest test = stop_test(0.0, 0.0, 0.2);
  test.allowance = with_mesh_error(test.allowance, 0.06, 0.06, 100000);
  const Verdict v = verdict({test});
  BOOST_TEST((v.outcome == Outcome::undecided));
  BOOST_TEST(says(v, "refine mesh.cells or set solver.extrapolation = true"));
  BOOST_TEST(says(v, "mostly of the mesh"));
  BOOST_TEST(says(v, "if reverse.start is a formula, choose one closer to the density"));
  BOOST_TEST(!says(v, "reverse.steps"));
}

BOOST_AUTO_TEST_CASE(what_more_particles_resolve_names_its_source) {
  // At t = 0.5 the test rejects where the error of the steps, or of the mesh, is too large to tell.
  MarginalTest test = ensemble_test(0.5, 0.3, 0.2, 0.2);
  const MarginalTest stop = stop_test(0, 0, 0.3);
  BOOST_TEST(says(verdict({test, stop}), "this many particles resolve a difference"));
  BOOST_TEST(says(verdict({test, stop}), "mostly of the particles' time steps"));
  test.allowance.mesh = 0.2;
  BOOST_TEST(says(verdict({test, stop}), "mostly of the mesh"));
  MarginalTest excused = stop_test(0.05, 0.06, 0.3);
  excused.first_p_value = 1e-9;
  BOOST_TEST(says(verdict({excused}), "that the right reversal makes on this mesh too"));
}

BOOST_AUTO_TEST_CASE(a_given_tolerance_is_to_be_lowered) {
  const Verdict v = verdict({stop_test(0.01, 0.1, 0.2)}, {100, 1, 0.05});
  BOOST_TEST(says(v, "lower validation.tolerance from 0.05 to 0.025"));
}

BOOST_AUTO_TEST_CASE(too_little_power_at_stop_is_undecided) {
  const Verdict v = verdict({stop_test(0.0, 0.0, 0.03)});
  BOOST_TEST(v.outcome == Outcome::undecided);
  BOOST_TEST(says(v, "raise reverse.particles from 1e5 to about"));
  BOOST_TEST(!says(v, "reverse.steps"));
}

BOOST_AUTO_TEST_CASE(the_advised_particles_are_enough) {
  const double size = 0.03;
  MarginalTest test = stop_test(0.0, 0.0, size);
  const std::string reason = verdict({test}).reason;
  const double advised = std::stod(reason.substr(reason.find("about ") + 6));
  BOOST_TEST(advised > particles);
  const auto enough = static_cast<std::uint64_t>(1.05 * advised);  // the words round to 2 digits
  const auto v = decide(std::vector{test}, significance, enough, sampler);
  BOOST_TEST(v.outcome == Outcome::verified);
}

BOOST_AUTO_TEST_CASE(nothing_to_see_at_stop_is_undecided) {
  BOOST_TEST(verdict({stop_test(0, 0, 0)}).outcome == Outcome::undecided);
  MarginalTest one_bin = stop_test(0, 0, 0.3);
  one_bin.dof = one_bin.chi2 = 0;
  BOOST_TEST(says(verdict({one_bin}), "single bin"));
}

BOOST_AUTO_TEST_CASE(the_untested_divergence_is_remarked) {
  MarginalTest test = stop_test(0, 0, 0.3);
  test.divergence_reference = 0.01;
  const Verdict v = verdict({test});
  BOOST_TEST_REQUIRE(remarks(v, "divergence term was not tested"));
  for (const auto& remark : v.remarks) {
    const auto at = remark.find("fewer than ");
    if (at == std::string::npos) continue;
    const double needed = std::stod(remark.substr(at + 11));
    const double threshold = chi_squared_quantile(significance, test.dof, 0);
    BOOST_TEST(chi_squared_survival(threshold, test.dof, needed * 1e-4) == 0.99, tolerance(0.01));
  }
  test.divergence_reference = 0.08;
  BOOST_TEST(!remarks(verdict({test}), "divergence"));
  BOOST_TEST(!remarks(verdict({test}), "drift"));
  test.drift_reference = 0.01;
  BOOST_TEST(remarks(verdict({test}), "drift term was not tested"));
}

BOOST_AUTO_TEST_SUITE_END()
