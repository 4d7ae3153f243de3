#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/initial_law.hpp"
#include "setups.hpp"
#include "solver/evolution.hpp"
#include "solver/reverse_fokker_planck.hpp"
#include "solver/score.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

constexpr int steps = 100;

// Masses at equal times from 0 to 1, and these times from 1 to 0.
struct Forward {
  std::vector<std::vector<double>> slices;
  std::vector<double> back{1.0};

  Forward(Evolution& evolution, const Decomposition& d, std::vector<double> start)
      : slices{std::move(start)} {
    Masses masses(d, slices[0]);
    for (int k = 1; k <= steps; ++k) {
      evolution.advance(masses, (k - 1.0) / steps, double(k) / steps);
      slices.push_back(masses.gather());
      back.push_back(1 - double(k) / steps);
    }
  }
};

// The distance at the last time of what comes back from `start` to `expected`.
double distance_back(const ReverseProcess& process, const std::vector<double>& start,
                     const std::vector<double>& expected) {
  double error = 0;
  reverse_fokker_planck(process, {&start, 1}, [&](int k, std::span<const Masses> laws) {
    const auto mass = laws[0].gather();
    BOOST_TEST(std::abs(total(mass) - 1) < 1e-10);
    if (k < steps) return;
    for (std::size_t n = 0; n < mass.size(); ++n) error += std::abs(mass[n] - expected[n]);
  });
  return error;
}

// Forward from two Gaussians, then back by the reversal; distance to the start.
double return_error(const Sde& sde, int cells, const Reversal& reversal) {
  const Mesh mesh({test::uniform_axis(-5, 5, cells)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const auto factor = test::factor_of(sde, mesh);
  const std::vector<GaussianComponent> two{{1, {-1}, {0.4}}, {1, {1.2}, {0.5}}};
  Evolution evolution(d, sde, factor, {});
  const Forward forward(evolution, d, mixture_masses(mesh, two));
  MeshTables tables(sde, factor, mesh);
  const auto score = [&](int k) { return regular_score(mesh, forward.slices[steps - k]); };
  return distance_back({d, mesh, tables, factor, forward.back, score, reversal},
                       forward.slices[steps], forward.slices[0]);
}

// The same between absorbing ends: from the survivors' law p/Z back to p₀S₀/Z, or from a uniform
// prior back to p₀h₀, on the closed mesh; distance at the last time.
double absorbed_return_error(int cells, bool from_prior, const Reversal& reversal) {
  const Sde sde = test::process({"-1"}, {"sqrt(0.5 + 0.2*x)"});
  const Mesh mesh({test::uniform_axis(0, 2, cells, Boundary::absorbing)});
  const Mesh shut = closed(mesh);
  const Decomposition open_cells(MPI_COMM_WORLD, mesh);
  const Decomposition shut_cells(MPI_COMM_WORLD, shut);
  const auto factor = test::factor_of(sde, mesh);
  const std::vector<GaussianComponent> one{{1, {1.1}, {0.25}}};
  Evolution evolution(open_cells, sde, factor, {});
  const Forward forward(evolution, open_cells, mixture_masses(mesh, one));
  const auto& end = forward.slices[steps];
  BOOST_TEST(total(end) < 0.5);
  auto start = from_prior ? mesh.volumes() : end;
  normalise(start);
  auto ratio = start;
  for (std::size_t n = 0; n < ratio.size(); ++n) ratio[n] /= end[n];
  Masses expectation(open_cells, ratio);
  evolution.solve_backward(expectation, 0, 1);
  auto expected = expectation.gather();
  for (std::size_t n = 0; n < expected.size(); ++n) expected[n] *= forward.slices[0][n];
  MeshTables tables(sde, factor, shut);
  const auto score = [&](int k) { return regular_score(mesh, forward.slices[steps - k]); };
  return distance_back({shut_cells, mesh, tables, factor, forward.back, score, reversal}, start,
                       expected);
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

BOOST_AUTO_TEST_CASE(where_mass_is_absorbed_anderson_returns_to_the_survivors_past) {
  for (const bool from_prior : {false, true}) {
    const double coarse = absorbed_return_error(60, from_prior, {});
    const double fine = absorbed_return_error(120, from_prior, {});
    BOOST_TEST(fine < 1e-3);
    BOOST_TEST(fine < 0.5 * coarse);
    BOOST_TEST(absorbed_return_error(120, from_prior, *named_reversal("half-score")) > 0.1);
  }
}

BOOST_AUTO_TEST_CASE(every_lambda_has_the_same_marginals) {
  const Sde sde = test::process({"-x"}, {"1"});
  for (const double lambda : {0.5, 1.5})
    BOOST_TEST(return_error(sde, 120, {1, 1, 1, lambda}) < 1e-2);
}

BOOST_AUTO_TEST_CASE(stiff_intervals_may_take_implicit_steps) {
  const Mesh mesh({Axis(make_edges(SinhGrading{0, 6}, -5, 5, 100), Boundary::reflecting)});
  const Decomposition d(MPI_COMM_SELF, mesh);
  const Sde sde = test::process_with_x_dependent_noise(1);
  const auto factor = test::factor_of(sde, mesh);
  std::vector<std::vector<double>> slices{test::bump(mesh)};
  const std::vector<double> back{0.3, 0.2, 0.1};
  Evolution evolution(d, sde, factor, {});
  Masses masses(d, slices[0]);
  evolution.advance(masses, 0, 0.1);
  slices[0] = masses.gather();
  for (const double t : {0.2, 0.3}) {
    evolution.advance(masses, t - 0.1, t);
    slices.insert(slices.begin(), masses.gather());
  }
  MeshTables tables(sde, factor, mesh);
  const auto returned = [&](std::optional<double> tolerance) {
    std::vector<double> last;
    reverse_fokker_planck({d,
                           mesh,
                           tables,
                           factor,
                           back,
                           [&](int k) { return regular_score(mesh, slices[k]); },
                           {1, 1, 1, 1},
                           tolerance},
                          std::vector<std::vector<double>>{slices[0]},
                          [&](int, std::span<const Masses> laws) { last = laws[0].gather(); });
    return last;
  };
  const auto by_products = returned(std::nullopt);
  const auto by_steps = returned(1e-4);
  double difference = 0;
  for (std::size_t n = 0; n < by_steps.size(); ++n)
    difference += std::abs(by_steps[n] - by_products[n]);
  BOOST_TEST(difference > 0);  // another road was taken
  BOOST_TEST(difference < 1e-4);
}

BOOST_AUTO_TEST_SUITE_END()
