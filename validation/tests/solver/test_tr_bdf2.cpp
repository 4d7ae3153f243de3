#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/solver/time_dependent_process.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;
using test::distance;
using test::time_dependent_process;

namespace {

// What both roads need, kept together.
class Setting {
 public:
  Setting(MPI_Comm comm, const Mesh& mesh, Sde sde)
      : sde_(std::move(sde)),
        factor_(test::factor_of(sde_, mesh)),
        decomposition(comm, mesh),
        tables_(sde_, factor_, decomposition) {}

  Generator at(double t) { return Generator(decomposition, tables_.at(t)); }
  ImplicitStepper stepper(const ImplicitOptions& options) {
    return ImplicitStepper(
        decomposition, [this](double t) { return at(t); }, options);
  }

 private:
  Sde sde_;
  TimeFactor factor_;

 public:
  Decomposition decomposition;

 private:
  MeshTables tables_;
};

constexpr auto by_tr_bdf2 = ImplicitFormula::tr_bdf2;
constexpr auto by_euler = ImplicitFormula::backward_euler;

std::vector<double> in_steps(Setting& s, const std::vector<double>& start, double end, int steps,
                             const ImplicitOptions& options) {
  Masses masses(s.decomposition, start);
  s.stepper(options).advance(masses, 0, end, steps);
  return masses.gather();
}

std::vector<double> by_tolerance(Setting& s, const std::vector<double>& start, double end,
                                 double tolerance, ImplicitFormula formula = by_tr_bdf2) {
  Masses masses(s.decomposition, start);
  s.stepper({.formula = formula, .steady = true, .tolerance = tolerance}).advance(masses, 0, end);
  return masses.gather();
}

std::vector<double> exactly(Setting& s, const std::vector<double>& start, double end) {
  Masses masses(s.decomposition, start);
  Uniformization(s.decomposition, s.at(0)).advance(masses, end);
  return masses.gather();
}

// Largest relative difference where b's density is more than `depth` of its maximum.
double relative(const Mesh& mesh, const std::vector<double>& a, const std::vector<double>& b,
                double depth) {
  const auto volume = mesh.volumes();
  double peak = 0;
  for (std::size_t n = 0; n < b.size(); ++n) peak = std::max(peak, b[n] / volume[n]);
  double worst = 0;
  for (std::size_t n = 0; n < b.size(); ++n)
    if (b[n] / volume[n] > depth * peak) worst = std::max(worst, std::abs(a[n] - b[n]) / b[n]);
  return worst;
}

std::vector<double> delta(const Mesh& mesh) {
  std::vector<double> mass(mesh.cells(), 0.0);
  mass[mesh.cells() / 2] = 1;
  return mass;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t n = 0; n < a.size(); ++n) sum += a[n] * b[n];
  return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tr_bdf2)

BOOST_AUTO_TEST_CASE(orders_in_time) {
  for (const Mesh& mesh : test::odd_meshes()) {
    Setting s(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(mesh.dimension()));
    const auto start = exactly(s, test::bump(mesh), 0.05);
    const auto exact = exactly(s, start, 0.5);
    for (const auto& [formula, order] : {std::pair(by_tr_bdf2, 2), {by_euler, 1}}) {
      const ImplicitOptions options{.formula = formula, .steady = true};
      const double coarse = distance(in_steps(s, start, 0.5, 40, options), exact);
      const double fine = distance(in_steps(s, start, 0.5, 80, options), exact);
      BOOST_TEST(fine > 1e-9);  // there is an error to measure
      BOOST_TEST(std::abs(std::log2(coarse / fine) - order) < 0.1);
    }
  }
}

