// Densities that are singular where the noise vanishes, against closed forms: the stationary laws
// Gamma(k) of a square-root process and Beta(θ, θ) of genetic drift with mutation, and neutral
// genetic drift between absorbing ends, whose survival decays in Kimura's series.
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"
#include "solver/evolution.hpp"
#include "solver/score.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

// A law that the process keeps.
struct Stationary {
  Sde process;
  SingularEnds ends;
  double upper;  // the axis is [0, upper]
  std::function<double(double)> below;
  std::function<double(double)> score;

  Mesh mesh(int cells) const { return test::singular_line(0, upper, cells, ends); }
  // The masses, of which the sum is 1 in the box too.
  std::vector<double> masses(const Mesh& mesh) const {
    const auto x = mesh.axis(0).edges();
    std::vector<double> mass;
    for (std::size_t i = 1; i < x.size(); ++i)
      mass.push_back((below(x[i]) - below(x[i - 1])) / below(upper));
    return mass;
  }
};

// dX = (b − X) dt + √(c X) dW: Gamma with k = 2 b/c and the scale c/2.
Stationary square_root_process(double k) {
  constexpr double c = 0.7;
  const double b = 0.5 * k * c;
  return {test::process({std::to_string(b) + "-x"}, {"sqrt(" + std::to_string(c) + "*x)"}),
          {SingularEnd{k - 1}, std::nullopt},
          3.5,
          [=](double x) { return boost::math::gamma_p(k, 2 * x / c); },
          [=](double x) { return (k - 1) / x - 2 / c; }};
}

// dX = ½ θ (1 − 2X) dt + √(X (1 − X)) dW: Beta(θ, θ).
Stationary genetic_drift(double theta) {
  return {test::process({std::to_string(0.5 * theta) + "*(1-2*x)"}, {"sqrt(x*(1-x))"}),
          {SingularEnd{theta - 1}, SingularEnd{theta - 1}},
          1,
          [=](double x) { return boost::math::ibeta(theta, theta, x); },
          [=](double x) { return (theta - 1) * (1 / x - 1 / (1 - x)); }};
}

std::vector<double> evolved_until(const Mesh& mesh, const Sde& sde, std::vector<double> mass,
                                  double end) {
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, {});
  Masses masses(d, std::move(mass));
  evolution.advance(masses, 0, end);
  return masses.gather();
}

// The law after so long a time that the start, in the lower quarter, is forgotten.
std::vector<double> settled(const Stationary& of, const Mesh& mesh, double time) {
  std::vector<double> mass(mesh.cells(), 0.0);
  for (std::size_t i = 0; i < mass.size() / 4; ++i) mass[i] = 4 / static_cast<double>(mass.size());
  return evolved_until(mesh, of.process, mass, time);
}

double law_error(const Stationary& of, int cells, double time) {
  const Mesh mesh = of.mesh(cells);
  return test::distance(settled(of, mesh, time), of.masses(mesh));
}

// Checks that errors on 64, 128 and 256 cells fall with an order, and what the last of them is.
template <class Error>
void check_order(double order, double largest, Error&& error) {
  double before = error(64);
  for (const int cells : {128, 256}) {
    const double now = error(cells);
    BOOST_TEST(std::log2(before / now) > order);
    before = now;
  }
  BOOST_TEST(before < largest);
}

FaceField current_of(const Stationary& of, const Mesh& mesh, const std::vector<double>& mass) {
  const auto factor = test::factor_of(of.process, mesh);
  const auto faces = std::get<FaceCoefficients>(MeshTables(of.process, factor, mesh).at(0));
  return face_current(mesh, faces, 1, density_from_mass(mesh, mass));
}

double largest_current(const Stationary& of, const Mesh& mesh, const std::vector<double>& mass) {
  double largest = 0;
  const FaceField current = current_of(of, mesh, mass);
  for (const double j : current.across[0]) largest = std::max(largest, std::abs(j));
  return largest;
}

