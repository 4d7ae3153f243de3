// Expectations from the backward equation, and the control variate that it gives particles.
#include "sde/backward_equation.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <string>

#include "sde/ensemble.hpp"
#include "sde/predicted_law.hpp"
#include "sde/start_points.hpp"
#include "validation/tests/laws.hpp"
#include "validation/tests/processes.hpp"
#include "validation/tests/sde/chain.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::box;
using test::Chain;
using test::in_the_middle;
using test::line;
using test::matrix_process;
using test::process;

namespace {

using PointFunction = std::function<double(const Point&)>;

const std::vector<PointFunction> moments{[](const Point& x) { return x[0]; },
                                         [](const Point& x) { return x[0] * x[0]; }};

std::vector<BackwardEquation::Function> on_grids(const std::vector<PointFunction>& functions) {
  std::vector<BackwardEquation::Function> result;
  for (const PointFunction& f : functions)
    result.emplace_back([f](const PointGrid& points) { return values_at(points, f); });
  return result;
}

// v at the start of a chain, with the tables of every step's control variate.
struct Backward {
  BackwardEquation equation;
  std::vector<ControlTable> controls;

  explicit Backward(const Chain& chain, const std::vector<PointFunction>& functions = moments,
                    int normals = 1, const BackwardResolution& resolution = {{}, 2})
      : equation(chain.mesh, resolution, normals, on_grids(functions)) {
    const ParticleCoefficients tables = chain.tables();
    const PointGrid points = vertices(chain.mesh, 1);
    std::vector<std::size_t> nodes(equation.nodes().size());
    std::iota(nodes.begin(), nodes.end(), 0);
    for (int k = 0; k < chain.steps; ++k) controls.emplace_back(points, normals, chain.clock);
    for (int k = chain.steps; k-- > 0;) {
      const auto of_step = equation.moments(chain.scheme, tables, tables, chain.clock, nodes);
      equation.fill(controls[k], points, of_step);
      equation.step_back(of_step);
    }
  }

  double at(int function, const Point& x) const { return equation.values(x)[function]; }
};

// The mean over the start of chains of a function of the place.
double over_start(const Mesh& mesh, const PointFunction& f) {
  const Field flat(mesh.cells(), mesh.dimension());
  double sum = 0;
  for (const WeightedPoint& p : start_points(mesh, in_the_middle(mesh), flat, 1))
    sum += p.weight * f(p.x);
  return sum;
}

struct Sample {
  double mean = 0, standard_error = 0, variance = 0;

  explicit Sample(const std::vector<double>& values) {
    for (const double v : values) mean += v / static_cast<double>(values.size());
    for (const double v : values)
      variance += (v - mean) * (v - mean) / static_cast<double>(values.size());
    standard_error = std::sqrt(variance / static_cast<double>(values.size()));
  }
};

// Particles of `chain`, with control variates of the backward equation of a chain that is right.
struct Particles {
  std::vector<double> plain, controlled;

