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

BOOST_AUTO_TEST_CASE(laws_are_predicted_on_one_axis_with_one_wiener_process) {
  const auto predicted = [](const meshes::Mesh& mesh, const Sde& sde, Scheme scheme,
                            double noise = 1) {
    return has_predicted_law(mesh, sde, reverse_scheme(with(scheme, noise), sde));
  };
  const meshes::Mesh line = test::line(0, 1, 8);
  const meshes::Axis axis = line.axis(0);
  BOOST_TEST(predicted(line, additive, Scheme::automatic));
  BOOST_TEST(predicted(line, multiplicative, Scheme::dri1));
  BOOST_TEST(predicted(line, multiplicative, Scheme::automatic, 0));
  BOOST_TEST(!predicted(line, multiplicative, Scheme::dri1, 0));
  const Sde two = test::matrix_process({"-x"}, {{"1 + x^2", "1"}});
  BOOST_TEST(!predicted(line, two, Scheme::dri1));
  BOOST_TEST(
      !predicted(test::line(0, 1, 8, meshes::Boundary::absorbing), additive, Scheme::automatic));
  BOOST_TEST(
      !predicted(meshes::Mesh({axis, axis}), process({"-x", "-y"}, {"1", "1"}), Scheme::automatic));
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
