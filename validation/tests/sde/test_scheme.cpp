#include "sde/scheme.hpp"

#include <boost/test/unit_test.hpp>

using namespace loschmidt::sde;

BOOST_AUTO_TEST_SUITE(scheme)

BOOST_AUTO_TEST_CASE(what_is_chosen_has_order_two_and_fits_the_noise) {
  for (const bool additive : {false, true})
    for (const bool diagonal : {false, true})
      for (const bool none : {false, true}) {
        const NoiseKind noise{additive, diagonal, none};
        const Scheme chosen = automatic_scheme(noise);
        BOOST_TEST(weak_order(chosen) == 2);
        BOOST_TEST(suits(chosen, noise));
        BOOST_TEST(reads(chosen, layout(chosen, noise)));
      }
}

BOOST_AUTO_TEST_CASE(every_scheme_is_chosen_where_no_cheaper_one_fits) {
  BOOST_TEST((automatic_scheme({true, true, false}) == Scheme::heun));
  BOOST_TEST((automatic_scheme({true, false, false}) == Scheme::heun));
  BOOST_TEST((automatic_scheme({false, true, false}) == Scheme::platen));
  BOOST_TEST((automatic_scheme({false, false, false}) == Scheme::dri1));
  BOOST_TEST((automatic_scheme({false, false, true}) == Scheme::ode));
}

BOOST_AUTO_TEST_CASE(schemes_refuse_noise_they_would_get_wrong) {
  const NoiseKind diagonal{false, true, false};
  const NoiseKind matrix{false, false, false};
  BOOST_TEST(!suits(Scheme::heun, diagonal));
  BOOST_TEST(!suits(Scheme::heun, matrix));
  BOOST_TEST(!suits(Scheme::platen, matrix));
  BOOST_TEST(!suits(Scheme::ode, diagonal));
  for (const Scheme any : {Scheme::euler_maruyama, Scheme::dri1})
    for (const NoiseKind& noise : {diagonal, matrix}) BOOST_TEST(suits(any, noise));
}

BOOST_AUTO_TEST_SUITE_END()
