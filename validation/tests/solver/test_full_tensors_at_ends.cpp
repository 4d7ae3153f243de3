// Full diffusion tensors that turn in time are solved at every kind of end, on any number of ranks,
// and reversed.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "solver/extrapolation.hpp"
#include "solver/reverse_fokker_planck.hpp"
#include "solver/score.hpp"
#include "tensor_setups.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;
using namespace loschmidt::test;

BOOST_AUTO_TEST_SUITE(full_tensors_at_ends)

BOOST_AUTO_TEST_CASE(a_tensor_that_turns_in_time, *test::one_rank()) {
  // Jumps begin and end between the two times of a Magnus step.
  const Sde sde =
      matrix_process({"-x", "-y"}, {{"cos(3*t)", "-0.4*sin(3*t)"}, {"sin(3*t)", "0.4*cos(3*t)"}});
  const auto tensor = [](double t) {
    const double c = std::cos(3 * t);
    const double s = std::sin(3 * t);
    return squared({{{c, -0.4 * s, 0}, {s, 0.4 * c, 0}, {0, 0, 0}}});
  };
  const Gaussian end = evolved({{{1, 0, 0}, {0, 1, 0}, {0, 0, 0}}}, tensor, start, 1);
  const Mesh mesh = square(4, 40);
  const auto initial = masses_of(mesh, [](const Point& x) { return start(2, x); });
  const auto solved = [&](const StepControl& control) {
    return advanced(mesh, sde, initial, 1, widest, MPI_COMM_WORLD, control);
  };
  const auto reference = solved({256, 1, 0});
  BOOST_TEST(distance(reference, masses_of(mesh, [&](const Point& x) { return end(2, x); })) <
             4e-2);
  BOOST_TEST(std::abs(total(reference) - 1) < 1e-12);
  BOOST_TEST(*std::ranges::min_element(reference) > 0);
  // Rates that set in are no smooth functions of time: second order is left of Magnus's fourth.
  const double coarse = distance(solved({8, 1, 0}), reference);
  const double fine = distance(solved({64, 1, 0}), reference);
  BOOST_TEST(fine < 2e-4);
  BOOST_TEST(std::log2(coarse / fine) / 3 > 1.5);
  BOOST_TEST(distance(solved({0, 1, 1e-4}), reference) < 5e-5);
}

BOOST_AUTO_TEST_CASE(implicit_steps_agree) {
  // With a tensor that stands still, and with one whose offsets come and go between the steps.
  const auto turning = [] {
    return matrix_process({"-x", "-y"},
                          {{"cos(3*t)", "-0.4*sin(3*t)"}, {"sin(3*t)", "0.4*cos(3*t)"}});
  };
  const Mesh mesh = square(3, 16);
  for (const Sde& sde : {slanted_process(2), turning()}) {
    const auto solved = [&](Method method) {
      return advanced(mesh, sde, bump(mesh), 0.3, widest, MPI_COMM_WORLD, {0, 1, 1e-6, method});
    };
    const auto implicit = solved(Method::tr_bdf2);
    BOOST_TEST(*std::ranges::min_element(implicit) >= 0);
    BOOST_TEST(distance(implicit, solved(Method::uniformization)) < 2e-5);
  }
}

BOOST_AUTO_TEST_CASE(reflecting_ends_keep_the_order, *test::one_rank()) {
  // Mass everywhere along the ends. The reference is the same on a fine mesh, so the order seen
  // between h and h/2 is that of h² − (h/8)².
  const Sde sde =
      matrix_process({"0.3", "-0.2"}, {{"sqrt(0.2)", "0"}, {"0.5*sqrt(0.2)", "0.6*sqrt(0.2)"}});
  const auto solved = [&](const Mesh& mesh) {
    return advanced(mesh, sde,
                    masses_of(mesh,
                              [](const Point& x) {
                                const double pi = std::numbers::pi;
                                return 1 + 0.5 * std::cos(pi * x[0]) * std::cos(pi * x[1]) +
                                       0.3 * std::cos(2 * pi * x[1]);
                              }),
                    0.2);
  };
  const auto box = [](int n) { return Mesh({uniform_axis(0, 1, n), uniform_axis(0, 1, n)}); };
  const Mesh finest = box(128);
  const auto reference = solved(finest);
  const auto error = [&](int n) {
    const Mesh mesh = box(n);
    return distance(solved(mesh), restrict_mass(mesh, finest, {128 / n, 128 / n, 1}, reference));
  };
  const double coarse = error(16);
  const double fine = error(32);
  BOOST_TEST(fine < 1e-3);
  BOOST_TEST(std::log2(coarse / fine) > 1.9);
}

