// Densities and scores with kinks at breaks are compared with closed forms. The first process is
// Brownian motion with drift −sign(x), whose transition density is in Karatzas & Shreve 1991,
// section 6.5. The second is a Brownian motion Y seen as X = ±2(exp(|Y|/2) − 1): its noise
// g = 1 + |x|/2 has a kink at 0 and its drift ½ g g' a jump.
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

constexpr double broken_from = 0.15;  // times of the closed forms
constexpr double broken_until = 0.4;

double bell(double x, double v) {
  return std::exp(-0.5 * x * x / v) / std::sqrt(2 * std::numbers::pi * v);
}

double beyond(double x, double v) {
  return 0.5 * std::erfc(x / std::sqrt(2 * v));
}

// A process and its density p(x, t), which is smooth on either side of 0.
struct Broken {
  std::string drift, noise;
  double (*density)(double x, double t);
};

constexpr double from_place = 0.5;

double towards_zero(double x, double t) {
  const double y = from_place;
  const double direct = x > 0 ? bell(x - y + t, t) : std::exp(2 * y) * bell(x - y - t, t);
  return direct + std::exp(-2 * std::abs(x)) * beyond(std::abs(x) + y - t, t);
}

double stretched(double x, double t) {
  const double y = std::copysign(2 * std::log(1 + 0.5 * std::abs(x)), x);
  return bell(y - from_place, t) / (1 + 0.5 * std::abs(x));
}

const Broken two_drifts{"x < 0 ? 1 : -1", "1", towards_zero};
const Broken two_slopes{"0.25*sign(x)*(1 + 0.5*abs(x))", "1 + 0.5*abs(x)", stretched};

// The score on the side of 0 on which x lies, by differences that do not cross it.
double score_beside(const Broken& process, double x, double t) {
  const double h = 1e-4;
  const double from = x > 0 ? std::max(x - h, 0.0) : x - h;
  const double to = x < 0 ? std::min(x + h, 0.0) : x + h;
  return (std::log(process.density(to, t)) - std::log(process.density(from, t))) / (to - from);
}

// An axis on which 0 would be no edge.
constexpr double left_end = -9.3;
constexpr double right_end = 12;

Mesh broken_mesh(int cells, const Grading& grading, bool with_break) {
  if (!with_break)
    return Mesh({Axis(make_edges(grading, left_end, right_end, cells), Boundary::reflecting)});
  const std::vector<double> places{0};
  const double position = position_of(grading, left_end, right_end, cells, 0);
  const Breaks breaks{places, {2 * static_cast<int>(std::lround(position / 2))}};
  return Mesh({Axis(make_edges(grading, left_end, right_end, cells, breaks), Boundary::reflecting,
                    places)});
}

std::vector<double> masses_at(const Broken& process, const Mesh& mesh, double t) {
  std::vector<double> mass;
  const auto edges = mesh.axis(0).edges();
  for (int i = 0; i < mesh.extent(0); ++i) {
    constexpr int parts = 8;  // midpoints of parts, extrapolated
    const auto midpoints = [&](int n) {
      const double h = (edges[i + 1] - edges[i]) / n;
      double sum = 0;
      for (int k = 0; k < n; ++k) sum += h * process.density(edges[i] + (k + 0.5) * h, t);
      return sum;
    };
    mass.push_back((4 * midpoints(2 * parts) - midpoints(parts)) / 3);
  }
  return mass;
}

std::vector<double> evolved_over(const Broken& process, const Mesh& mesh) {
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const Sde sde = test::process({process.drift}, {process.noise});
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, {});
  Masses masses(d, masses_at(process, mesh, broken_from));
  evolution.advance(masses, 0, broken_until - broken_from);
  return masses.gather();
}

struct BrokenErrors {
  double density = 0;
  double score = 0;
};

// The L1 error of the masses, and the L2(p) error of the score at the cell centres that the ends,
// which the closed forms do not know, do not reach.
BrokenErrors errors_of(const Broken& process, const Mesh& mesh, const std::vector<double>& mass,
                       const FaceField& score) {
  BrokenErrors errors;
  const auto right = masses_at(process, mesh, broken_until);
  const Field at_cells = faces_to_cells(mesh, score);
  for (int i = 0; i < mesh.extent(0); ++i) {
    errors.density += std::abs(mass[i] - right[i]);
    if (std::abs(mesh.axis(0).centers()[i]) > 4) continue;
    const double error =
        at_cells.values[i] - score_beside(process, mesh.axis(0).centers()[i], broken_until);
    errors.score += right[i] * error * error;
  }
  errors.score = std::sqrt(errors.score);
  return errors;
}

BrokenErrors solved(const Broken& process, int cells, const Grading& grading, bool with_break) {
  const Mesh mesh = broken_mesh(cells, grading, with_break);
  const auto mass = evolved_over(process, mesh);
  return errors_of(process, mesh, mass, regular_score(mesh, mass));
}

double order_of(double coarse, double fine) {
  return std::log2(coarse / fine);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(breaks)

BOOST_AUTO_TEST_CASE(closed_forms_keep_their_mass) {
  const Mesh mesh = broken_mesh(400, UniformGrading{}, true);
  for (const Broken* process : {&two_drifts, &two_slopes})
    for (const double t : {broken_from, broken_until})
      BOOST_TEST(std::abs(total(masses_at(*process, mesh, t)) - 1) < 1e-5);
}

BOOST_AUTO_TEST_CASE(density_and_score_are_of_second_order_across_a_break, *test::one_rank()) {
  for (const Broken* process : {&two_drifts, &two_slopes})
    for (const Grading& grading : std::vector<Grading>{UniformGrading{}, SinhGrading{0.5, 1.5}}) {
      BrokenErrors before = solved(*process, 100, grading, true);
      for (const int cells : {200, 400}) {
        const BrokenErrors now = solved(*process, cells, grading, true);
        BOOST_TEST_MESSAGE(process->drift << " " << cells << ": " << now.density << " " << now.score
                                          << ", orders " << order_of(before.density, now.density)
                                          << " " << order_of(before.score, now.score));
        BOOST_TEST(order_of(before.density, now.density) > 1.9);
        BOOST_TEST(order_of(before.score, now.score) > 1.9);
        before = now;
      }
      const BrokenErrors without = solved(*process, 400, grading, false);
      BOOST_TEST_MESSAGE("without: " << without.density << " " << without.score);
      BOOST_TEST(without.score > 10 * before.score);
    }
}

BOOST_AUTO_TEST_SUITE_END()
