// The density with absorbing ends is compared with a closed form. Y is Brownian motion with drift a
// between two absorbing ends, whose density by images is
// e^{ay − a²t/2} Σ_k [N(y; y₀ + 2kL) − N(y; −y₀ + 2kL)]. X = Y + cY² has the noise g = √(1 + 4cX),
// which varies up to the ends, and the drift ag + c.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "meshes/staggered.hpp"
#include "setups.hpp"
#include "solver/evolution.hpp"
#include "solver/extrapolation.hpp"
#include "solver/score.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

constexpr double length = 2;
constexpr double center = 0.7;
constexpr double start_variance = 0.02;
constexpr double end = 0.4;

struct Exact {
  double drift;  // a
  double bend;   // c

  double noise(double x) const { return std::sqrt(1 + 4 * bend * x); }
  double straight(double x) const { return bend == 0 ? x : (noise(x) - 1) / (2 * bend); }
  double images(double y, double t, bool derivative) const {
    const double v = start_variance + t;
    double sum = 0;
    for (int k = -4; k <= 4; ++k)
      for (const int sign : {1, -1}) {
        const double r = y - sign * center - 2 * k * length;
        sum += sign * std::exp(-0.5 * r * r / v) * (derivative ? -r / v : 1);
      }
    return sum / std::sqrt(2 * std::numbers::pi * v);
  }
  double density(double x, double t) const {
    const double y = straight(x);
    return std::exp(drift * y - 0.5 * drift * drift * t) * images(y, t, false) / noise(x);
  }
  double score(double x, double t) const {
    const double y = straight(x);
    const double g = noise(x);
    return (drift + images(y, t, true) / images(y, t, false)) / g - 2 * bend / (g * g);
  }
  // The flux at an end has no divergence there: ½(Dp)'' = (fp)', so p''/2p' = (f − D')/D.
  double regular_at_end(double x) const {
    const double g = noise(x);
    return (drift * g + bend - 4 * bend) / (g * g);
  }

  Mesh mesh(int cells, const Grading& grading) const {
    const double upper = length + bend * length * length;
    return Mesh({Axis(make_edges(grading, 0, upper, cells), Boundary::absorbing)});
  }
  Sde process() const {
    const std::string g = "sqrt(1 + 4*" + std::to_string(bend) + "*x)";
    return test::process({std::to_string(drift) + "*" + g + " + " + std::to_string(bend)}, {g});
  }
  // Six-point Gauss–Legendre on each cell.
  std::vector<double> mass(const Mesh& mesh, double t) const {
    constexpr std::array<double, 3> node{0.2386191860831969, 0.6612093864662645,
                                         0.9324695142031521};
    constexpr std::array<double, 3> weight{0.4679139345726910, 0.3607615730481386,
                                           0.1713244923791704};
    const Axis& axis = mesh.axis(0);
    std::vector<double> result;
    for (int i = 0; i < axis.cells(); ++i) {
      const double half = 0.5 * axis.width(i);
      double sum = 0;
      for (std::size_t n = 0; n < node.size(); ++n)
        for (const int sign : {1, -1})
          sum += weight[n] * density(axis.centers()[i] + sign * half * node[n], t);
      result.push_back(half * sum);
    }
    return result;
  }
};

struct Errors {
  double density = 0;  // L1, relative to the surviving mass
  double score = 0;    // root mean square over inner faces, weighted with the density
  double ends = 0;     // of the regular score at the ends
};

std::vector<double> evolved(const Mesh& mesh, const Exact& exact) {
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde sde = exact.process();
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, {});
  Masses masses(d, exact.mass(mesh, 0));
  evolution.advance(masses, 0, end);
  return masses.gather();
}

Errors errors(const Mesh& mesh, const std::vector<double>& mass, const FaceField& regular,
              const Exact& exact) {
  Errors result;
  const auto right = exact.mass(mesh, end);
  const double survival = total(right);
  for (std::size_t n = 0; n < mass.size(); ++n)
    result.density += std::abs(mass[n] - right[n]) / survival;
  const FaceField score = with_poles(mesh, regular);
  const auto x = mesh.axis(0).edges();
  for (int face = 1; face < mesh.extent(0); ++face) {
    const double error = score.across[0][face] - exact.score(x[face], end);
    result.score += 0.5 * (mass[face - 1] + mass[face]) * error * error / survival;
  }
  result.score = std::sqrt(result.score);
  const auto& ends = regular.across[0];
  result.ends = std::max(std::abs(ends.front() - exact.regular_at_end(x.front())),
                         std::abs(ends.back() - exact.regular_at_end(x.back())));
  return result;
}

Errors solve(int cells, const Grading& grading, const Exact& exact) {
  const Mesh mesh = exact.mesh(cells, grading);
  const auto mass = evolved(mesh, exact);
  return errors(mesh, mass, regular_score(mesh, mass), exact);
}

Errors solve_extrapolated(int cells, const Exact& exact) {
  const Mesh coarse = exact.mesh(cells, UniformGrading{});
  const Mesh fine = exact.mesh(2 * cells, UniformGrading{});
  const auto rough = evolved(coarse, exact);
  const auto smooth = evolved(fine, exact);
  const auto result = extrapolate(std::vector<MeshSolution>{{&coarse, rough}, {&fine, smooth}}, 2);
  return errors(coarse, result.mass, result.regular_score, exact);
}

