#include <boost/test/unit_test.hpp>
#include <cmath>
#include <vector>

#include "sde/time_factor.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::line;
using test::process;

namespace {
TimeFactor factor_of(const Sde& sde, const Mesh& mesh) {
  std::vector<double> times;
  for (int k = 0; k <= 20; ++k) times.push_back(0.05 * k);
  return TimeFactor(sde, cell_centers(mesh, mesh.all_cells()), times);
}
}  // namespace

BOOST_AUTO_TEST_SUITE(time_factor)

BOOST_AUTO_TEST_CASE(variance_preserving_diffusion_is_separable) {
  const Sde sde = process({"-0.5*(0.1 + 19.9*t)*x"}, {"sqrt(0.1 + 19.9*t)"});
  const Mesh mesh = line(-8, 8, 64);
  const auto factor = factor_of(sde, mesh);
  BOOST_TEST(factor.separable());
  const double reference = 0.1 + 19.9 * factor.reference_time();
  for (const double t : {0.0, 0.3, 1.0})
    BOOST_TEST(factor.rate(t) * reference == 0.1 + 19.9 * t, boost::test_tools::tolerance(1e-13));
  BOOST_TEST(factor.integral(0.2, 0.7) * reference == 0.1 * 0.5 + 9.95 * (0.49 - 0.04),
             boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(drift_and_noise_that_change_apart_are_not) {
  const Mesh mesh = line(-1, 1, 64);
  for (const auto& [f, g] : {std::pair{"-t*x", "1"}, {"-x", "1 + t"}, {"-x + t", "1"}}) {
    const Sde sde = process({f}, {g});
    const auto factor = factor_of(sde, mesh);
    BOOST_TEST(!factor.separable(), f);
    BOOST_TEST(factor.rate(0.7) == 1.0);
    BOOST_TEST(factor.integral(0.25, 0.75) == 0.5);
  }
}

BOOST_AUTO_TEST_CASE(a_change_in_one_cell_is_found) {
  // Of 20000 cells each time looks at every fourth, another set each time; this is one of a set
  // that the first times miss.
  const Sde sde = process({"x > 0.50005 && x < 0.5001 ? t : 0"}, {"1"});
  const Mesh mesh = line(0, 1, 20000);
  BOOST_TEST(!factor_of(sde, mesh).separable());
}

BOOST_AUTO_TEST_CASE(independence_of_time_needs_no_look) {
  const Sde sde = process({"-x"}, {"2"});
  const auto factor = factor_of(sde, line(-1, 1, 8));
  BOOST_TEST(factor.separable());
  BOOST_TEST(factor.rate(0.4) == 1.0);
  BOOST_TEST(factor.integral(0.25, 1.0) == 0.75);
}

BOOST_AUTO_TEST_CASE(the_clock_is_exact_for_polynomials) {
  const Sde sde = process({"0"}, {"t^4"});  // β ∝ t⁸
  const auto factor = factor_of(sde, line(-1, 1, 8));
  BOOST_TEST(factor.integral(0, 1) == 1.0 / 9, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_jump_of_the_rate_is_integrated) {
  const Sde sde = process({"-x*(t < 0.4 ? 1 : 9)"}, {"t < 0.4 ? 1 : 3"});
  const auto factor = factor_of(sde, line(-1, 1, 8));
  BOOST_TEST(factor.separable());
  BOOST_TEST(factor.integral(0, 1) / factor.rate(0) == 0.4 + 9 * 0.6,
             boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(no_noise_at_all_is_refused) {
  const Sde sde = process({"-x"}, {"0*t"});
  BOOST_CHECK_THROW(factor_of(sde, line(-1, 1, 8)), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_rate_that_varies_too_fast_is_refused_at_once) {
  const Mesh mesh = line(-1, 1, 16);
  const Sde sde = process({"0"}, {"2 + sin(1e9*t)"});
  const auto factor = factor_of(sde, mesh);
  BOOST_CHECK_THROW(factor.integral(0, 1), std::invalid_argument);
  const Sde fast = process({"0"}, {"2 + sin(1000*t)"});
  BOOST_CHECK_NO_THROW(factor_of(fast, mesh).integral(0, 1));
}

BOOST_AUTO_TEST_CASE(the_shortest_times_have_an_integral) {
  const Sde sde = process({"0"}, {"sqrt(1 + t)"});
  const auto factor = factor_of(sde, line(-1, 1, 16));
  BOOST_TEST(factor.integral(0, 5e-324) < 1e-300);
}

BOOST_AUTO_TEST_SUITE_END()
