#include "sde/walls.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/random_stream.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::stepper;

namespace {

// Reflected Brownian motion on [0, ∞) from x: P(X_h ≤ y) = Φ((y − x)/√h) − Φ((−y − x)/√h).
double reflected_law(double x, double y, double h) {
  const auto normal = [&](double z) { return 0.5 * std::erfc(-z / std::sqrt(2 * h)); };
  return normal(y - x) - normal(-y - x);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(walls)

BOOST_AUTO_TEST_CASE(one_step_of_brownian_motion_is_exact_in_law) {
  const Mesh mesh({test::uniform_axis(0, 100, 4)});
  const Walls<1> walls{mesh};
  const RandomStream stream(3, Purpose::forward_path);
  const int n = 100000;
  const double h = 0.25;
  for (const double x : {0.0, 0.1, 0.7}) {
    int below = 0;
    for (int i = 0; i < n; ++i) {
      Vector<1> normal;
      Vector<1> uniform;
      stream.normals(i, 0, normal);
      stream.uniforms(i, 1, uniform);
      const double y = x + std::sqrt(h) * normal[0];
      below += walls({x}, {y}, {1}, h, [&] { return uniform; })[0] < 0.3;
    }
    const double p = reflected_law(x, 0.3, h);
    BOOST_TEST(std::abs(below - n * p) < 5 * std::sqrt(n * p * (1 - p)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