BOOST_AUTO_TEST_CASE(absorbing_ends_lose_mass_at_second_order, *test::one_rank()) {
  const Sde sde =
      matrix_process({"0.3", "-0.2"}, {{"sqrt(0.2)", "0"}, {"0.5*sqrt(0.2)", "0.6*sqrt(0.2)"}});
  const auto remaining = [&](int n) {
    const Mesh mesh(
        {uniform_axis(0, 1, n, Boundary::absorbing), uniform_axis(0, 1, n, Boundary::absorbing)});
    return total(advanced(mesh, sde,
                          masses_of(mesh,
                                    [](const Point& x) {
                                      return x[0] * (1 - x[0]) * x[1] * (1 - x[1]) * (1 + x[0]);
                                    }),
                          0.2));
  };
  const double reference = (4 * remaining(128) - remaining(64)) / 3;
  const double coarse = std::abs(remaining(16) - reference);
  const double fine = std::abs(remaining(32) - reference);
  BOOST_TEST((reference > 0.5 && reference < 0.8));
  BOOST_TEST(std::log2(coarse / fine) > 1.8);
}

BOOST_AUTO_TEST_CASE(same_bits_on_any_number_of_ranks) {
  for (const Mesh& mesh : odd_meshes()) {
    if (mesh.dimension() == 1) continue;
    const Sde sde = slanted_process(mesh.dimension());
    const auto together = advanced(mesh, sde, bump(mesh), 0.31);
    const auto alone = advanced(mesh, sde, bump(mesh), 0.31, widest, MPI_COMM_SELF);
    BOOST_TEST((together == alone));
  }
  // Time-dependent too: the offsets of two times are merged.
  const Sde turning = matrix_process(
      {"-x", "-y"}, {{"cos(3*t + 0.3*x)", "-0.4*sin(3*t)"}, {"sin(3*t + 0.3*x)", "0.4*cos(3*t)"}});
  const Mesh mesh({uniform_axis(-3, 3, 24, Boundary::periodic),
                   Axis(make_edges(SinhGrading{0, 1}, -3, 3, 22), Boundary::reflecting)});
  const StepControl control{3, 1, 0};
  const auto together = advanced(mesh, turning, bump(mesh), 1, {6, true}, MPI_COMM_WORLD, control);
  const auto alone = advanced(mesh, turning, bump(mesh), 1, {6, true}, MPI_COMM_SELF, control);
  BOOST_TEST((together == alone));
}

BOOST_AUTO_TEST_CASE(the_reverse_equation_returns) {
  const double kappa = 4;
  const Rotation process(kappa);
  const auto error = [&](int n, const Reversal& reversal) {
    const Mesh mesh = square(4, n);
    const auto factor = factor_of(process.sde, mesh);
    const Decomposition d(MPI_COMM_WORLD, mesh, widest);
    constexpr int steps = 40;
    std::vector<std::vector<double>> slices;
    std::vector<double> times;
    for (int k = 0; k <= steps; ++k) {
      times.push_back(0.5 - 0.5 * k / steps);
      const Gaussian law = evolved(
          rotating, [&](double) { return squared(turned_noise(kappa)); }, start, times.back());
      slices.push_back(masses_of(mesh, [&](const Point& x) { return law(2, x); }));
    }
    MeshTables tables(process.sde, factor, mesh);
    std::vector<double> back;
    reverse_fokker_planck({d, mesh, tables, factor, times,
                           [&](int k) { return regular_score(mesh, slices[k]); }, reversal},
                          std::vector<std::vector<double>>{slices.front()},
                          [&](int, std::span<const Masses> laws) { back = laws[0].gather(); });
    return distance(back, slices.back());
  };
  const double coarse = error(40, {});
  const double fine = error(80, {});
  BOOST_TEST(fine < 5e-2);
  BOOST_TEST(std::log2(coarse / fine) > 1.7);
  BOOST_TEST(error(40, *named_reversal("half-score")) > 0.2);
}

BOOST_AUTO_TEST_SUITE_END()
