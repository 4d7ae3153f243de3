#include "app/setup/schemes.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::parallel;
using namespace loschmidt::sde;
using namespace loschmidt::setup;
using test::process;

namespace {

Case with(Scheme scheme, double noise = 1) {
  Case c;
  c.reverse.scheme = scheme;
  c.reverse.reversal.noise = noise;
  return c;
}

const Sde additive = process({"-x"}, {"1"});
const Sde multiplicative = process({"-x"}, {"1 + x^2"});

}  // namespace

BOOST_AUTO_TEST_SUITE(schemes)

BOOST_AUTO_TEST_CASE(auto_goes_by_the_noise_and_says_so) {
  const Case c = with(Scheme::automatic);
  BOOST_TEST(scheme_text(c, reverse_scheme(c, additive)) ==
             "heun, chosen for noise that is the same everywhere");
  BOOST_TEST(scheme_text(c, reverse_scheme(c, multiplicative)) ==
             "platen, chosen for diagonal noise that depends on x");
  const Case named = with(Scheme::dri1);
  BOOST_TEST(scheme_text(named, reverse_scheme(named, multiplicative)) == "dri1");
}

BOOST_AUTO_TEST_CASE(a_reversal_without_noise_leaves_the_control_its_own) {
  for (const Scheme asked : {Scheme::automatic, Scheme::ode}) {
    const Case c = with(asked, 0);
    BOOST_TEST((reverse_scheme(c, multiplicative).scheme == Scheme::ode));
    BOOST_TEST((forward_scheme(c, multiplicative).scheme == Scheme::platen));
  }
}

BOOST_AUTO_TEST_CASE(what_cannot_take_the_noise_is_refused) {
  BOOST_CHECK_THROW(reverse_scheme(with(Scheme::heun), multiplicative), InputError);
  BOOST_CHECK_THROW(forward_scheme(with(Scheme::heun, 0), multiplicative), InputError);
  BOOST_CHECK_THROW(reverse_scheme(with(Scheme::ode, 0.5), additive), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
