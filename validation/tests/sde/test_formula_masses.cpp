#include "sde/formula_masses.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sde/initial_law.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::line;

BOOST_AUTO_TEST_SUITE(formula_mass)

BOOST_AUTO_TEST_CASE(quadrature_agrees_with_the_exact_averages) {
  const std::vector<GaussianComponent> gaussian{{1, {0.3, -0.2}, {0.5, 0.7}}};
  const Mesh mesh({test::uniform_axis(-3, 3, 60), test::uniform_axis(-4, 4, 80)});
  const Formula density("normal(x, 0.3, 0.5)*normal(y, -0.2, 0.7)", 2);
  const auto exact = mixture_masses(mesh, gaussian);
  const auto quadrature = formula_masses(mesh, density, 0, 0, mesh.cells());
  for (std::size_t n = 0; n < exact.size(); ++n)
    BOOST_TEST(std::abs(exact[n] - quadrature[n]) < 1e-11);
  const auto part = formula_masses(mesh, density, 0, 1000, 1010);
  for (int n = 0; n < 10; ++n) BOOST_TEST(part[n] == quadrature[1000 + n]);
}

BOOST_AUTO_TEST_CASE(a_negative_density_is_refused) {
  const Mesh mesh = line(-1, 1, 4);
  BOOST_CHECK_THROW(formula_masses(mesh, Formula("x", 1), 0, 0, 4), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_formula_with_a_pole_at_a_singular_end_is_integrated_exactly) {
  // x^(k − 1) has the mass (b^k − a^k)/k in [a, b].
  for (const double k : {0.08, 0.5, 1.02})
    for (const bool upper : {false, true}) {
      SingularEnds ends;
      ends[upper] = SingularEnd{k - 1};
      const Mesh mesh = test::singular_line(0, 2, 16, ends);
      const std::string r = upper ? "(2-x)" : "x";
      const Formula density(r + "^(" + std::to_string(k) + "-1)", 1);
      const auto mass = formula_masses(mesh, density, 0, 0, mesh.cells());
      for (int i = 0; i < 16; ++i) {
        const double near = 0.125 * i;
        const double exact = (std::pow(near + 0.125, k) - std::pow(near, k)) / k;
        // Elsewhere, and where the density is finite at the end, these are plain Gauss points.
        const double allowed = i > 0 ? 1e-7 : (k < 1 ? 1e-10 : 1e-3);
        BOOST_TEST(mass[upper ? 15 - i : i] == exact, boost::test_tools::tolerance(allowed));
      }
    }
}

BOOST_AUTO_TEST_CASE(a_pole_is_integrated_with_its_smooth_factor_and_in_two_dimensions) {
  // ∫ x^(−½) (1 + x) dx = 2 √x + ⅔ x^(3/2), over x < h and y < h.
  const SingularEnds ends{SingularEnd{-0.5}, std::nullopt};
  const double h = 0.125;
  const double along_x = 2 * std::sqrt(h) + 2.0 / 3 * std::pow(h, 1.5);
  const Mesh mesh = test::singular_line(0, 2, 16, ends);
  BOOST_TEST(formula_masses(mesh, Formula("(1+x)/sqrt(x)", 1), 0, 0, 1)[0] == along_x,
             boost::test_tools::tolerance(1e-13));
  const Mesh two({mesh.axis(0), test::uniform_axis(0, 1, 8)});
  BOOST_TEST(formula_masses(two, Formula("(1+x)*(1+y)/sqrt(x)", 2), 0, 0, 1)[0] ==
                 along_x * (h + 0.5 * h * h),
             boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(a_smooth_density_beside_a_singular_end_is_integrated_too) {
  // An initial law need not have the power that the process has there.
  for (const double e : {-0.3, -0.5, -0.78, -0.9, -0.95})
    for (int axes = 1; axes <= 3; ++axes) {
      std::vector<Axis> all(axes,
                            test::singular_line(0, 2, 16, {SingularEnd{e}, std::nullopt}).axis(0));
      const auto mass = formula_masses(Mesh(all), Formula("1 + x", axes), 0, 0, 1);
      BOOST_TEST(mass[0] == (0.125 + 0.5 * 0.125 * 0.125) * std::pow(0.125, axes - 1),
                 boost::test_tools::tolerance(1e-9));
    }
}

BOOST_AUTO_TEST_SUITE_END()