BOOST_AUTO_TEST_CASE(orders_where_the_rates_change) {
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  const Sde sde = time_dependent_process();
  Setting s(MPI_COMM_WORLD, mesh, time_dependent_process());
  const auto factor = test::factor_of(sde, mesh);
  Evolution magnus(s.decomposition, sde, factor, {128, 1, 0});
  Masses reference(s.decomposition, test::bump(mesh));
  magnus.advance(reference, 0, 1);
  const auto exact = reference.gather();
  for (const auto& [formula, order] : {std::pair(by_tr_bdf2, 2), {by_euler, 1}}) {
    const ImplicitOptions options{.formula = formula};
    const double coarse = distance(in_steps(s, test::bump(mesh), 1, 100, options), exact);
    const double fine = distance(in_steps(s, test::bump(mesh), 1, 200, options), exact);
    BOOST_TEST(std::abs(std::log2(coarse / fine) - order) < 0.1);
  }
}

BOOST_AUTO_TEST_CASE(the_default_tolerance_agrees_with_uniformization) {
  // What solver.tolerance = 1e-6 promises: 1e-6 in L1, 1e-4 relative down to 1e-10 of the peak.
  const Mesh mesh({test::uniform_axis(-6, 6, 200)});
  Setting s(MPI_COMM_SELF, mesh, test::process({"x - x^3"}, {"1"}));
  const auto exact = exactly(s, test::bump(mesh), 1);
  const auto found = by_tolerance(s, test::bump(mesh), 1, 1e-6);
  BOOST_TEST(distance(found, exact) < 1e-6);
  BOOST_TEST(relative(mesh, found, exact, 1e-10) < 1e-4);
  // Steps go as the cube root of the tolerance, the error as their square.
  const auto loose = by_tolerance(s, test::bump(mesh), 1, 1e-3);
  BOOST_TEST(std::abs(std::log10(distance(loose, exact) / distance(found, exact)) - 2) < 0.3);
}

BOOST_AUTO_TEST_CASE(tails_keep_relative_accuracy) {
  const Mesh mesh({test::uniform_axis(-4, 4, 24), test::uniform_axis(-4, 4, 24)});
  Setting s(MPI_COMM_SELF, mesh, test::process({"-x", "-0.5*y"}, {"1", "0.8"}));
  const auto exact = exactly(s, test::bump(mesh), 0.1);
  BOOST_TEST(*std::ranges::min_element(exact) < 1e-20);  // there are tails
  BOOST_TEST(relative(mesh, by_tolerance(s, test::bump(mesh), 0.1, 1e-8), exact, 1e-12) < 3e-6);
}

BOOST_AUTO_TEST_CASE(stiff_graded_meshes_take_no_more_steps) {
  const Axis fine_axis(make_edges(SinhGrading{0, 6}, -6, 6, 200), Boundary::reflecting);
  const Mesh mesh({fine_axis});
  Setting s(MPI_COMM_SELF, mesh, test::process_with_x_dependent_noise(1));
  const Uniformization chain(s.decomposition, s.at(0));
  BOOST_TEST(chain.fastest_rate() * 0.5 > 1e5);
  Masses masses(s.decomposition, test::bump(mesh));
  auto stepper = s.stepper({.steady = true, .tolerance = 1e-6});
  stepper.advance(masses, 0, 0.5);
  BOOST_TEST(stepper.steps().size() < 5000);
  const auto exact = exactly(s, test::bump(mesh), 0.5);
  BOOST_TEST(distance(masses.gather(), exact) < 1e-6);
  BOOST_TEST(relative(mesh, masses.gather(), exact, 1e-10) < 1e-4);
}

BOOST_AUTO_TEST_CASE(a_point_in_huge_steps_stays_positive) {
  for (const Mesh& mesh : test::odd_meshes()) {
    Setting s(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(mesh.dimension()));
    const double fastest = Uniformization(s.decomposition, s.at(0)).fastest_rate();
    for (const double jumps : {10.0, 1e3, 1e6}) {
      Masses masses(s.decomposition, delta(mesh));
      auto stepper = s.stepper({.steady = true, .tolerance = 0});
      stepper.advance(masses, 0, 2 * jumps / fastest, 2);
      for (const double m : masses.gather()) BOOST_TEST(m >= 0);
      // Roundoff of what the trapezoidal stage moves at once.
      BOOST_TEST(std::abs(total(masses.gather()) - 1) < 1e-15 * (10 + jumps));
    }
  }
}

