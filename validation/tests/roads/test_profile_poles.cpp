#include "app/roads/profile_poles.hpp"

#include <boost/test/unit_test.hpp>

#include "sde/coefficients.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using boost::test_tools::tolerance;

namespace {

const SingularEnds both_ends{SingularEnd{-0.5}, SingularEnd{0.25}};

}  // namespace

BOOST_AUTO_TEST_SUITE(profile_poles)

BOOST_AUTO_TEST_CASE(slopes_are_added_inside_along_singular_axes_alone) {
  const Mesh mesh({test::uniform_axis(0, 1, 3), test::singular_line(-1, 1, 8, both_ends).axis(0)});
  const PointGrid points = vertices(mesh, 2);
  std::vector<double> score(2 * points.size(), 0.125);
  roads::add_profile_slopes(mesh, points, score);
  std::size_t n = 0;
  for_each(points.shape(), [&](const Index& i) {
    const double y = points.coordinates[1][i[1]];
    BOOST_TEST(score[n++] == 0.125);
    const double slope = y == -1 || y == 1 ? 0 : -0.5 / (y + 1) - 0.25 / (1 - y);
    BOOST_TEST(score[n++] == 0.125 + slope, tolerance(1e-13));
  });
}

BOOST_AUTO_TEST_CASE(meshes_without_singular_ends_are_left_as_they_are) {
  const Mesh mesh = test::line(0, 1, 4);
  const PointGrid points = vertices(mesh, 1);
  std::vector<double> values(5, 1.0);
  roads::add_profile_slopes(mesh, points, values);
  roads::add_drift_at_ends(mesh, points, 0, std::vector<double>(5, 1.0), {}, values);
  BOOST_TEST(values == std::vector<double>(5, 1.0), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_reverse_drift_is_continuous_up_to_the_end) {
  // With D = x (1 − x) and the score of the profile, D s tends to e at 0 and to −e' at 1, and
  // so does the whole reverse drift to its value at the end.
  const Mesh mesh = test::singular_line(0, 1, 1 << 16, both_ends);
  const sde::Sde process = test::process({"0.3-0.5*x"}, {"sqrt(x*(1-x))"});
  const PointGrid points = vertices(mesh, 1);
  for (const sde::Reversal& reversal : {sde::Reversal{}, sde::Reversal{1, 1, 0.5, 0.7}}) {
    const sde::Coefficients forward = sde::tabulate(process, points, std::array{0}, 0);
    std::vector<double> score(points.size(), 0.0);
    roads::add_profile_slopes(mesh, points, score);
    std::vector<double> drift = sde::reverse(forward, score, reversal).drift;
    roads::add_drift_at_ends(mesh, points, 0, forward.divergence, reversal, drift);
    const std::size_t last = drift.size() - 1;
    BOOST_TEST(std::abs(drift[0] - drift[1]) < 2e-4);
    BOOST_TEST(std::abs(drift[last] - drift[last - 1]) < 2e-4);
    // In parts, the points keep their numbers.
    std::vector<double> tail(3, 0.0);
    const std::vector<double> slopes(forward.divergence.end() - 3, forward.divergence.end());
    roads::add_drift_at_ends(mesh, points, points.size() - 3, slopes, reversal, tail);
    BOOST_TEST(tail[1] == 0);
    const double factor = 0.5 * (1 + reversal.noise * reversal.noise) * reversal.score;
    BOOST_TEST(tail[2] == -0.25 * factor, tolerance(1e-4));
  }
}

BOOST_AUTO_TEST_CASE(other_powers_have_no_drift_at_the_end) {
  const SingularEnds ends{SingularEnd{-0.6, 0.6}, std::nullopt};
  const Mesh mesh = test::singular_line(0, 1, 4, ends);
  const PointGrid points = vertices(mesh, 1);
  std::vector<double> drift(5, 1.0);
  roads::add_drift_at_ends(mesh, points, 0, std::vector<double>(5, 3.0), {}, drift);
  BOOST_TEST(drift == std::vector<double>(5, 1.0), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