  Particles(const Chain& chain, const Backward& right, const PointFunction& function,
            int number = 20000, int first = 0) {
    const ParticleCoefficients c = chain.tables();
    const Field flat(chain.mesh.cells(), chain.mesh.dimension());
    Ensemble ensemble(chain.mesh, CellSampler(chain.mesh, in_the_middle(chain.mesh), flat),
                      RandomStream(3, Purpose::reverse_start), first, number, false);
    std::vector<Point> start;
    for (int i = 0; i < number; ++i) start.push_back(ensemble.position(i));
    for (int k = 0; k < chain.steps; k += 2)
      ensemble.advance(chain.scheme, RandomStream(3, Purpose::reverse_path),
                       {c,
                        c,
                        c,
                        chain.clock,
                        chain.clock,
                        static_cast<std::uint32_t>(k / 2),
                        {&right.controls[k], &right.controls[k + 1]}});
    for (int i = 0; i < number; ++i) {
      plain.push_back(function(ensemble.position(i)));
      controlled.push_back(plain.back() - right.at(0, start[i]) - ensemble.control(i, 0));
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(backward_equation)

// Heun's steps multiply x by 1 − h + h²/2 and add noise of variance 2h (1 − h/2)². Noise
// beyond six standard deviations, which is left out, has 8e-9 of its variance.
BOOST_AUTO_TEST_CASE(moments_of_a_linear_chain_are_exact) {
  const double h = 0.1;
  const Chain chain{line(-9, 9, 160), process({"-x"}, {"2^0.5"}), Scheme::heun, 6, h};
  const Backward backward(chain);
  const double a = 1 - h + 0.5 * h * h;
  double factor = 1, variance = 0;
  for (int k = 0; k < chain.steps; ++k) {
    variance = a * a * variance + 2 * h * (1 - 0.5 * h) * (1 - 0.5 * h);
    factor *= a;
  }
  for (const double x : {-1.0, 0.013, 2.0}) {
    BOOST_TEST(backward.at(0, {x}) == factor * x, boost::test_tools::tolerance(1e-7));
    BOOST_TEST(backward.at(1, {x}) == factor * factor * x * x + variance,
               boost::test_tools::tolerance(1e-7));
  }
}

BOOST_AUTO_TEST_CASE(the_predicted_law_has_the_same_expectations) {
  const Chain chain{line(0, 1, 64), process({"3*sin(5*x)"}, {"0.5 + 0.3*x"}), Scheme::platen, 8,
                    0.005};
  const Field flat(64, 1);
  const auto start = in_the_middle(chain.mesh);
  PredictedLaw law(chain.mesh, start, flat, {{.parts = 2}, 2});
  const ParticleCoefficients tables = chain.tables();
  for (int k = 0; k < chain.steps; ++k)
    law.advance(chain.scheme, tables, tables, chain.clock, k + 1 == chain.steps);
  double mean = 0;
  const auto mass = law.masses();
  for (std::size_t i = 0; i < mass.size(); ++i) mean += mass[i] * chain.mesh.axis(0).centers()[i];
  const Backward backward(chain);
  BOOST_TEST(over_start(chain.mesh, [&](const Point& x) { return backward.at(0, x); }) == mean,
             boost::test_tools::tolerance(1e-4));
}

// The control variate has the mean 0, so that particles of the chain have the predicted
// expectation, and takes most of their variance out.
BOOST_AUTO_TEST_CASE(particles_keep_the_predicted_expectation_with_less_variance) {
  const auto check = [](const std::string& name, const Chain& chain, double factor) {
    BOOST_TEST_CONTEXT(name) {
      const auto wave = [](const Point& x) { return std::sin(2 * x[0]); };
      const Particles particles(chain, Backward(chain, {wave}), wave);
      const Sample controlled(particles.controlled);
      BOOST_TEST(std::abs(controlled.mean) < 5 * controlled.standard_error);
      BOOST_TEST(Sample(particles.plain).variance > factor * controlled.variance);
    }
  };
  const auto additive = [] { return process({"-x + sin(2*x)"}, {"1"}); };
  const auto multiplicative = [] { return process({"-x + sin(2*x)"}, {"0.5 + 0.3*sin(x)"}); };
  const Mesh wide = line(-6, 6, 256);
  check("Heun", {wide, additive(), Scheme::heun, 40, 0.05}, 1000);
  check("Euler-Maruyama", {wide, additive(), Scheme::euler_maruyama, 40, 0.05}, 1000);
  check("Platen", {wide, multiplicative(), Scheme::platen, 40, 0.05}, 1000);
  check("DRI1", {wide, multiplicative(), Scheme::dri1, 40, 0.05}, 1000);
  check("walls", {line(-1, 1, 256), additive(), Scheme::heun, 40, 0.01}, 1000);
  check("walls, Platen", {line(0, 1, 256), process({"-x"}, {"0.5 + x"}), Scheme::platen, 40, 0.005},
        100);
}

// The same on several axes, with a function that is no sum over them. Half of the nodes and points
// measure the error of the prediction.
BOOST_AUTO_TEST_CASE(chains_on_several_axes_have_control_variates) {
  const auto wave = [](const Point& x) { return std::sin(x[0] + 0.7 * x[1] + 0.4 * x[2]); };
  const auto check = [&](const std::string& name, const Chain& chain, int normals, double factor) {
    BOOST_TEST_CONTEXT(name) {
      const CellIntervals pairs{.cells = 2};
      const Backward fine(chain, {wave}, normals);
      const Backward coarse(chain, {wave}, normals, {{pairs, pairs, pairs}, 1});
      const double error = over_start(
          chain.mesh, [&](const Point& x) { return std::abs(fine.at(0, x) - coarse.at(0, x)); });
      const Particles particles(chain, fine, wave, 4000);
      const Sample controlled(particles.controlled);
      BOOST_TEST(error < 0.05);
      BOOST_TEST(std::abs(controlled.mean) < error + 5 * controlled.standard_error);
      BOOST_TEST(Sample(particles.plain).variance > factor * controlled.variance);
    }
  };
  const Mesh plane = box(2, -6, 6, 24);
  const auto swirl = [](std::vector<std::string> g) { return process({"-x + y", "-x - y"}, g); };
  check("Heun", {plane, swirl({"1", "0.7"}), Scheme::heun, 4, 0.05}, 2, 1000);
  check("Euler-Maruyama", {plane, swirl({"1", "0.7"}), Scheme::euler_maruyama, 4, 0.05}, 2, 1000);
  check("Platen", {plane, swirl({"0.6 + 0.3*sin(y)", "0.7"}), Scheme::platen, 4, 0.05}, 2, 300);
  check("DRI1",
        {plane, matrix_process({"-x", "-y"}, {{"1", "0.3*sin(x)"}, {"0.3*y", "0.8"}}), Scheme::dri1,
         10, 0.05},
        2, 100);
  constexpr double pi = std::numbers::pi;
  const Mesh pendulum(
      {test::uniform_axis(-pi, pi, 24, Boundary::periodic), test::uniform_axis(-6, 6, 24)});
  check("one Wiener process",
        {pendulum, matrix_process({"y", "-sin(x) - y"}, {{"0"}, {"1"}}), Scheme::heun, 4, 0.05}, 2,
        100);
  check("walls", {box(2, -1, 1, 24), swirl({"1", "0.7"}), Scheme::heun, 4, 0.01}, 2, 30);
  check("three axes",
        {box(3, -6, 6, 12), process({"-x", "-y + x", "-z"}, {"1", "0.7", "0.8"}), Scheme::heun, 6,
         0.05},
        3, 100);
}

BOOST_AUTO_TEST_CASE(periodic_axes_wrap) {
  const Chain chain{line(-1, 1, 64, Boundary::periodic), process({"3"}, {"1"}), Scheme::heun, 40,
                    0.01};
  const auto wave = [](const Point& x) { return std::cos(std::numbers::pi * (x[0] - 0.3)); };
  const Particles particles(chain, Backward(chain, {wave}), wave);
  const Sample controlled(particles.controlled);
  BOOST_TEST(std::abs(controlled.mean) < 5 * controlled.standard_error);
  BOOST_TEST(Sample(particles.plain).variance > 1000 * controlled.variance);
}

// Particles whose drift is wrong: the control variate still has the mean 0, so that what is left is
// the error of the expectation, which the plain mean has too, with more noise.
BOOST_AUTO_TEST_CASE(the_control_variate_hides_no_error) {
  const Mesh wide = line(-6, 6, 256);
  const auto place = [](const Point& x) { return x[0]; };
  const Backward right({wide, process({"-x"}, {"1"}), Scheme::heun, 20, 0.05}, {place});
  const Particles particles({wide, process({"-1.02*x"}, {"1"}), Scheme::heun, 20, 0.05}, right,
                            place);
  const Sample plain(particles.plain);
  const Sample controlled(particles.controlled);
  const double predicted = over_start(wide, [&](const Point& x) { return right.at(0, x); });
  BOOST_TEST(std::abs(controlled.mean - (plain.mean - predicted)) < 5 * plain.standard_error);
  // E Y = E Y_0 e^{−1.02 t}, to the order of the steps.
  const double start = -1.5;
  const double expected = start * (std::exp(-1.02) - std::exp(-1.0));
  BOOST_TEST(std::abs(controlled.mean - expected) < 1e-4 + 5 * controlled.standard_error);
  BOOST_TEST(std::abs(controlled.mean) > 20 * controlled.standard_error);
}

// The random numbers of a particle do not depend on the others, nor does its control variate.
BOOST_AUTO_TEST_CASE(the_control_variate_of_a_particle_does_not_depend_on_the_others) {
  const Chain chain{line(-6, 6, 64), process({"-x + sin(2*x)"}, {"1"}), Scheme::heun, 8, 0.05};
  const Backward right(chain);
  const auto square = [](const Point& x) { return x[0] * x[0]; };
  const std::vector<double> all = Particles(chain, right, square, 1000).controlled;
  const std::vector<double> fewer = Particles(chain, right, square, 301).controlled;
  BOOST_TEST(std::equal(fewer.begin(), fewer.end(), all.begin()));
  const std::vector<double> later = Particles(chain, right, square, 301, 300).controlled;
  BOOST_TEST(std::equal(later.begin(), later.end(), all.begin() + 300));
}

BOOST_AUTO_TEST_SUITE_END()