BOOST_AUTO_TEST_CASE(steps_too_long_for_a_point_end_in_backward_euler) {
  const Mesh mesh({test::uniform_axis(-3, 3, 101)});
  Setting s(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(1));
  const double fastest = Uniformization(s.decomposition, s.at(0)).fastest_rate();
  Masses masses(s.decomposition, delta(mesh));
  auto stepper = s.stepper({.steady = true, .tolerance = 0});
  stepper.advance(masses, 0, 1000 / fastest, 1);
  BOOST_TEST(std::ranges::count(stepper.steps(), by_euler, &TimeStep::formula) > 0);
  double length = 0;
  for (const TimeStep& step : stepper.steps())
    if (step.accepted) length += step.length;
  BOOST_TEST(length == 1000 / fastest, boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(mass_stays_over_thousands_of_steps) {
  const Mesh mesh = test::odd_meshes()[0];
  Setting s(MPI_COMM_SELF, mesh, test::process_with_x_dependent_noise(1));
  const auto m = in_steps(s, test::bump(mesh), 5, 3000, {.steady = true, .tolerance = 0});
  BOOST_TEST(std::abs(total(m) - 1) < 1e-12);
}

BOOST_AUTO_TEST_CASE(absorbed_mass_is_gone) {
  // Every cell also loses mass to nowhere at rate 0.3.
  const Mesh mesh = test::odd_meshes()[0];
  Setting s(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(1));
  const auto leaking = [&](double) {
    Generator q = s.at(0);
    for (double& rate : q.leave) rate += 0.3;
    return q;
  };
  Masses exact(s.decomposition, test::bump(mesh));
  Uniformization(s.decomposition, leaking(0)).advance(exact, 1);
  BOOST_TEST(total(exact.gather()) == std::exp(-0.3), boost::test_tools::tolerance(1e-12));
  Masses masses(s.decomposition, test::bump(mesh));
  ImplicitStepper(s.decomposition, leaking, {.steady = true, .tolerance = 1e-6})
      .advance(masses, 0, 1);
  BOOST_TEST(distance(masses.gather(), exact.gather()) < 1e-6);
}

BOOST_AUTO_TEST_CASE(backward_euler_meets_a_tolerance) {
  const Mesh mesh({test::uniform_axis(-4, 4, 32)});
  Setting s(MPI_COMM_SELF, mesh, test::process_with_x_dependent_noise(1));
  const auto exact = exactly(s, test::bump(mesh), 0.3);
  BOOST_TEST(distance(by_tolerance(s, test::bump(mesh), 0.3, 1e-4, by_euler), exact) < 1e-3);
}

BOOST_AUTO_TEST_CASE(expectations_are_adjoint_to_the_tolerance) {
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  std::vector<double> value;
  for (const double x : mesh.axis(0).centers()) value.push_back(2 + std::sin(x));
  Setting s(MPI_COMM_SELF, mesh, test::process_with_x_dependent_noise(1));
  const auto later = exactly(s, test::bump(mesh), 1);
  Masses expectations(s.decomposition, value);
  s.stepper({.steady = true, .equation = Equation::backward}).advance(expectations, 0, 1);
  BOOST_TEST(dot(later, value) == dot(test::bump(mesh), expectations.gather()),
             boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(the_same_on_any_number_of_ranks) {
  for (const Mesh& mesh : test::odd_meshes()) {
    Setting together(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(mesh.dimension()));
    Setting alone(MPI_COMM_SELF, mesh, test::process_with_x_dependent_noise(mesh.dimension()));
    const auto a = by_tolerance(together, test::bump(mesh), 0.3, 1e-4);
    const auto b = by_tolerance(alone, test::bump(mesh), 0.3, 1e-4);
    BOOST_TEST(relative(mesh, a, b, 1e-12) < 1e-10);
  }
}

BOOST_AUTO_TEST_SUITE_END()