// Neutral drift from 6x(1 − x) = 1.2 C₀ − 0.2 C₂, C_n Gegenbauer's polynomials of index 3/2 in
// 1 − 2x. The n-th decays as exp(−(n + 1)(n + 2) t/2).
struct NeutralDrift {
  double first, third;

  explicit NeutralDrift(double t) : first(1.2 * std::exp(-t)), third(-0.2 * std::exp(-6 * t)) {}
  double density(double x) const {
    const double z = 1 - 2 * x;
    return first + third * 1.5 * (5 * z * z - 1);
  }
  double below(double x) const { return first * x + third * (6 * x - 15 * x * x + 10 * x * x * x); }
  double survival() const { return first + third; }
  std::vector<double> masses(const Mesh& mesh) const {
    const auto x = mesh.axis(0).edges();
    std::vector<double> mass;
    for (std::size_t i = 1; i < x.size(); ++i) mass.push_back(below(x[i]) - below(x[i - 1]));
    return mass;
  }
};

Mesh between_exits(int cells) {
  return test::singular_line(0, 1, cells, {SingularEnd{0}, SingularEnd{0}}, Boundary::absorbing);
}

const Sde& neutral() {
  static const Sde sde = test::process({"0"}, {"sqrt(x*(1-x))"});
  return sde;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(singular_ends)

BOOST_AUTO_TEST_CASE(a_square_root_process_settles_to_its_gamma_law, *test::one_rank()) {
  // The smaller k, the finer the mesh at which the order 2 is seen.
  const std::vector<std::pair<double, double>> orders{
      {0.08, 1.6}, {0.22, 1.8}, {0.5, 1.9}, {1.02, 1.9}};
  for (const auto& [k, order] : orders) BOOST_TEST_CONTEXT("k = " << k) {
      const Stationary of = square_root_process(k);
      check_order(order, 2e-5, [&](int cells) { return law_error(of, cells, 40); });
    }
}

BOOST_AUTO_TEST_CASE(mutation_settles_to_a_beta_law_of_which_the_profile_is_the_whole) {
  for (const double theta : {0.5, 0.2}) BOOST_TEST(law_error(genetic_drift(theta), 64, 200) < 1e-9);
}

BOOST_AUTO_TEST_CASE(neutral_drift_follows_kimura_s_series, *test::one_rank()) {
  // The flux through an end is off by a part of the width, which changes p by a part of
  // width²/r: the error is of the order h² log(1/h), which is seen as 1.72 on these meshes.
  BOOST_TEST(NeutralDrift(0).density(0.3) == 6 * 0.3 * 0.7, boost::test_tools::tolerance(1e-14));
  const NeutralDrift exact(0.4);
  const auto at = [](const Mesh& mesh) {
    return evolved_until(mesh, neutral(), NeutralDrift(0).masses(mesh), 0.4);
  };
  check_order(1.7, 1e-4, [&](int cells) {
    return std::abs(total(at(between_exits(cells))) - exact.survival());
  });
  check_order(1.7, 1e-4, [&](int cells) {
    const Mesh mesh = between_exits(cells);
    return test::distance(at(mesh), exact.masses(mesh));
  });
}

BOOST_AUTO_TEST_CASE(an_even_law_of_neutral_drift_decays_at_the_rate_one, *test::one_rank()) {
  const std::vector<double> even(64, 1.0 / 64);
  const double left = total(evolved_until(between_exits(64), neutral(), even, 1));
  BOOST_TEST(left == std::exp(-1), boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(an_absorbing_end_that_is_never_reached_takes_nothing) {
  // Mutation so frequent that both ends are entrances: the law of Beta(4, 4) stays.
  const SingularEnd entrance{3, 1, false};
  const Mesh mesh = test::singular_line(0, 1, 32, {entrance, entrance}, Boundary::absorbing);
  const Sde sde = test::process({"2-4*x"}, {"sqrt(x*(1-x))"});
  const auto below = [](double x) { return boost::math::ibeta(4, 4, x); };
  std::vector<double> mass;
  for (int i = 0; i < 32; ++i) mass.push_back(below((i + 1) / 32.0) - below(i / 32.0));
  const auto later = evolved_until(mesh, sde, mass, 1);
  BOOST_TEST(total(later) == 1, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(test::distance(later, mass) < 1e-9);
}

BOOST_AUTO_TEST_CASE(what_neutral_drift_loses_flows_out_through_its_ends) {
  // −J at 0 is ½ p(0), half of the whole loss.
  const Mesh mesh = between_exits(64);
  const auto faces = std::get<FaceCoefficients>(
      MeshTables(neutral(), test::factor_of(neutral(), mesh), mesh).at(0));
  const NeutralDrift exact(0.4);
  const FaceField j = face_current(mesh, faces, 1, density_from_mass(mesh, exact.masses(mesh)));
  BOOST_TEST(j.across[0].front() == -0.5 * exact.density(0), boost::test_tools::tolerance(0.02));
  BOOST_TEST(j.across[0].back() == 0.5 * exact.density(1), boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(scores_are_of_second_order_where_they_act) {
  // Beside the end the profile changes within a cell, and the score itself is of first order at the
  // first faces. The drift D s, with D ~ x, is of second order everywhere.
  for (const double k : {0.08, 0.22, 0.5, 1.02}) BOOST_TEST_CONTEXT("k = " << k) {
      const Stationary of = square_root_process(k);
      const auto error = [&](int cells, double from, bool weighted) {
        const Mesh mesh = of.mesh(cells);
        const FaceField score = face_score(mesh, of.masses(mesh));
        double worst = 0;
        for (int face = 1; face < cells; ++face) {
          const double x = mesh.axis(0).edges()[face];
          const double miss = std::abs(score.across[0][face] - of.score(x));
          if (x > from) worst = std::max(worst, (weighted ? x : 1) * miss);
        }
        return worst;
      };
      check_order(0.85, 3e-3, [&](int cells) { return error(cells, 0, false); });
      check_order(1.85, 5e-5, [&](int cells) { return error(cells, 0, true); });
      BOOST_TEST(error(64, 0.5, false) < 2e-6);
    }
  const Stationary of = genetic_drift(0.2);
  const Mesh mesh = of.mesh(64);
  const FaceField score = face_score(mesh, of.masses(mesh));
  for (int face = 1; face < 64; ++face)  // p/φ is constant
    BOOST_TEST(std::abs(score.across[0][face] - of.score(mesh.axis(0).edges()[face])) < 1e-8);
}

BOOST_AUTO_TEST_CASE(a_settled_law_has_no_current, *test::one_rank()) {
  for (const Stationary& of : {square_root_process(0.22), genetic_drift(0.5)}) {
    const Mesh mesh = of.mesh(64);
    BOOST_TEST(largest_current(of, mesh, settled(of, mesh, 60)) < 1e-9);
  }
  // That of the exact masses is D p times the error of the score, which is of the order 1 + k at
  // the first face.
  for (const double k : {0.22, 1.02}) {
    const Stationary of = square_root_process(k);
    check_order(std::min(2.0, 1 + k) - 0.15, 1e-3, [&](int cells) {
      const Mesh mesh = of.mesh(cells);
      return largest_current(of, mesh, of.masses(mesh));
    });
  }
}

BOOST_AUTO_TEST_CASE(without_singular_ends_the_rates_are_the_ordinary_ones) {
  const Mesh mesh = test::line(0, 1, 8);
  const auto faces = std::get<FaceCoefficients>(
      MeshTables(neutral(), test::factor_of(neutral(), mesh), mesh).at(0));
  const sde::Coefficients& c = faces.across[0];
  for (int face = 1; face < 8; ++face) {
    const FaceRates r = face_rates(mesh.axis(0), face, c, face);
    const FaceRates plain =
        scharfetter_gummel(c.drift[face], c.tensor(face, 0, 0), c.divergence[face], 0.125);
    BOOST_TEST(r.up == plain.up);
    BOOST_TEST(r.down == plain.down);
  }
}

BOOST_AUTO_TEST_SUITE_END()
