#include "sde/platen.hpp"

#include <boost/test/unit_test.hpp>

#include "sde/steppers.hpp"
#include "validation/tests/sde/polynomial_processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::sde::stepper;
using namespace loschmidt::test;

namespace {

// Each noise depends on all coordinates, itself included, and is positive in a box that a step from
// its middle does not leave: tables of diagonal noise hold √D = |g|.
const PolynomialProcess crossed{
    {constant(0.4) + -1.0 * X + 0.6 * Y, constant(-0.3) + -0.9 * X + 0.2 * (X * Y)},
    {{constant(1) + 0.5 * X + 0.8 * Y + 0.3 * T, constant(0)},
     {constant(0), constant(0.7) + -0.6 * X + 0.4 * Y + 0.5 * (X * Y)}}};

// The same scheme whose two-point variables are always +1.
struct WithoutAreas {
  static NoiseCount count(const ParticleCoefficients&) { return {2, 0}; }
  Platen<2> scheme;
  WithoutAreas(const Box<2>& box, const ParticleCoefficients& from, const ParticleCoefficients& to,
               double clock)
      : scheme(box, from, to, clock) {}
  Vector<2> operator()(const Vector<2>& x, const StepNoise<double>& noise) const {
    HandMadeNoise positive({2, 1});
    for (int k = 0; k < 2; ++k) positive.increment(k) = noise.increment(k);
    positive.sign(0) = 1;
    return scheme(x, positive.view());
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(platen)

BOOST_AUTO_TEST_CASE(weak_order_two_on_one_axis) {
  // Coefficients that bend: x² and x³ on a table fine enough not to be noticed.
  const Mesh mesh = line(-2, 2, 400000);
  const PolynomialProcess bent{
      {constant(0.5) + -1.0 * X + 0.8 * (X * X) + 0.4 * T},
      {{constant(1) + 0.6 * X + -0.4 * (X * X) + 0.3 * (X * X * X) + 0.5 * T}}};
  BOOST_TEST(std::abs(local_order<1, Platen<1>>(mesh, bent, NoiseLayout::diagonal) - 3) < 0.1);
}

BOOST_AUTO_TEST_CASE(weak_order_two_where_each_noise_depends_on_every_axis) {
  const Mesh mesh = box(2, 0.6);
  BOOST_TEST(std::abs(local_order<2, Platen<2>>(mesh, crossed, NoiseLayout::diagonal) - 3) < 0.1);
  BOOST_TEST((local_order<2, WithoutAreas>(mesh, crossed, NoiseLayout::diagonal)) < 2.5);
}

BOOST_AUTO_TEST_CASE(weak_order_two_in_space) {
  const Mesh mesh = box(3, 0.6);
  const PolynomialProcess process{
      {constant(0.4) + -1.0 * X + 0.6 * Z, -0.9 * X + 0.3 * Y, constant(0.2) + 0.3 * (Y * Z)},
      {{constant(1) + 0.5 * Y + 0.4 * Z, constant(0), constant(0)},
       {constant(0), constant(0.7) + -0.6 * X + 0.3 * Z, constant(0)},
       {constant(0), constant(0), constant(0.8) + 0.6 * X + -0.5 * Y}}};
  BOOST_TEST(std::abs(local_order<3, Platen<3>>(mesh, process, NoiseLayout::diagonal) - 3) < 0.15);
}

BOOST_AUTO_TEST_CASE(geometric_brownian_motion_in_a_hundred_steps) {
  // dX = μX dt + σX dW: a step multiplies the mean and the mean square by what one step from x = 1
  // gives, so the error at the end is known without sampling. The mean square is off by 2.5e-6 of
  // its value where Euler–Maruyama shows 1.5e-3.
  const Mesh mesh = line(-60, 60, 4);
  const PointGrid points = vertices(mesh, 1);
  const double mu = 0.1;
  const double sigma = 0.6;
  const int steps = 100;
  const PolynomialProcess process{{mu * X}, {{sigma * X}}};
  const ParticleCoefficients c(points, process.at(points, 0, true), NoiseLayout::matrix);
  const double h = 1.0 / steps;
  const auto error = [&](const auto& scheme) {
    const double growth = expectation<1>(scheme, {1, 0}, X * X, {1.0}, h);
    return std::abs(std::pow(growth, steps) / std::exp(2 * mu + sigma * sigma) - 1);
  };
  // √D = σ|x|: only x > 0 is met within eight standard deviations of a step.
  ParticleCoefficients positive(vertices(line(0, 60, 60), 1),
                                process.at(vertices(line(0, 60, 60), 1), 0, false),
                                NoiseLayout::diagonal);
  const double platen = error(Platen<1>(Box<1>(mesh), positive, positive, h));
  const double euler = error(EulerMaruyama<1, NoiseLayout::matrix>(Box<1>(mesh), c, c, h));
  BOOST_TEST_MESSAGE("GBM, 100 steps: " << platen << " against " << euler);
  BOOST_TEST(platen < 4e-6);
  BOOST_TEST(euler > 300 * platen);
}

BOOST_AUTO_TEST_SUITE_END()
