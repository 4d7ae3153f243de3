#include "sde/axis_noise.hpp"

#include <boost/test/unit_test.hpp>

#include "sde/fold.hpp"
#include "validation/tests/sde/polynomial_processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::test;
using stepper::along_axis;

namespace {
HandMadeNoise driven_by(const std::array<double, 2>& w) {
  HandMadeNoise noise({2, 0});
  for (int k = 0; k < 2; ++k) noise.increment(k) = w[k];
  return noise;
}
}  // namespace

BOOST_AUTO_TEST_SUITE(axis_noise)

BOOST_AUTO_TEST_CASE(what_drives_an_axis_is_the_same_in_every_layout) {
  const PointGrid points = vertices(box(2, 2), 1);
  const std::array<double, 2> x{0.5, -0.25};
  const std::array<double, 2> w{0.3, -1.1};
  const auto noise = driven_by(w);
  const PolynomialProcess process{{constant(0), constant(0)},
                                  {{constant(2), constant(0)}, {constant(0), constant(0.5)}}};
  for (const NoiseLayout layout :
       {NoiseLayout::additive, NoiseLayout::diagonal, NoiseLayout::matrix}) {
    const ParticleCoefficients c(points, process.at(points, 0, false), layout);
    for (int a = 0; a < 2; ++a)
      BOOST_TEST(along_axis<2>(c, x, noise.view(), a) == w[a], boost::test_tools::tolerance(1e-15));
  }
}

BOOST_AUTO_TEST_CASE(matrix_noise_is_mixed_where_the_path_is) {
  const PointGrid points = vertices(box(2, 2), 1);
  const PolynomialProcess process{{constant(0), constant(0)},
                                  {{constant(1), Y}, {constant(3), constant(4)}}};
  const ParticleCoefficients c(points, process.at(points, 0, true), NoiseLayout::matrix);
  const std::array<double, 2> w{0.3, -1.1};
  const auto noise = driven_by(w);
  BOOST_TEST(along_axis<2>(c, {0.5, 1}, noise.view(), 0) == (0.3 - 1.1) / std::sqrt(2.0),
             boost::test_tools::tolerance(1e-14));
  BOOST_TEST(along_axis<2>(c, {0.5, 1}, noise.view(), 1) == (0.9 - 4.4) / 5,
             boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(an_axis_without_noise_has_none) {
  const PointGrid points = vertices(box(2, 2), 1);
  const PolynomialProcess process{{constant(0), constant(0)},
                                  {{constant(0), constant(0)}, {constant(1), constant(2)}}};
  for (const NoiseLayout layout : {NoiseLayout::additive, NoiseLayout::matrix}) {
    const ParticleCoefficients c(points, process.at(points, 0, true), layout);
    BOOST_TEST(along_axis<2>(c, {0.5, 1}, driven_by({1, 1}).view(), 0) == 0.0);
  }
}

BOOST_AUTO_TEST_SUITE_END()
