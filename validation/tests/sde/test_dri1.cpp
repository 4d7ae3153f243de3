#include "sde/dri1.hpp"

#include <boost/test/unit_test.hpp>

#include "sde/steppers.hpp"
#include "validation/tests/sde/polynomial_processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::sde::stepper;
using namespace loschmidt::test;

namespace {

double order_on_two_axes(const PolynomialProcess& process) {
  const Mesh mesh = box(2, 40);
  return local_order<2, Dri1<2>>(mesh, process, NoiseLayout::matrix, true);
}

const std::vector<Polynomial> turning{constant(0.4) + -1.0 * X + 0.6 * Y,
                                      constant(-0.3) + -0.9 * X + 0.2 * (X * Y) + 0.3 * T};

}  // namespace

BOOST_AUTO_TEST_SUITE(dri1)

BOOST_AUTO_TEST_CASE(weak_order_two_on_one_axis_with_one_and_two_noises) {
  const Mesh mesh = line(-2, 2, 400000);
  const Polynomial f = constant(0.5) + -1.0 * X + 0.8 * (X * X) + 0.4 * T;
  const Polynomial g = constant(1) + 0.6 * X + -0.4 * (X * X) + 0.3 * (X * X * X) + 0.5 * T;
  for (const PolynomialProcess& process :
       {PolynomialProcess{{f}, {{g}}},
        PolynomialProcess{{f}, {{g, constant(0.5) + -0.7 * X + 0.5 * (X * X)}}}})
    BOOST_TEST(std::abs(local_order<1, Dri1<1>>(mesh, process, NoiseLayout::matrix, true) - 3) <
               0.1);
}

BOOST_AUTO_TEST_CASE(weak_order_two_where_noises_do_not_commute) {
  // Two and three Wiener processes on two axes; a second column that turns with the first.
  BOOST_TEST(std::abs(order_on_two_axes({turning,
                                         {{constant(1) + 0.4 * X, constant(0.3) + -0.8 * Y},
                                          {constant(0.2) + 0.5 * Y, constant(0.6) + 0.9 * X}}}) -
                      3) < 0.1);
  BOOST_TEST(
      std::abs(order_on_two_axes({turning,
                                  {{constant(1) + 0.4 * X, constant(0.3) + -0.8 * Y, 0.5 * X},
                                   {0.5 * Y, constant(0.6) + 0.3 * (X * Y) + 0.4 * T,
                                    constant(0.4) + -0.7 * X}}}) -
               3) < 0.1);
}

BOOST_AUTO_TEST_CASE(weak_order_two_in_space) {
  const Mesh mesh = box(3, 40);
  const PolynomialProcess process{
      {constant(0.4) + -1.0 * X + 0.6 * Z, -0.9 * X + 0.3 * Y, constant(0.2) + 0.3 * (Y * Z)},
      {{constant(1) + 0.5 * Y, constant(0.2) + 0.4 * Z, 0.3 * X},
       {0.4 * Z, constant(0.7) + -0.6 * X, constant(0.2) + 0.3 * Y},
       {0.5 * X, -0.3 * Y, constant(0.8) + 0.6 * X}}};
  BOOST_TEST(std::abs(local_order<3, Dri1<3>>(mesh, process, NoiseLayout::matrix, true) - 3) <
             0.15);
}

BOOST_AUTO_TEST_CASE(diagonal_noise_is_a_matrix_too) {
  const Mesh mesh = box(2, 0.6);
  const PolynomialProcess process{
      turning, {{constant(1) + 0.5 * Y, constant(0)}, {constant(0), constant(0.7) + -0.6 * X}}};
  BOOST_TEST(std::abs(local_order<2, Dri1<2>>(mesh, process, NoiseLayout::matrix) - 3) < 0.1);
}

BOOST_AUTO_TEST_SUITE_END()
