// Mass that leaves through absorbing ends: nothing is lost twice or not at all, the bits are the
// same on any number of ranks, and the flow is that of closed forms.
#include "solver/exits.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>
#include <numeric>

#include "setups.hpp"
#include "solver/evolution.hpp"
#include "solver/score.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;
using boost::test_tools::tolerance;

namespace {

Mesh open_mesh(const std::vector<int>& cells) {
  std::vector<Axis> axes;
  for (const int n : cells) axes.push_back(test::uniform_axis(-1, 2, n, Boundary::absorbing));
  return Mesh(axes);
}

struct Leak {
  std::vector<double> lost;   // through each end
  std::vector<double> rates;  // at the end of the run
  double left = 0;            // mass
};

// A run in two intervals of different length.
Leak leak(MPI_Comm comm, const Mesh& mesh, const Sde& sde, const StepControl& control,
          const Stencil& stencil = {}) {
  const Decomposition d(comm, mesh, stencil);
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, control);
  Masses masses(d, test::bump(mesh));
  Leak result;
  result.lost.assign(absorbing_ends(mesh).size(), 0.0);
  for (const auto& [from, to] : {std::pair(0.0, 0.1), std::pair(0.1, 0.4)}) {
    evolution.advance(masses, from, to);
    const auto lost = evolution.lost();
    for (std::size_t e = 0; e < lost.size(); ++e) result.lost[e] += lost[e];
  }
  result.rates = evolution.exit_rates(masses, 0.4);
  result.left = total(masses.gather());
  return result;
}

struct Process {
  const char* name;
  Mesh mesh;
  Sde sde;
  Stencil stencil{};
};

std::vector<Process> processes() {
  std::vector<Process> result;
  const Mesh plane = open_mesh({17, 14});
  result.push_back({"one axis", open_mesh({31}), test::process({"1 - x"}, {"sqrt(1 + 0.2*x^2)"})});
  result.push_back({"two axes", plane, test::process_with_x_dependent_noise(2)});
  result.push_back({"in time", plane, test::process({"sin(9*t)", "x"}, {"1 + t*x^2/9", "0.6"})});
  // The density vanishes like r^0.4 at the lower end, where D vanishes like r^0.6.
  const SingularEnds ends{SingularEnd{0.4, 0.6}, std::nullopt};
  result.push_back({"a singular end", test::singular_line(-1, 2, 31, ends, Boundary::absorbing),
                    test::process({"0"}, {"(x + 1)^0.3"})});
  result.push_back({"a full tensor", plane, test::slanted_process(2), test::widest});
  return result;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exits)

// To roundoff, also of the linear solves of implicit steps, whose totals are refined.
BOOST_AUTO_TEST_CASE(what_is_lost_and_what_is_left_are_everything) {
  for (const Process& p : processes())
    for (const Method method : {Method::uniformization, Method::tr_bdf2, Method::backward_euler})
      for (const int steps : {0, 10}) {
        BOOST_TEST_CONTEXT(p.name << ", " << traits_of(method).name << ", steps " << steps) {
          // Tight enough that Magnus steps are rejected, which must lose nothing.
          const double tolerance_of_steps = traits_of(method).implicit ? 1e-3 : 1e-8;
          const Leak found = leak(MPI_COMM_WORLD, p.mesh, p.sde,
                                  {steps, 0.4, tolerance_of_steps, method}, p.stencil);
          BOOST_TEST(found.left < 0.95);
          BOOST_TEST(found.left + sum(found.lost) == 1, tolerance(2e-13));
          for (const double lost : found.lost) BOOST_TEST(lost > 1e-4);
        }
      }
}

BOOST_AUTO_TEST_CASE(explicit_methods_find_the_bits_of_one_rank) {
  for (const Process& p : processes()) {
    const StepControl control{0, 1, 1e-4};
    const Leak here = leak(MPI_COMM_WORLD, p.mesh, p.sde, control, p.stencil);
    const Leak alone = leak(MPI_COMM_SELF, p.mesh, p.sde, control, p.stencil);
    BOOST_TEST_CONTEXT(p.name) {
      BOOST_TEST(here.lost == alone.lost, boost::test_tools::per_element());
      BOOST_TEST(here.rates == alone.rates, boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_CASE(implicit_methods_lose_the_same_within_their_tolerance) {
  for (const Process& p : processes()) {
    const Leak exact = leak(MPI_COMM_WORLD, p.mesh, p.sde, {0, 1, 1e-9}, p.stencil);
    const Leak implicit =
        leak(MPI_COMM_WORLD, p.mesh, p.sde, {0, 1, 1e-5, Method::tr_bdf2}, p.stencil);
    for (std::size_t e = 0; e < exact.lost.size(); ++e) {
      BOOST_TEST(implicit.lost[e] == exact.lost[e], tolerance(1e-4));
      BOOST_TEST(implicit.rates[e] == exact.rates[e], tolerance(1e-4));
    }
  }
}

// The rates are the solver's own current through the faces at the ends.
BOOST_AUTO_TEST_CASE(rates_are_the_current_through_the_ends) {
  const Mesh mesh = open_mesh({9, 7});
  const Sde sde = test::process_with_x_dependent_noise(2);
  const auto factor = test::factor_of(sde, mesh);
  const Decomposition d(MPI_COMM_WORLD, mesh);
  Evolution evolution(d, sde, factor, {});
  const auto mass = test::bump(mesh);
  const auto rates = evolution.exit_rates(Masses(d, mass), 0.3);
  const auto faces = std::get<FaceCoefficients>(MeshTables(sde, factor, mesh).at(0.3));
  const FaceField current =
      face_current(mesh, faces, factor.rate(0.3), density_from_mass(mesh, mass));
  std::size_t e = 0;
  for (const End& end : absorbing_ends(mesh)) {
    double outwards = 0;
    Block at = mesh.all_faces(end.axis);
    if (end.upper)
      at.begin[end.axis] = mesh.extent(end.axis);
    else
      at.end[end.axis] = 1;
    for_each(at, [&](const Index& face) {
      outwards += (end.upper ? 1 : -1) * mesh.area(end.axis, face) *
                  current.across[end.axis][mesh.all_faces(end.axis).local(face)];
    });
    BOOST_TEST(rates[e++] == outwards, tolerance(1e-13));
  }
}

// Where nothing absorbs there are no ends.
BOOST_AUTO_TEST_CASE(closed_meshes_have_no_ends) {
  const Mesh mesh = test::odd_meshes()[1];
  const Leak found = leak(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(2), {});
  BOOST_TEST(found.lost.empty());
  BOOST_TEST(found.rates.empty());
}

BOOST_AUTO_TEST_SUITE_END()
