// The step of walls near an end where the noise vanishes. With constant coefficients it is exact:
// 4 r'/(c t) of dr = b dt + √(c r) dW has the noncentral χ² law of 4 b/c degrees of freedom.
#include "sde/singular_zone.hpp"

#include <algorithm>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/random_stream.hpp"
#include "sde/square_root_step.hpp"
#include "sde/walls.hpp"
#include "validation/tests/processes.hpp"
#include "validation/tests/sde/chain.hpp"
#include "validation/tests/sde/single_draws.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::sde::stepper;

namespace {

constexpr double noise_rate = 0.5;  // c of D = c r
constexpr double zone_clock =
    0.02;  // clock of a step, in which the zone reaches to 25 c · clock = 0.25

// The process dr = (b + slope r) dt + √(c r) dW with r from one end of [−1, 1], and its tables.
struct NearEnd {
  Mesh mesh;
  ParticleCoefficients tables;
  Walls<1> walls;
  double position, inward;

  NearEnd(double b, bool upper, Boundary boundary, double slope = 0)
      : mesh(test::singular_line(-1, 1, 40, ends(b, upper, boundary), boundary)),
        tables(test::Chain{mesh, process(b, slope, upper), Scheme::euler_maruyama, 1, zone_clock}
                   .tables()),
        walls(mesh, tables, tables, zone_clock),
        position(upper ? 1 : -1),
        inward(upper ? -1 : 1) {}
  NearEnd(const NearEnd&) = delete;

  static SingularEnds ends(double b, bool upper, Boundary boundary) {
    SingularEnds result;
    result[upper] = SingularEnd{boundary == Boundary::absorbing ? 0 : 2 * b / noise_rate - 1};
    return result;
  }
  static Sde process(double b, double slope, bool upper) {
    const std::string r = upper ? "(1-x)" : "(x+1)";
    const std::string drift = std::to_string(b) + "+" + std::to_string(slope) + "*" + r;
    return test::process({(upper ? "-(" : "(") + drift + ")"},
                         {"sqrt(" + std::to_string(noise_rate) + "*" + r + ")"});
  }
  // The distance from the end after a step from the distance r, for which the scheme proposed
  // anything at all; NaN where it was absorbed.
  double after(double r, const PathPart& part) const {
    const auto parts = [&](int) { return PathParts<1>{part}; };
    const Vector<1> end = walls.finish({position + inward * r}, {0.77}, parts);
    return inward * (end[0] - position);
  }
};

PathPart part_of(int draw, double sign = 1) {
  const RandomStream stream(5, Purpose::forward_path);
  std::array<double, 1> normal{};
  std::array<double, 1> uniform{};
  test::normals(stream, draw, 0, normal);
  stream.uniforms(draw, 1, uniform);
  return {zone_clock, sign * std::sqrt(zone_clock) * normal[0], uniform[0]};
}

// Below this the place ±(1 − r) rounds in units of 4 r/(c t); much of the law for small b is there.
constexpr double smallest = 1e-10;

// Kolmogorov and Smirnov's distance times √draws, which exceeds 1.95 once in a thousand samples.
template <class Law>
double sample_distance(std::vector<double> sample, int count, Law&& law) {
  std::ranges::sort(sample);
  double distance = 0;
  for (std::size_t i = 100; i < sample.size(); i += 1 + sample.size() / 200)
    if (sample[i] > smallest)
      distance =
          std::max(distance, std::abs(law(sample[i]) - (static_cast<double>(i) + 0.5) / count));
  return distance * std::sqrt(count);
}

constexpr int zone_draws = 50000;

}  // namespace

BOOST_AUTO_TEST_SUITE(singular_zone)

BOOST_AUTO_TEST_CASE(a_reflected_step_has_the_noncentral_law_at_either_end) {
  for (const double b : {0.02, 0.055, 0.125, 0.255})  // k = 0.08, 0.22, 0.5, 1.02
    for (const bool upper : {false, true}) {
      const NearEnd end(b, upper, Boundary::reflecting);
      for (const double r : {0.0, 1e-3, 0.03, 0.1, 0.2}) {
        const double scale = 0.25 * noise_rate * zone_clock;
        std::vector<double> sample;
        for (int i = 0; i < zone_draws; ++i) sample.push_back(end.after(r, part_of(i)) / scale);
        const boost::math::non_central_chi_squared law(4 * b / noise_rate, r / scale);
        BOOST_TEST_CONTEXT("b " << b << ", r " << r << ", upper " << upper) {
          BOOST_TEST(*std::ranges::min_element(sample) >= 0);
          BOOST_TEST(sample_distance(sample, zone_draws, [&](double z) { return cdf(law, z); }) <
                     1.95);
        }
      }
    }
}

BOOST_AUTO_TEST_CASE(an_absorbing_end_takes_what_the_square_root_process_loses) {
  // With δ = 4 b/c and λ = 2 r/(c t) it survives with the probability P(1 − δ/2, λ).
  for (const double b : {0.0, 0.055, 0.2})
    for (const bool upper : {false, true}) {
      const NearEnd end(b, upper, Boundary::absorbing);
      for (const double r : {1e-3, 5e-3, 0.02}) {
        int alive = 0;
        for (int i = 0; i < zone_draws; ++i) alive += !std::isnan(end.after(r, part_of(i)));
        const double p =
            boost::math::gamma_p(1 - 2 * b / noise_rate, 2 * r / (noise_rate * zone_clock));
        BOOST_TEST(std::abs(alive - zone_draws * p) < 4 * std::sqrt(zone_draws * p * (1 - p)) + 1);
      }
    }
}

