// Remedies as texts that name the keys of the case file.
#include "app/judgement/remedy_text.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace loschmidt::judgement;
using namespace loschmidt::validation;

namespace {

constexpr Sampler plain{1e5, 100, 1};

std::string text(const std::vector<Remedy>& remedies, const Sampler& sampler = plain) {
  return remedies_text(remedies, sampler);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(remedy_texts)

BOOST_AUTO_TEST_CASE(counts_are_written_as_in_a_case) {
  BOOST_TEST(count_text(2e5, 3) == "2e5");
  BOOST_TEST(count_text(1234, 2) == "1.2e3");
  BOOST_TEST(count_text(100, 3) == "100");
}

BOOST_AUTO_TEST_CASE(a_lever_names_its_key_and_the_numbers_that_are_known) {
  BOOST_TEST(text({{Lever::time_steps, 100, 200}}) == "raise reverse.steps from 100 to about 200");
  BOOST_TEST(text({{Lever::time_steps, 100}}) == "raise reverse.steps from 100");
  BOOST_TEST(text({{Lever::time_steps}}) == "raise reverse.steps");
  BOOST_TEST(text({{Lever::tolerance, 0.05, 0.025}}) ==
             "lower validation.tolerance from 0.05 to 0.025");
  BOOST_TEST(text({}).empty());
}

BOOST_AUTO_TEST_CASE(particles_that_a_sensitivity_chose_are_changed_by_it) {
  const std::vector<Remedy> more{{Lever::particles, 1e5, 4e5}};
  BOOST_TEST(text(more) == "raise reverse.particles from 1e5 to about 4e5");
  BOOST_TEST(text(more, {1e5, 100, 1, 0, 0.01}) ==
             "lower validation.sensitivity from 0.01 (about 4e5 particles are needed, it chose "
             "1e5)");
}

BOOST_AUTO_TEST_CASE(numbers_are_all_needed_and_levers_without_one_are_ways) {
  BOOST_TEST(text({{Lever::time_steps, 100, 200}, {Lever::particles, 1e5, 4e5}}) ==
             "raise reverse.steps from 100 to about 200; and raise reverse.particles from 1e5 to "
             "about 4e5");
  BOOST_TEST(
      text({{Lever::time_steps, 100}, {Lever::mesh}}) ==
      "raise reverse.steps from 100, or refine mesh.cells or set solver.extrapolation = true");
}

BOOST_AUTO_TEST_CASE(every_lever_has_words) {
  for (int lever = 0; lever <= static_cast<int>(Lever::coefficients); ++lever)
    BOOST_TEST(!text({{static_cast<Lever>(lever), 1}}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
