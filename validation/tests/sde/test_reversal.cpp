#include <boost/test/unit_test.hpp>

#include "sde/reversal.hpp"

using namespace loschmidt::sde;

namespace {
// One point with f = 2, D = 3, ∇·D = 5, and a score of 7.
const Coefficients sample{1, {2}, {1, TensorLayout::diagonal, {3}}, {5}};
const std::array<double, 1> score{7};
double drift(const Reversal& r) {
  return reverse(sample, score, r).drift[0];
}
}  // namespace

BOOST_AUTO_TEST_SUITE(reversal)

BOOST_AUTO_TEST_CASE(anderson) {
  BOOST_TEST(drift(*named_reversal("anderson")) == -2.0 + 5 + 3 * 7);
}

BOOST_AUTO_TEST_CASE(the_wrong_formulas_are_what_their_names_say) {
  BOOST_TEST(drift(*named_reversal("naive")) == -2.0);
  BOOST_TEST(drift(*named_reversal("half-score")) == -2 + 5 + 10.5);
  BOOST_TEST(drift(*named_reversal("flipped-score")) == -2.0 + 5 - 21);
  BOOST_TEST(drift(*named_reversal("unnegated-drift")) == 2.0 + 5 + 21);
  BOOST_TEST(drift(*named_reversal("missing-divergence")) == -2.0 + 21);
  BOOST_TEST(drift(*named_reversal("half-divergence")) == -2 + 2.5 + 21);
}

BOOST_AUTO_TEST_CASE(every_name_is_known_and_no_other) {
  for (const auto name : reversal_names()) BOOST_TEST(named_reversal(name).has_value(), name);
  BOOST_TEST(!named_reversal("andersen").has_value());
}

BOOST_AUTO_TEST_CASE(the_lambda_family_scales_correction_and_noise) {
  const auto half = reverse(sample, score, {1, 1, 1, 0.5});
  BOOST_TEST(half.drift[0] == -2 + 0.5 * 1.25 * (5 + 21));
  BOOST_TEST(half.tensor(0, 0, 0) == 0.75);
  const auto flow = reverse(sample, score, *named_reversal("probability-flow"));
  BOOST_TEST(flow.drift[0] == -2 + 0.5 * 26);
  BOOST_TEST(flow.tensor(0, 0, 0) == 0.0);
}

BOOST_AUTO_TEST_CASE(a_stationary_gradient_process_is_its_own_reversal) {
  // f = −x, D = 2: stationary density N(0, 1), score −x; then b = x − 2x = −x = f.
  for (const double x : {-1.5, 0.0, 2.0}) {
    const std::array<double, 1> s{-x};
    BOOST_TEST(reverse({1, {-x}, {1, TensorLayout::diagonal, {2}}, {0}}, s, {}).drift[0] == -x);
  }
}

BOOST_AUTO_TEST_CASE(reversing_twice_returns) {
  // The reverse process has the same densities, hence the same score: b(b(f)) = f.
  const auto there = reverse(sample, score, {});
  BOOST_TEST(reverse(there, score, {}).drift[0] == sample.drift[0]);
}

BOOST_AUTO_TEST_CASE(shapes_must_agree) {
  const std::array<double, 2> two{1, 2};
  BOOST_CHECK_THROW(reverse(sample, two, {}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(repulsion_is_the_poles_share_of_the_drift) {
  // D s = D σ: the drift it adds, over the tensor the reverse process has.
  const Coefficients forward{1, {0.0}, {1, TensorLayout::diagonal, {2.0}}, {0.0}};
  constexpr double pole = 3;
  for (const Reversal& r : {Reversal{}, Reversal{1, 1, 0.5, 1}, Reversal{1, 1, 1, 0.7}}) {
    const Coefficients back = reverse(forward, std::vector{pole}, r);
    BOOST_TEST(back.drift[0] == repulsion(r) * back.tensor(0, 0, 0) * pole,
               boost::test_tools::tolerance(1e-14));
  }
  BOOST_TEST(repulsion(*named_reversal("naive")) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()
