// Every rule has a sentence with the numbers that decided, and the keys to change.
#include "app/judgement/verdict_message.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

#include "app/judgement/remedy_text.hpp"
#include "validation/tests/validation/wanted_tests.hpp"

using namespace loschmidt::judgement;
using namespace loschmidt::validation;

namespace {

std::string reason(const Verdict& verdict) {
  return message_of(verdict).reason;
}

bool says(const Verdict& verdict, const std::string& words) {
  return reason(verdict).find(words) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verdict_messages)

BOOST_AUTO_TEST_CASE(agreement_counts_its_comparisons) {
  BOOST_TEST(reason(verdict({stop_test(0, 0, 0.3), forward_test(0)})) ==
             "none of 2 tests of the particles disagrees");
}

BOOST_AUTO_TEST_CASE(a_falsification_names_the_test_and_no_remedy) {
  const Verdict outright = verdict({stop_test(0.5, 0.1, 0.3)});
  BOOST_TEST(reason(outright).starts_with("ensemble at t = 0.001: chi2 2.51e+04 on 100 degrees"));
  BOOST_TEST(reason(outright).ends_with("beyond what mesh and time steps can explain"));
  BOOST_TEST(reason(verdict({stop_test(0.15, 0.04, 0.3)}))
                 .ends_with("although numerical error is allowed for"));
}

BOOST_AUTO_TEST_CASE(a_prediction_says_whose_difference_it_is) {
  MarginalTest predicted = stop_test(0.2, 0.01, 0.3);
  predicted.road = Road::prediction;
  BOOST_TEST(reason(verdict({stop_test(0, 0.01, 0.3), predicted}))
                 .ends_with("do not follow the law that the right reversal has with the same time "
                            "steps and tables"));
  predicted.chi2 = predicted.dof;
  predicted.p_value = 1;
  BOOST_TEST(says(verdict({stop_test(0.2, 0.01, 0.3), predicted}),
                  "so this does not come from the reversal: raise reverse.steps from 100"));
}

BOOST_AUTO_TEST_CASE(an_error_that_explains_all_directed_tests_comes_first) {
  Verdict outright = verdict({stop_test(0.5, 0.1, 0.3)});
  const auto without = message_of(outright).remarks;
  outright.explained_by = {{"score", 1.05, 1.04, 1.06}, {"drift", 0.9, 0.8, 1}};
  const auto with = message_of(outright).remarks;
  BOOST_TEST(with.size() == without.size() + 1);
  BOOST_TEST(with[0] ==
             "the test functions look like score × 1.05 (from 1.04 to 1.06), or drift × "
             "0.9 (from 0.8 to 1)");
}

BOOST_AUTO_TEST_CASE(a_directed_test_names_its_function) {
  MarginalTest directed = stop_test(0.2, 0.01, 0.3);
  directed.road = Road::directed;
  directed.at_stop = false;
  directed.function = "score";
  directed.chi2 = 900;
  BOOST_TEST(reason(verdict({stop_test(0, 0.01, 0.3), directed}))
                 .starts_with("directed at t = 0.001: the expectation of the test function "
                              "\"score\" is 30 standard errors from the predicted one, p ="));
  directed.allowance = {1e5, 1e5, 0, 1};
  directed.p_value = 1e-9;
  const Verdict hidden = verdict({stop_test(0, 0.01, 0.3), directed});
  BOOST_TEST(says(hidden, "changes in an expectation"));
  BOOST_TEST(says(hidden, "standard deviations of the function"));
  directed.reference = directed.score_reference = 0;
  BOOST_TEST(says(verdict({stop_test(0, 0.01, 0.3), directed}), "R, which is not known"));
}

BOOST_AUTO_TEST_CASE(an_undecided_run_says_which_error_could_hide_and_what_to_change) {
  BOOST_TEST(reason(verdict({stop_test(0.01, 0.1, 0.2)})) ==
             "ensemble at t = 0.001: the numerical error, A = 0.1, mostly of the particles' time "
             "steps, is more than a quarter of R = 0.2, what a 10 % error of the score changes in "
             "the density, which could hide in it (A and R: root mean square of the relative "
             "change over the bins): raise reverse.steps from 100 to about 200");
}

BOOST_AUTO_TEST_CASE(the_yardstick_is_the_error_that_the_test_must_see) {
  MarginalTest divergence = stop_test(0, 0.1, 0.4);
  divergence.reference = divergence.divergence_reference = 0.2;
  BOOST_TEST(says(verdict({divergence}), "leaving out half of the divergence term"));
  MarginalTest joint = ensemble_test(0.1, 0, 0.1, 0.3);
  joint.road = Road::joint;
  BOOST_TEST(says(verdict({stop_test(0, 0, 0.3), joint}), "what noise 10 % off"));
}

BOOST_AUTO_TEST_CASE(a_sensitivity_not_reached_names_its_key_and_what_was_seen) {
  const Verdict v = verdict({stop_test(0.001, 0, 0.3)}, {1e5, 100, 1, 0, 0.001});
  BOOST_TEST(says(v, "validation.sensitivity asks for 0.001"));
  BOOST_TEST(says(v, "lower validation.sensitivity from 0.001"));
}

BOOST_AUTO_TEST_CASE(without_survivors_the_rejection_is_still_told) {
  const Verdict v = verdict({stop_test(0.9, 0, 0.3)}, {1e5, 100, 1, 0, 0, 1e-43});
  BOOST_TEST(says(v, "beyond what mesh and time steps can explain, but of 1e5 particles"));
  BOOST_TEST(reason(v).ends_with("set time.end earlier"));
}

BOOST_AUTO_TEST_CASE(remarks_are_sentences_of_their_own) {
  const auto remarks =
      message_of(verdict({stop_test(0, 0, 0.3)}, sampler, {{Road::chain, 0.1, 1e-14, 1e-11}}))
          .remarks;
  BOOST_TEST(remarks.at(0) == "chain: within 1e-14 (limit 1e-11)");
  BOOST_TEST(remarks.at(1).starts_with("marginals were tested"));
  BOOST_TEST(remarks.at(2) == "the forward control was not run");
}

BOOST_AUTO_TEST_CASE(every_rule_has_words) {
  Verdict v = verdict({stop_test(0.01, 0.1, 0.2)});
  v.reason.law = LawTest{Road::chain, 0.1, 2, 1};
  v.reason.overruled = Rule::beyond_refinement;
  v.reason.remedies = {{Lever::coefficients}};  // the same words for all, which do not count
  const std::size_t change = remedies_text(v.reason.remedies, v.sampler).size();
  for (int rule = 0; rule <= static_cast<int>(Rule::not_finite); ++rule) {
    v.reason.rule = static_cast<Rule>(rule);
    BOOST_TEST(reason(v).size() > change + 20);
  }
}

BOOST_AUTO_TEST_SUITE_END()
