#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/initial_law.hpp"
#include "setups.hpp"
#include "solver/evolution.hpp"
#include "solver/reverse_fokker_planck.hpp"

using namespace loschmidt;

namespace {

// Forward from two Gaussians, then back by the reversal; distance to the start.
double return_error(const Sde& sde, int cells, const Reversal& reversal) {
  const Mesh mesh({test::uniform_axis(-5, 5, cells)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const auto factor = test::factor_of(sde, mesh);
  const std::vector<GaussianComponent> two{{1, {-1}, {0.4}}, {1, {1.2}, {0.5}}};
  constexpr int steps = 100;
  std::vector<std::vector<double>> slices{mixture_masses(mesh, two)};
  Evolution evolution(d, sde, factor, {});
  Masses masses(d, slices[0]);
  std::vector<double> back{1.0};
  for (int k = 1; k <= steps; ++k) {
    evolution.advance(masses, (k - 1.0) / steps, double(k) / steps);
    slices.push_back(masses.gather());
    back.push_back(1 - double(k) / steps);
  }
  MeshTables tables(sde, factor, mesh);
  double error = 0;
  reverse_fokker_planck(
      d, tables, factor, back, [&](int k) { return slices[steps - k]; }, reversal,
      [&](int k, const std::vector<double>& mass) {
        BOOST_TEST(std::abs(total(mass) - 1) < 1e-10);
        if (k < steps) return;
        for (std::size_t n = 0; n < mass.size(); ++n) error += std::abs(mass[n] - slices[0][n]);
      });
  return error;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reverse_equation)

BOOST_AUTO_TEST_CASE(anderson_returns_at_second_order) {
  const Sde sde = test::process({"-x"}, {"1"});
  const double coarse = return_error(sde, 60, {});
  const double fine = return_error(sde, 120, {});
  BOOST_TEST(fine < 5e-3);
  BOOST_TEST(std::log2(coarse / fine) > 1.7);
}

BOOST_AUTO_TEST_CASE(noise_that_depends_on_x_needs_its_divergence) {
  const Sde sde = test::process({"-x"}, {"sqrt(0.5 + 0.3*x^2)"});
  BOOST_TEST(return_error(sde, 120, {}) < 1e-2);
  BOOST_TEST(return_error(sde, 120, *named_reversal("missing-divergence")) > 0.1);
  BOOST_TEST(return_error(sde, 120, *named_reversal("half-divergence")) > 0.05);
}

BOOST_AUTO_TEST_CASE(wrong_reversals_do_not_return) {
  const Sde sde = test::process({"-x"}, {"1"});
  for (const char* name : {"naive", "half-score", "unnegated-drift"})
    BOOST_TEST(return_error(sde, 60, *named_reversal(name)) > 0.1, name);
}

BOOST_AUTO_TEST_CASE(every_lambda_has_the_same_marginals) {
  const Sde sde = test::process({"-x"}, {"1"});
  for (const double lambda : {0.5, 1.5})
    BOOST_TEST(return_error(sde, 120, {1, 1, 1, lambda}) < 1e-2);
}

BOOST_AUTO_TEST_SUITE_END()
