#include "sde/steppers.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/sde/polynomial_processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::sde::stepper;
using namespace loschmidt::test;

namespace {

// Drift and noise that depend on time, a rotation, and a product of both coordinates.
const PolynomialProcess additive{
    {constant(0.4) + -1.0 * X + 0.6 * Y + 0.5 * (X * Y), constant(-0.3) + -0.9 * X + 0.3 * T},
    {{constant(1) + 0.5 * T, constant(0)}, {constant(0), constant(0.7)}}};
const PolynomialProcess correlated{additive.drift,
                                   {{constant(1), 0.8 * T}, {constant(-0.6), constant(0.4)}}};
const PolynomialProcess still{additive.drift,
                              {{constant(0), constant(0)}, {constant(0), constant(0)}}};

}  // namespace

BOOST_AUTO_TEST_SUITE(steppers)

BOOST_AUTO_TEST_CASE(euler_maruyama_has_weak_order_one_on_every_layout) {
  const Mesh mesh = box(2, 40);
  using enum NoiseLayout;
  using Plain = EulerMaruyama<2, NoiseLayout::additive>;
  for (const double order :
       {local_order<2, Plain>(mesh, ::additive, NoiseLayout::additive),
        local_order<2, EulerMaruyama<2, diagonal>>(mesh, ::additive, diagonal),
        local_order<2, EulerMaruyama<2, matrix>>(mesh, correlated, matrix, true),
        local_order<2, Plain>(mesh, correlated, NoiseLayout::additive, true)})
    BOOST_TEST(std::abs(order - 2) < 0.1);
}

BOOST_AUTO_TEST_CASE(heun_has_weak_order_two_where_noise_is_the_same_everywhere) {
  const Mesh mesh = box(2, 40);
  for (const bool full : {false, true})
    BOOST_TEST(std::abs(local_order<2, Heun<2>>(mesh, full ? correlated : additive,
                                                NoiseLayout::additive, full) -
                        3) < 0.1);
}

BOOST_AUTO_TEST_CASE(without_noise_the_step_is_of_order_two) {
  const Mesh mesh = box(2, 40);
  BOOST_TEST(std::abs(local_order<2, Ode<2>>(mesh, still, NoiseLayout::additive) - 3) < 0.1);
}

BOOST_AUTO_TEST_SUITE_END()
