#include "sde/axis_end.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using boost::test_tools::tolerance;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// The end of a one-dimensional process on [0, 2], or on [0, upper].
AxisEnd end_of(const std::string& drift, const std::string& noise, bool at_upper = false,
               double upper = 2) {
  return axis_end(test::process({drift}, {noise}), {0}, {upper}, 0, at_upper, {0.5 * upper}, 0);
}

// An end at which D ~ r^alpha and 2 f r/D → kappa.
void check(const AxisEnd& end, double alpha, double kappa, EndClass expected) {
  BOOST_TEST(end.tensor_exponent == alpha, tolerance(1e-6));
  if (std::isinf(kappa) || kappa == 0)
    BOOST_TEST(end.drift_ratio == kappa);
  else
    BOOST_TEST(end.drift_ratio == kappa, tolerance(1e-6));
  BOOST_TEST(name(end_class(end)) == name(expected));
}

double exponent_of(const AxisEnd& end, Boundary boundary) {
  const auto found = singular_end(end, boundary);
  return found ? found->exponent : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(axis_ends)

BOOST_AUTO_TEST_CASE(square_root_processes_are_reached_below_feller_s_condition) {
  // dX = k/2 (1 − X) dt + √X dW: κ = k, and the stationary density is ~ x^(k − 1).
  for (const double k : {0.08, 0.5, 1.02, 6.0}) {
    const AxisEnd end = end_of(std::to_string(k) + "/2*(1-x)", "sqrt(x)");
    check(end, 1, k, k < 1 ? EndClass::regular : EndClass::entrance);
    const double reflected = exponent_of(end, Boundary::reflecting);
    if (k < 2)
      BOOST_TEST(std::abs(reflected - (k - 1)) < 1e-7);
    else
      BOOST_TEST(std::isnan(reflected));  // it vanishes faster than r
    const double absorbed = exponent_of(end, Boundary::absorbing);
    if (k < 1)
      BOOST_TEST(absorbed == 0);  // the flux through the end carries a density that is finite there
    else if (k < 2)
      BOOST_TEST(std::abs(absorbed - (k - 1)) < 1e-7);  // which never meets the end
    BOOST_TEST(!singular_end(end, Boundary::periodic));
  }
  check(end_of("0.1*(1-x)", "sqrt(x)", true), 0, 0, EndClass::regular);
}

BOOST_AUTO_TEST_CASE(both_ends_of_genetic_drift_are_found) {
  // Mutation rates θ/2 and μ/2: κ = θ at 0 and μ at 1.
  for (const bool upper : {false, true})
    check(end_of("0.2*(1-x) - 0.6*x", "sqrt(x*(1-x))", upper, 1), 1, upper ? 1.2 : 0.4,
          upper ? EndClass::entrance : EndClass::regular);
  for (const bool upper : {false, true}) {
    const AxisEnd neutral = end_of("0", "sqrt(x*(1-x))", upper, 1);
    check(neutral, 1, 0, EndClass::exit);
    BOOST_TEST(!singular_end(neutral, Boundary::reflecting));
    BOOST_TEST(exponent_of(neutral, Boundary::absorbing) == 0);
    BOOST_TEST(singular_end(neutral, Boundary::absorbing)->tensor_exponent == 1);
  }
  // Selection vanishes at the ends faster than the noise there.
  check(end_of("2*x*(1-x)", "sqrt(x*(1-x))", false, 1), 1, 0, EndClass::exit);
}

BOOST_AUTO_TEST_CASE(geometric_brownian_motion_neither_reaches_nor_leaves_its_end) {
  for (const char* drift : {"0", "x", "-x", "3*x"}) {
    const AxisEnd end = end_of(drift, "x");
    BOOST_TEST(end.tensor_exponent == 2, tolerance(1e-6));
    BOOST_TEST(name(end_class(end)) == "natural");
    BOOST_TEST(!singular_end(end, Boundary::reflecting));
    // No pole, no loss, and no step of its own at an absorbing end that is never reached.
    const auto absorbing = singular_end(end, Boundary::absorbing);
    BOOST_TEST((!absorbing->reached && !absorbing->noise_rules && absorbing->exponent == 0));
  }
}

BOOST_AUTO_TEST_CASE(constant_elasticity_of_variance_is_reached_from_above_one_half) {
  const AxisEnd steep = end_of("0", "x^0.75");
  check(steep, 1.5, 0, EndClass::exit);
  BOOST_TEST(exponent_of(steep, Boundary::absorbing) == -0.5, tolerance(1e-6));
  BOOST_TEST(!singular_end(steep, Boundary::reflecting));
  const AxisEnd flat = end_of("0", "x^0.3");
  check(flat, 0.6, 0, EndClass::regular);
  BOOST_TEST(exponent_of(flat, Boundary::reflecting) == -0.6, tolerance(1e-6));
  BOOST_TEST(exponent_of(flat, Boundary::absorbing) == 0.4, tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(an_absorbing_entrance_keeps_its_density_and_loses_nothing) {
  const AxisEnd end = end_of("2 - 4*x", "sqrt(x)");
  check(end, 1, 4, EndClass::entrance);
  BOOST_TEST(!singular_end(end, Boundary::reflecting));
  const auto absorbing = singular_end(end, Boundary::absorbing);
  BOOST_TEST(absorbing->exponent == 3, tolerance(1e-6));
  BOOST_TEST((absorbing->noise_rules && !absorbing->reached));
}

BOOST_AUTO_TEST_CASE(an_end_is_known_on_a_long_axis_and_on_one_that_is_cut_off) {
  const auto at_zero = [](const char* drift, const char* noise, double lower, double upper) {
    return axis_end(test::process({drift}, {noise}), {lower}, {upper}, 0, false, {}, 0);
  };
  check(at_zero("0.1 - x", "0.5*sqrt(x)", 0, 2000), 1, 0.8, EndClass::regular);
  check(at_zero("0.1", "sqrt(x + x^2)", 0, 1000), 1, 0.2, EndClass::regular);
  check(at_zero("0.3*(x - 1)", "x - 1", 1, 2), 2, 0.6, EndClass::natural);
  BOOST_TEST(at_zero("0.3*x", "0.5*x", 1e-4, 30).tensor_exponent == 0);
}

BOOST_AUTO_TEST_CASE(a_drift_that_dominates_has_an_infinite_ratio) {
  const AxisEnd in = end_of("1", "x");
  check(in, 2, infinite, EndClass::entrance);
  BOOST_TEST(!singular_end(in, Boundary::reflecting));
  BOOST_TEST(!singular_end(in, Boundary::absorbing)->reached);
  const AxisEnd out = end_of("-1", "x");
  check(out, 2, -infinite, EndClass::exit);
  BOOST_TEST(!singular_end(out, Boundary::absorbing)->noise_rules);
  BOOST_TEST(exponent_of(out, Boundary::absorbing) == 0);
  // At the upper end 1 leads outwards.
  check(end_of("1", "2-x", true), 2, -infinite, EndClass::exit);
  check(end_of("-1", "2-x", true), 2, infinite, EndClass::entrance);
}

BOOST_AUTO_TEST_CASE(a_drift_that_vanishes_like_r_or_faster_leads_nowhere_in_finite_time) {
  // Noise that vanishes faster than the drift leaves dr = ±r dt, which takes for ever.
  for (const char* drift : {"x", "-x", "x^2", "-x^2"}) {
    check(end_of(drift, "x^2"), 4, drift[0] == '-' ? -infinite : infinite, EndClass::natural);
    BOOST_TEST(!singular_end(end_of(drift, "x^2"), Boundary::absorbing)->reached);
  }
  check(end_of("x", "x^1.5"), 3, infinite, EndClass::natural);
  check(end_of("-sqrt(x)", "x^2"), 4, -infinite, EndClass::exit);
}

BOOST_AUTO_TEST_CASE(roundoff_does_not_decide_at_the_limits_between_classes) {
  // D is a power of r times a factor, with which differences find exponents a little off.
  for (const char* noise : {"sqrt(x*exp(x))", "sqrt(x*exp(-x))", "sqrt(sin(x))"}) {
    const AxisEnd neutral = end_of("0", noise);
    check(neutral, 1, 0, EndClass::exit);
    BOOST_TEST(!singular_end(neutral, Boundary::reflecting));
    BOOST_TEST(exponent_of(neutral, Boundary::absorbing) == 0);
  }
  for (const char* noise : {"x*exp(x)", "x*exp(-x)", "sin(x)"})
    for (const char* drift : {"0", "0.1*x", "2*x"})
      BOOST_TEST(name(end_class(end_of(drift, noise))) == "natural");
  // κ = α − 1: the stationary density 1/x has no finite mass.
  BOOST_TEST(name(end_class(end_of("0.25*sqrt(x)", "x^0.75"))) == "exit");
}

BOOST_AUTO_TEST_CASE(where_the_noise_does_not_vanish_the_end_is_an_ordinary_one) {
  for (const char* noise : {"1", "1+x", "exp(-x)", "0"}) {
    const AxisEnd end = end_of("-1", noise);
    BOOST_TEST(end.tensor_exponent == 0);
    BOOST_TEST(name(end_class(end)) == "regular");
    for (const Boundary b : {Boundary::reflecting, Boundary::absorbing, Boundary::periodic})
      BOOST_TEST(!singular_end(end, b));
  }
}

BOOST_AUTO_TEST_CASE(the_variance_of_heston_s_model_is_an_axis_of_its_own) {
  // dy = 1.5 (0.04 − y) dt + 0.4 √y dW: κ = 2·1.5·0.04/0.16 = 0.75 at every x.
  const Sde sde = test::process({"0.02 - y/2", "1.5*(0.04-y)"}, {"sqrt(y)", "0.4*sqrt(y)"});
  for (const double x : {-0.7, 0.3}) {
    const AxisEnd end = axis_end(sde, {-1, 0}, {1, 0.5}, 1, false, {x, 0}, 0);
    check(end, 1, 0.75, EndClass::regular);
    BOOST_TEST(exponent_of(end, Boundary::reflecting) == -0.25, tolerance(1e-6));
    BOOST_TEST(axis_end(sde, {-1, 0}, {1, 0.5}, 1, true, {x, 0}, 0).tensor_exponent == 0);
  }
  BOOST_TEST(axis_end(sde, {-1, 0}, {1, 0.5}, 0, false, {0, 0.1}, 0).tensor_exponent == 0);
}

BOOST_AUTO_TEST_CASE(time_and_place_and_calculus_are_those_asked_for) {
  const Sde moving = test::process({"0.5*(1+t)*(1-x)"}, {"sqrt(x)"});
  BOOST_TEST(axis_end(moving, {0}, {2}, 0, false, {}, 0).drift_ratio == 1, tolerance(1e-6));
  BOOST_TEST(axis_end(moving, {0}, {2}, 0, false, {}, 0.5).drift_ratio == 1.5, tolerance(1e-6));
  // Stratonovich's calculus adds ½ g g' = ¼ to the drift: κ = ½.
  std::vector<Formula> f, g;
  f.emplace_back("0", 1);
  g.emplace_back("sqrt(x)", 1);
  const Sde sde(std::move(f), std::move(g), Interpretation::stratonovich);
  BOOST_TEST(axis_end(sde, {0}, {2}, 0, false, {}, 0).drift_ratio == 0.5, tolerance(1e-4));
  BOOST_CHECK_THROW(end_of("log(x-1)", "sqrt(x)"), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
