#include <boost/test/unit_test.hpp>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using test::process;

BOOST_AUTO_TEST_SUITE(sde_formulas)

BOOST_AUTO_TEST_CASE(one_diffusion_formula_serves_all_axes) {
  const Sde sde = process({"x", "y"}, {"3"});
  BOOST_TEST(sde.diffusion(0)({}, 0) == 3.0);
  BOOST_TEST(sde.diffusion(1)({}, 0) == 3.0);
}

BOOST_AUTO_TEST_CASE(a_wrong_number_of_formulas_is_refused) {
  BOOST_CHECK_THROW(process({"x", "y"}, {"1", "2", "3"}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(additive_means_the_same_noise_everywhere) {
  BOOST_TEST(process({"x"}, {"t"}).additive());
  BOOST_TEST(!process({"0", "0"}, {"1", "x"}).additive());
  BOOST_TEST(process({"x"}, {"t"}).depends_on_time());
  BOOST_TEST(!process({"x"}, {"1 + x"}).depends_on_time());
}

BOOST_AUTO_TEST_SUITE_END()
