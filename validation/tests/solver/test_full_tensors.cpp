// The density under full diffusion tensors is compared with closed forms: orders, mass, signs.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "solver/extrapolation.hpp"
#include "tensor_setups.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;
using namespace loschmidt::test;

namespace {

// x₁ = y₁, x₂ = y₂ + 0.8 sin(1.5 y₁) of an Ornstein–Uhlenbeck process Y: D depends on x.
double shear_error(double kappa, int cells) {
  const Matrix g = turned_noise(kappa);
  const std::string slope = "(1.2*cos(1.5*x))";
  const Sde sde = matrix_process(
      {"-x", "-(y - 0.8*sin(1.5*x)) - " + slope + "*x - 0.9*sin(1.5*x)*" + text(squared(g)[0][0])},
      {{text(g[0][0]), text(g[0][1])},
       {text(g[1][0]) + " + " + slope + "*" + text(g[0][0]),
        text(g[1][1]) + " + " + slope + "*" + text(g[0][1])}});
  const auto sheared = [](const Gaussian& law) {
    return [law](const Point& x) { return law(2, {x[0], x[1] - 0.8 * std::sin(1.5 * x[0]), 0}); };
  };
  const Mesh mesh = square(4.5, cells);
  const Gaussian end = evolved(
      {{{1, 0, 0}, {0, 1, 0}, {0, 0, 0}}}, [&](double) { return squared(g); }, start, 0.4);
  return distance(advanced(mesh, sde, masses_of(mesh, sheared(start)), 0.4),
                  masses_of(mesh, sheared(end)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(full_tensors)

BOOST_AUTO_TEST_CASE(second_order_up_to_anisotropy_ten, *test::one_rank()) {
  for (const auto& [kappa, limit] : {std::pair(1.0, 8e-4), {4.0, 3e-3}, {10.0, 1e-2}}) {
    const Rotation process(kappa);
    const double coarse = process.error(square(4, 80));
    const double fine = process.error(square(4, 160));
    BOOST_TEST(fine < limit);
    BOOST_TEST(std::log2(coarse / fine) > 1.85);
  }
}

BOOST_AUTO_TEST_CASE(positive_and_conservative_however_slanted) {
  for (const double kappa : {4.0, 100.0}) {
    const auto mass = Rotation(kappa).solved(square(4, 80));
    BOOST_TEST(*std::ranges::min_element(mass) > 0);
    BOOST_TEST(std::abs(total(mass) - 1) < 1e-12);
  }
}

BOOST_AUTO_TEST_CASE(tensors_that_depend_on_place, *test::one_rank()) {
  for (const auto& [kappa, limit] : {std::pair(1.0, 1.2e-3), {10.0, 4.5e-3}}) {
    const double coarse = shear_error(kappa, 96);
    const double fine = shear_error(kappa, 144);
    BOOST_TEST(fine < limit);
    BOOST_TEST(std::log(coarse / fine) / std::log(1.5) > 1.9);
  }
}

BOOST_AUTO_TEST_CASE(graded_and_oblong_cells, *test::one_rank()) {
  const Rotation process(4);
  const auto graded = [](int n) {
    return Mesh({Axis(make_edges(SinhGrading{0.3, 1.5}, -4, 4, n), Boundary::reflecting),
                 Axis(make_edges(SinhGrading{-0.2, 1}, -4, 4, n / 2), Boundary::reflecting)});
  };
  const double coarse = process.error(graded(80));
  const double fine = process.error(graded(160));
  BOOST_TEST(fine < 4e-3);
  BOOST_TEST(std::log2(coarse / fine) > 1.85);
}

BOOST_AUTO_TEST_CASE(the_pair_of_meshes_extrapolates) {
  const Rotation process(1);
  const Mesh coarse = square(4, 40);
  const Mesh fine = square(4, 80);
  const auto on_coarse = process.solved(coarse);
  const auto on_fine = process.solved(fine);
  const std::array solutions{MeshSolution{&coarse, on_coarse}, MeshSolution{&fine, on_fine}};
  BOOST_TEST(distance(extrapolate(solutions, 2).mass, process.exact(coarse)) <
             distance(on_fine, process.exact(fine)) / 30);
}

BOOST_AUTO_TEST_CASE(a_wave_on_a_torus) {
  // p = 1 + e^{−½ kᵀDk t} cos(k·(x − f t)) with k = (1, 2): winds round both axes and decays.
  const Sde sde = matrix_process({"1", "-0.5"}, {{"0.6", "0"}, {"0.3", "0.4"}});
  const double decay = 0.5 * (0.36 + 4 * 0.18 + 4 * 0.25);
  const auto error = [&](int n) {
    const double length = 2 * std::numbers::pi;
    const Mesh mesh({uniform_axis(0, length, n, Boundary::periodic),
                     uniform_axis(0, length, n, Boundary::periodic)});
    const auto wave = [&](double t) {
      return masses_of(mesh, [t, decay](const Point& x) {
        return 1 + std::exp(-decay * t) * std::cos(x[0] - t + 2 * (x[1] + 0.5 * t));
      });
    };
    return distance(advanced(mesh, sde, wave(0), 1), wave(1));
  };
  const double coarse = error(60);
  const double fine = error(120);
  BOOST_TEST(fine < 5e-3);
  BOOST_TEST(std::log2(coarse / fine) > 1.9);
}

BOOST_AUTO_TEST_CASE(three_dimensions, *test::one_rank()) {
  // A = diag, one Wiener process that drives all axes besides one for each.
  const Matrix g{{{0.8, 0.3, 0}, {0, 0.6, 0.4}, {0.3, 0, 0.7}}};
  const Sde sde = matrix_process({"-x", "-0.5*y", "-z"},
                                 {{"0.8", "0.3", "0"}, {"0", "0.6", "0.4"}, {"0.3", "0", "0.7"}});
  const Gaussian wide{{0.3, -0.2, 0.1}, {{{0.3, 0, 0}, {0, 0.4, 0}, {0, 0, 0.3}}}};
  const Gaussian end = evolved(
      {{{1, 0, 0}, {0, 0.5, 0}, {0, 0, 1}}}, [&](double) { return squared(g); }, wide, 0.4);
  const auto error = [&](int n) {
    const Mesh mesh({uniform_axis(-4, 4, n), uniform_axis(-4, 4, n), uniform_axis(-4, 4, n)});
    const auto mass =
        advanced(mesh, sde, masses_of(mesh, [&](const Point& x) { return wide(3, x); }), 0.4);
    BOOST_TEST(*std::ranges::min_element(mass) > 0);
    BOOST_TEST(std::abs(total(mass) - 1) < 1e-12);
    return distance(mass, masses_of(mesh, [&](const Point& x) { return end(3, x); }));
  };
  const double coarse = error(16);
  const double fine = error(32);
  BOOST_TEST(fine < 2e-2);
  BOOST_TEST(std::log2(coarse / fine) > 1.8);
}

BOOST_AUTO_TEST_CASE(one_wiener_process_for_both_axes) {
  // g = (1, 1): Σ grows by [[1, 1], [1, 1]] t, and nothing spreads across it.
  const Sde sde = matrix_process({"0", "0"}, {{"1"}, {"1"}});
  const Gaussian end = plus(start, 0.5, {{}, {{{1, 1, 0}, {1, 1, 0}, {0, 0, 0}}}});
  const auto error = [&](int n) {
    const Mesh mesh = square(5, n);
    return distance(
        advanced(mesh, sde, masses_of(mesh, [](const Point& x) { return start(2, x); }), 0.5),
        masses_of(mesh, [&](const Point& x) { return end(2, x); }));
  };
  const double coarse = error(50);
  const double fine = error(100);
  BOOST_TEST(fine < 1e-2);
  BOOST_TEST(std::log2(coarse / fine) > 1.9);
}

BOOST_AUTO_TEST_SUITE_END()
