// Roads without particles can take "verified" away, and nothing else.
#include <boost/test/unit_test.hpp>

#include "validation/tests/validation/log_values.hpp"
#include "validation/tests/validation/wanted_tests.hpp"

using namespace loschmidt::validation;

namespace {

std::vector<Lever> levers_of(const Verdict& v) {
  std::vector<Lever> levers;
  for (const Remedy& remedy : v.reason.remedies) levers.push_back(remedy.lever);
  return levers;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verdict_on_laws)

BOOST_AUTO_TEST_CASE(roads_without_particles_can_only_prevent_a_verification) {
  const auto good = stop_test(0.01, 0.01, 0.3);
  const LawTest back{Road::chain, 0.1, 1e-14, 1e-11};
  const LawTest near{Road::fokker_planck, 0.1, 1e-3, 4e-3};
  const Verdict v = verdict({good}, sampler, {back, near});
  BOOST_TEST(v.outcome == Outcome::verified);
  BOOST_TEST(v.remarks[0].law->error == 1e-14);
  BOOST_TEST(v.remarks[1].law->limit == 4e-3);
  BOOST_TEST(remarks(v, Caveat::road_within_limit));
  BOOST_TEST(!remarks(v, Caveat::road_beyond_limit));
  for (const double error : {5e-3, infinite, nan_value}) {
    const Verdict far =
        verdict({good}, sampler, {back, near, {Road::fokker_planck, 0.2, error, 4e-3}});
    BOOST_TEST(far.outcome == Outcome::undecided);
    BOOST_TEST(far.reason.rule == Rule::road_missed);
    BOOST_TEST(far.reason.law->time == 0.2);
  }
  const Verdict lost = verdict({good}, sampler, {{Road::chain, 0.3, 1e-9, 1e-11}, near});
  BOOST_TEST(lost.outcome == Outcome::undecided);
  BOOST_TEST(lost.reason.law->road == Road::chain);
  // A falsified ensemble stays falsified, and says so first.
  const Verdict wrong =
      verdict({stop_test(0.5, 0.1, 0.3)}, sampler, {{Road::fokker_planck, 0.2, 1, 0}});
  BOOST_TEST(wrong.outcome == Outcome::falsified);
  BOOST_TEST(wrong.reason.rule == Rule::beyond_refinement);
  BOOST_TEST(remarks(wrong, Caveat::road_beyond_limit));
}

BOOST_AUTO_TEST_CASE(a_limit_that_lets_everything_pass_verifies_nothing) {
  // An L1 distance of 1: half of the mass is in the wrong place.
  const auto good = stop_test(0.01, 0.01, 0.3);
  const auto outcome = [&](double limit_at_stop, double limit_before) {
    return verdict({good}, sampler,
                   {{Road::fokker_planck, good.time, 1e-3, limit_at_stop},
                    {Road::fokker_planck, 0.5, 1e-3, limit_before}});
  };
  BOOST_TEST(outcome(0.99, 2.0).outcome == Outcome::verified);
  BOOST_TEST(outcome(1.01, 0.99).outcome == Outcome::verified);
  const Verdict blind = outcome(1.01, 2.0);
  BOOST_TEST(blind.outcome == Outcome::undecided);
  BOOST_TEST(blind.reason.rule == Rule::road_blind);
  BOOST_TEST(outcome(nan_value, infinite).outcome == Outcome::undecided);
  BOOST_TEST(
      (levers_of(blind) == std::vector{Lever::solver_tolerance, Lever::mesh, Lever::time_steps}));
  // The limit of the chain is that of the solver's steps on any mesh.
  const Verdict chain = verdict({good}, sampler, {{Road::chain, 0.5, 1e-3, 10}});
  BOOST_TEST(chain.outcome == Outcome::undecided);
  BOOST_TEST((levers_of(chain) == std::vector{Lever::solver_tolerance}));
}

BOOST_AUTO_TEST_SUITE_END()