double order(double coarse, double fine) {
  return std::log2(coarse / fine);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(absorption)

BOOST_AUTO_TEST_CASE(density_and_score_are_of_second_order_up_to_the_ends, *test::one_rank()) {
  const std::vector<Grading> gradings{UniformGrading{}, SinhGrading{0.3, 1.5},
                                      ClusteredGrading{{0.0}, 0.3, 2}};
  for (const Exact& exact : {Exact{0, 0}, Exact{1.5, 0}, Exact{0, 0.2}, Exact{1.5, 0.2}})
    for (const Grading& grading : gradings) {
      const Errors coarse = solve(64, grading, exact);
      const Errors fine = solve(128, grading, exact);
      BOOST_TEST(fine.density < 2e-4);
      BOOST_TEST(std::abs(order(coarse.density, fine.density) - 2) < 0.1);
      BOOST_TEST(fine.score < 6e-4);
      BOOST_TEST(std::abs(order(coarse.score, fine.score) - 2) < 0.1);
      BOOST_TEST(fine.ends < 0.02);
      BOOST_TEST(fine.ends < coarse.ends);
    }
}

BOOST_AUTO_TEST_CASE(extrapolation_gains_two_orders, *test::one_rank()) {
  for (const Exact& exact : {Exact{0, 0}, Exact{1.5, 0}}) {
    const Errors coarse = solve_extrapolated(32, exact);
    const Errors fine = solve_extrapolated(64, exact);
    BOOST_TEST(fine.density < 1e-6);
    BOOST_TEST(std::abs(order(coarse.density, fine.density) - 4) < 0.2);
    BOOST_TEST(fine.score < 1e-6);
    BOOST_TEST(std::abs(order(coarse.score, fine.score) - 4) < 0.2);
  }
}

BOOST_AUTO_TEST_CASE(the_sum_of_extrapolated_masses_is_the_extrapolated_survival) {
  const Exact exact{0, 0};
  const Mesh coarse = exact.mesh(32, UniformGrading{});
  const Mesh fine = exact.mesh(64, UniformGrading{});
  const auto rough = evolved(coarse, exact);
  const auto smooth = evolved(fine, exact);
  const std::vector<MeshSolution> solutions{{&coarse, rough}, {&fine, smooth}};
  const double survival = total(extrapolate(solutions, 2).mass);
  const double expected = std::exp((4 * std::log(total(smooth)) - std::log(total(rough))) / 3);
  BOOST_TEST(survival == expected, boost::test_tools::tolerance(1e-13));
  BOOST_TEST(survival == total(exact.mass(coarse, end)), boost::test_tools::tolerance(2e-6));
}

BOOST_AUTO_TEST_CASE(survival_follows_its_sine_series, *test::one_rank()) {
  // u(x, 0) = Σ over odd n of 4/(nπ) sin(nπx/L) exp(−n²π²T/(2L²)).
  double before = 0;
  for (const int cells : {64, 128}) {
    const Exact exact{0, 0};
    const Mesh mesh = exact.mesh(cells, SinhGrading{0.3, 1.5});
    const Decomposition d(MPI_COMM_WORLD, mesh);
    const Sde sde = exact.process();
    const auto factor = test::factor_of(sde, mesh);
    Masses survival(d, std::vector<double>(mesh.cells(), 1.0));
    Evolution(d, sde, factor, {}).solve_backward(survival, 0, end);
    const auto u = survival.gather();
    double worst = 0;
    for (std::size_t i = 0; i < u.size(); ++i) {
      double series = 0;
      for (int n = 1; n < 60; n += 2) {
        const double k = n * std::numbers::pi / length;
        series += 2 * length / (k * length) * 2 / length * std::sin(k * mesh.axis(0).centers()[i]) *
                  std::exp(-0.5 * k * k * end);
      }
      worst = std::max(worst, std::abs(u[i] - series));
    }
    BOOST_TEST(worst < 1e-3);
    if (before > 0) BOOST_TEST(std::abs(order(before, worst) - 2) < 0.1);
    before = worst;
  }
}

BOOST_AUTO_TEST_CASE(what_is_lost_flows_out_through_the_ends) {
  const Exact exact{1.5, 0.2};
  const Mesh mesh = exact.mesh(64, UniformGrading{});
  const Sde sde = exact.process();
  const auto factor = test::factor_of(sde, mesh);
  const Decomposition d(MPI_COMM_SELF, mesh);
  const auto faces = std::get<FaceCoefficients>(MeshTables(sde, factor, mesh).at(0));
  const auto mass = exact.mass(mesh, end);
  const auto current = face_current(mesh, faces, 1, density_from_mass(mesh, mass));
  Masses later(d, mass);
  constexpr double moment = 1e-6;
  Uniformization(d, Generator(d, faces)).advance(later, moment);
  const double lost = (total(mass) - total(later.gather())) / moment;
  BOOST_TEST(current.across[0].front() < 0);
  BOOST_TEST(current.across[0].back() > 0);
  BOOST_TEST(current.across[0].back() - current.across[0].front() == lost,
             boost::test_tools::tolerance(1e-3));
}

BOOST_AUTO_TEST_CASE(scores_at_centres_are_finite_and_those_of_the_closed_form) {
  const Exact exact{1.5, 0.2};
  const Mesh mesh = exact.mesh(128, UniformGrading{});
  const auto mass = evolved(mesh, exact);
  const FaceField regular = regular_score(mesh, mass);
  const Field score = cell_score(mesh, regular);
  const Field smooth = without_poles(mesh, score);
  const Field expected = faces_to_cells(mesh, regular);
  for (int i = 0; i < mesh.extent(0); ++i)
    BOOST_TEST(std::abs(smooth.values[i] - expected.values[i]) < 1e-11);
  for (int i = 0; i < mesh.extent(0); ++i) {
    const double right = exact.score(mesh.axis(0).centers()[i], end);
    BOOST_TEST(std::abs(score.values[i] - right) < 2e-3 * (1 + std::abs(right)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
