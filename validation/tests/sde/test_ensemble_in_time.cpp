// The times at which an ensemble takes its coefficients.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <tuple>

#include "sde/coefficients.hpp"
#include "sde/ensemble.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::line;

BOOST_AUTO_TEST_SUITE(ensemble_in_time)

BOOST_AUTO_TEST_CASE(coefficients_are_taken_at_their_own_times) {
  // Drift 1, 2, 4 at the three times of a pair and (nearly) no noise: Heun moves by the trapezoid
  // rule over both steps, its twin over the whole; Euler–Maruyama by the values at the beginnings.
  const Mesh mesh = line(0, 100, 10);
  const PointGrid points = vertices(mesh, 1);
  const auto table = [&](double drift) {
    const std::vector<double> all(points.size(), drift);
    return ParticleCoefficients(
        points,
        {1,
         all,
         {1, TensorLayout::diagonal, std::vector<double>(points.size(), 1e-30)},
         std::vector<double>(points.size(), 0)},
        NoiseLayout::additive);
  };
  const auto start = table(1);
  const auto middle = table(2);
  const auto end = table(4);
  std::vector<double> mass(10, 0.0);
  mass[5] = 1;
  const Field score(10, 1);
  const CellSampler sampler(mesh, mass, score);
  for (const auto& [scheme, fine, coarse] : {std::tuple{Scheme::heun, 1.5 * 1 + 3 * 2, 2.5 * 3},
                                             {Scheme::euler_maruyama, 1.0 + 2 * 2, 1.0 * 3}}) {
    Ensemble e(mesh, sampler, RandomStream(1, Purpose::reverse_start), 0, 1, true);
    const double from = e.position(0)[0];
    e.advance(scheme, RandomStream(1, Purpose::reverse_path), {start, middle, end, 1, 2, 0});
    BOOST_TEST(std::abs(e.position(0)[0] - from - fine) < 1e-10);
    BOOST_TEST(std::abs(e.twin_position(0)[0] - from - coarse) < 1e-10);
  }
}

BOOST_AUTO_TEST_CASE(heun_takes_the_mean_variance_of_both_ends) {
  // No drift, amplitudes 1, 1, 3 at the three times: the second step's noise is √((1 + 9)/2) times
  // that of a constant amplitude, on the same increments.
  const Mesh mesh = line(-1000, 1000, 3);
  const PointGrid points = vertices(mesh, 1);
  const auto table = [&](double amplitude) {
    const std::vector<double> none(points.size(), 0.0);
    return ParticleCoefficients(
        points,
        {1,
         none,
         {1, TensorLayout::diagonal, std::vector<double>(points.size(), amplitude * amplitude)},
         none},
        NoiseLayout::additive);
  };
  const auto one = table(1);
  const auto three = table(3);
  const std::vector<double> mass{0, 1, 0};
  const Field score(3, 1);
  const auto displacement = [&](const StepPair& steps) {
    Ensemble e(mesh, CellSampler(mesh, mass, score), RandomStream(1, Purpose::reverse_start), 0, 1,
               false);
    const double from = e.position(0)[0];
    e.advance(Scheme::heun, RandomStream(1, Purpose::reverse_path), steps);
    return e.position(0)[0] - from;
  };
  const double tiny = 1e-12;  // of the two steps only one counts
  const double constant = displacement({one, one, one, tiny, 1, 0});
  BOOST_TEST(displacement({one, one, three, tiny, 1, 0}) / constant == std::sqrt(5.0),
             boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_SUITE_END()