BOOST_AUTO_TEST_CASE(who_is_absorbed_or_beyond_the_zone_takes_no_such_step) {
  const NearEnd end(0.055, false, Boundary::reflecting);
  const SingularZone<1> zone(end.mesh.axis(0), 0, false, end.tables, end.tables, zone_clock);
  BOOST_TEST(zone.depth({0}) == 25 * noise_rate * zone_clock, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(zone.distance({-0.7}) == 0.3, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(end.after(0.26, part_of(1)) == 1.77, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(end.after(0.24, part_of(1)) < 0.6);
  // A step that starts in the zone is never final as proposed.
  BOOST_TEST(!end.walls.clear().holds(Vector<1>{-0.76}));
}

BOOST_AUTO_TEST_CASE(the_upper_end_is_the_mirror_image_of_the_lower_one) {
  // Seen from the upper end, noise that leads upwards leads outwards.
  for (const Boundary boundary : {Boundary::reflecting, Boundary::absorbing})
    for (const double b : {0.055, 0.2, 0.255}) {
      if (boundary == Boundary::absorbing && b > 0.25) continue;  // it is never met
      const NearEnd lower(b, false, boundary, -0.7);
      const NearEnd upper(b, true, boundary, -0.7);
      for (int i = 0; i < 300; ++i)
        for (const double r : {1e-3, 0.03, 0.2}) {
          const double one = lower.after(r, part_of(i));
          const double other = upper.after(r, part_of(i, -1));
          BOOST_TEST(((std::isnan(one) && std::isnan(other)) || std::abs(one - other) < 1e-9));
        }
    }
}

BOOST_AUTO_TEST_CASE(drift_beyond_that_at_the_end_acts_in_two_halves_around_the_exact_step) {
  // For δ ≥ 1 the step follows its noise; the mean of dr = (b − r) dt is b + (r − b) e^−t.
  for (const bool upper : {false, true}) {
    const NearEnd end(0.2, upper, Boundary::reflecting, -1);
    for (const double r : {0.0, 0.05, 0.2}) {
      double mean = 0, square = 0;
      for (int i = 0; i < zone_draws; ++i) {
        const double x = end.after(r, part_of(i));
        mean += x / zone_draws;
        square += x * x / zone_draws;
      }
      const double expected = 0.2 + (r - 0.2) * std::exp(-zone_clock);
      const double error = std::sqrt((square - mean * mean) / zone_draws);
      BOOST_TEST(std::abs(mean - expected) < 4 * error + 1e-5);
    }
  }
}

BOOST_AUTO_TEST_CASE(other_powers_are_steps_in_the_coordinate_in_which_the_noise_is_a_root) {
  // D = r^0.6 reflects at exponent −0.6: z = r^1.4 is dz = 0.28 dt + 1.4 √z dW, from a vertex.
  SingularEnds ends;
  ends[0] = SingularEnd{-0.6, 0.6};
  const Mesh mesh = test::singular_line(0, 2, 40, ends);
  const auto tables =
      test::Chain{mesh, test::process({"0"}, {"x^0.3"}), Scheme::euler_maruyama, 1, zone_clock}
          .tables();
  const Walls<1> walls(mesh, tables, tables, zone_clock);
  const double c = 1.4 * 1.4;
  for (int i = 0; i < 200; ++i) {
    const PathParts<1> parts{part_of(i)};
    const double z = square_root_end(std::pow(0.1, 1.4), 0.28, c, parts);
    const double x = walls.finish({0.1}, {0.77}, [&](int) { return parts; })[0];
    BOOST_TEST(std::abs(x - std::pow(z, 1 / 1.4)) < 0.02);
  }
}

BOOST_AUTO_TEST_CASE(the_zone_is_at_least_a_cell_deep_however_short_the_step) {
  const NearEnd end(0.125, false, Boundary::reflecting);
  const auto depth = [&](double clock) {
    return SingularZones<1>(end.mesh, end.tables, end.tables, clock).depth(0, false);
  };
  BOOST_TEST(depth(zone_clock) == 25 * noise_rate * zone_clock, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(depth(1e-6) == end.mesh.axis(0).width(0), boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(no_particle_is_lost_on_the_way_back_from_ends_that_absorb) {
  // A long step may end at an end itself, outside its zone.
  const SingularEnd exit{0};
  const Mesh mesh = test::singular_line(-1, 1, 40, {exit, exit}, Boundary::absorbing);
  const auto process = [] { return test::process({"0"}, {"sqrt(0.5*(1-x*x))"}); };
  const auto end_at = [&](double repulsion, double proposed) {
    ParticleCoefficients tables =
        test::Chain{mesh, process(), Scheme::euler_maruyama, 1, 1e-3}.tables();
    tables.repulsion = repulsion;
    const Walls<1> walls(mesh, tables, tables, 1e-3);
    return walls.finish({0.0}, {proposed}, [](int) {
      return PathParts<1>{PathPart{1e-3, 0, 0.5}};
    })[0];
  };
  BOOST_TEST(end_at(1, 1.0) == 1.0);
  BOOST_TEST(end_at(1, 1.25) == 0.75);
  BOOST_TEST(std::isnan(end_at(0, 1.0)));
}

BOOST_AUTO_TEST_SUITE_END()
