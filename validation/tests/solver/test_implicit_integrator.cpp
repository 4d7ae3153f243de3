// Implicit steps carry masses forward and expectations backward to their tolerance.
#include "solver/implicit_integrator.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/solver/time_dependent_process.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;
using test::time_dependent_process;

BOOST_AUTO_TEST_SUITE(implicit_integrator)

BOOST_AUTO_TEST_CASE(implicit_methods_carry_expectations_back_to_their_tolerance) {
  // Rates that change and rates that do not; the same u as through exponentials, and dual to the
  // masses, but for the error of the steps.
  const Mesh mesh({test::uniform_axis(-2, 2, 64, Boundary::absorbing)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  for (const Sde& sde :
       {time_dependent_process(), test::process({"-(1 + t)*x"}, {"sqrt(1 + t)"})}) {
    const auto factor = test::factor_of(sde, mesh);
    const auto survival = [&](const StepControl& control) {
      Evolution evolution(d, sde, factor, control);
      Masses masses(d, test::bump(mesh));
      Masses u(d, std::vector<double>(mesh.cells(), 1.0));
      evolution.advance(masses, 0, 0.3);
      evolution.advance(masses, 0.3, 1);
      evolution.solve_backward(u, 0.3, 1);
      evolution.solve_backward(u, 0, 0.3);
      const auto back = u.gather();
      double sum = 0;
      for (std::size_t n = 0; n < back.size(); ++n) sum += test::bump(mesh)[n] * back[n];
      BOOST_TEST(sum == total(masses.gather()), boost::test_tools::tolerance(2e-4));
      return back;
    };
    const auto exact = survival({128, 1, 0});
    const auto implicit = survival({0, 1, 1e-5, Method::tr_bdf2});
    for (std::size_t n = 0; n < exact.size(); ++n)
      BOOST_TEST(implicit[n] == exact[n], boost::test_tools::tolerance(2e-4));
  }
}

BOOST_AUTO_TEST_CASE(implicit_steps_carry_survival_back_to_their_tolerance) {
  // From 1 everywhere, next to ends that absorb: a layer the density's own steps know nothing of.
  const Mesh mesh({test::uniform_axis(-2, 2, 64, Boundary::absorbing)});
  const Decomposition d(MPI_COMM_SELF, mesh);
  for (const bool changing : {false, true}) {
    const Sde sde = changing ? time_dependent_process() : test::process_with_x_dependent_noise(1);
    const auto factor = test::factor_of(sde, mesh);
    const auto survival = [&](const StepControl& control) {
      Evolution evolution(d, sde, factor, control);
      Masses masses(d, test::bump(mesh));
      evolution.advance(masses, 0, 0.5);
      Masses u(d, std::vector<double>(mesh.cells(), 1.0));
      evolution.solve_backward(u, 0, 0.5);
      return u.gather();
    };
    const auto exact = survival({});
    const auto found = survival({0, 1, 1e-6, Method::tr_bdf2});
    for (std::size_t n = 0; n < exact.size(); ++n)
      BOOST_TEST(found[n] == exact[n], boost::test_tools::tolerance(1e-5));
  }
}

BOOST_AUTO_TEST_SUITE_END()
