// The density under full diffusion tensors against closed forms: orders, mass, signs, bits.
#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "setups.hpp"
#include "solver/evolution.hpp"
#include "solver/extrapolation.hpp"
#include "solver/reverse_fokker_planck.hpp"
#include "solver/score.hpp"

using namespace loschmidt;

namespace {

using Matrix = std::array<Point, 3>;

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c{};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 3; ++k) c[i][j] += a[i][k] * b[k][j];
  return c;
}

// The law of an Ornstein–Uhlenbeck process: m' = −A m, Σ' = −AΣ − ΣAᵀ + D.
struct Gaussian {
  Point mean{};
  Matrix covariance{};

  double operator()(int dimension, const Point& x) const {
    const auto& s = covariance;
    const Point u{x[0] - mean[0], x[1] - mean[1], x[2] - mean[2]};
    const double tau = 2 * std::numbers::pi;
    if (dimension == 2) {
      const double det = s[0][0] * s[1][1] - s[0][1] * s[0][1];
      const double q = s[1][1] * u[0] * u[0] - 2 * s[0][1] * u[0] * u[1] + s[0][0] * u[1] * u[1];
      return std::exp(-0.5 * q / det) / (tau * std::sqrt(det));
    }
    const auto minor = [&](int i, int j) {
      return s[(i + 1) % 3][(j + 1) % 3] * s[(i + 2) % 3][(j + 2) % 3] -
             s[(i + 1) % 3][(j + 2) % 3] * s[(i + 2) % 3][(j + 1) % 3];
    };
    const double det = s[0][0] * minor(0, 0) + s[0][1] * minor(0, 1) + s[0][2] * minor(0, 2);
    double q = 0;
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j) q += u[i] * minor(i, j) * u[j];
    return std::exp(-0.5 * q / det) / std::sqrt(tau * tau * tau * det);
  }
};

Gaussian plus(Gaussian a, double factor, const Gaussian& b) {
  for (int i = 0; i < 3; ++i) {
    a.mean[i] += factor * b.mean[i];
    for (int j = 0; j < 3; ++j) a.covariance[i][j] += factor * b.covariance[i][j];
  }
  return a;
}

// By the classical Runge–Kutta method, whose error is roundoff here. D may depend on time.
Gaussian evolved(const Matrix& a, const std::function<Matrix(double)>& d, Gaussian law,
                 double end) {
  const auto slope = [&](const Gaussian& g, double t) {
    Gaussian s{{}, d(t)};
    const Matrix as = product(a, g.covariance);
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j) {
        s.mean[i] -= a[i][j] * g.mean[j];
        s.covariance[i][j] -= as[i][j] + as[j][i];
      }
    return s;
  };
  constexpr int steps = 1000;
  const double h = end / steps;
  for (int k = 0; k < steps; ++k) {
    const double t = k * h;
    const Gaussian first = slope(law, t);
    const Gaussian second = slope(plus(law, h / 2, first), t + h / 2);
    const Gaussian third = slope(plus(law, h / 2, second), t + h / 2);
    const Gaussian fourth = slope(plus(law, h, third), t + h);
    for (const auto& [weight, s] :
         {std::pair(h / 6, first), {h / 3, second}, {h / 3, third}, {h / 6, fourth}})
      law = plus(law, weight, s);
  }
  return law;
}

// Cell masses of a density by three Gauss points per axis, normalised.
std::vector<double> masses_of(const Mesh& mesh, const std::function<double(const Point&)>& p) {
  const std::array<double, 3> node{-std::sqrt(0.6), 0, std::sqrt(0.6)};
  const std::array<double, 3> weight{5.0 / 18, 8.0 / 18, 5.0 / 18};
  std::vector<double> mass;
  for_each(mesh.all_cells(), [&](const Index& i) {
    double sum = 0;
    Block nodes{{0, 0, 0}, {1, 1, 1}};
    for (int a = 0; a < mesh.dimension(); ++a) nodes.end[a] = 3;
    for_each(nodes, [&](const Index& k) {
      Point x{};
      double w = 1;
      for (int a = 0; a < mesh.dimension(); ++a) {
        x[a] = mesh.axis(a).centers()[i[a]] + 0.5 * node[k[a]] * mesh.axis(a).width(i[a]);
        w *= weight[k[a]];
      }
      sum += w * p(x);
    });
    mass.push_back(sum * mesh.volume(i));
  });
  const double sum = total(mass);
  for (double& m : mass) m /= sum;
  return mass;
}

double distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t n = 0; n < a.size(); ++n) sum += std::abs(a[n] - b[n]);
  return sum;
}

std::vector<double> advanced(const Mesh& mesh, const Sde& sde, const std::vector<double>& start,
                             double end, const Stencil& stencil = test::widest,
                             MPI_Comm comm = MPI_COMM_WORLD, const StepControl& control = {}) {
  const Decomposition d(comm, mesh, stencil);
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, control);
  Masses masses(d, start);
  evolution.advance(masses, 0, end);
  return masses.gather();
}

Mesh square(double half, int cells) {
  return Mesh({test::uniform_axis(-half, half, cells), test::uniform_axis(-half, half, cells)});
}

std::string text(double v) {
  return fmt::format("({:.17g})", v);
}

// R(0.7) diag(1, 1/√κ): D = g gᵀ has the anisotropy κ in a direction of no special kind.
Matrix turned_noise(double kappa) {
  const double c = std::cos(0.7);
  const double s = std::sin(0.7);
  return {{{c, -s / std::sqrt(kappa), 0}, {s, c / std::sqrt(kappa), 0}, {0, 0, 0}}};
}

Matrix squared(const Matrix& g) {
  Matrix transposed{};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) transposed[i][j] = g[j][i];
  return product(g, transposed);
}

std::vector<std::vector<std::string>> rows_of(const Matrix& g) {
  return {{text(g[0][0]), text(g[0][1])}, {text(g[1][0]), text(g[1][1])}};
}

const Gaussian start{{0.8, -0.5, 0}, {{{0.1225, 0, 0}, {0, 0.1225, 0}, {0, 0, 0.1225}}}};
const Matrix rotating{{{1, 0.6, 0}, {-0.9, 0.7, 0}, {0, 0, 0}}};

// A rotating Ornstein–Uhlenbeck process.
struct Rotation {
  explicit Rotation(double kappa)
      : sde(test::matrix_process({"-(x + 0.6*y)", "0.9*x - 0.7*y"}, rows_of(turned_noise(kappa)))),
        end(evolved(
            rotating, [kappa](double) { return squared(turned_noise(kappa)); }, start, 0.5)) {}
  std::vector<double> solved(const Mesh& mesh) const {
    return advanced(mesh, sde, masses_of(mesh, [](const Point& x) { return start(2, x); }), 0.5,
                    {5, true});
  }
  std::vector<double> exact(const Mesh& mesh) const {
    return masses_of(mesh, [&](const Point& x) { return end(2, x); });
  }
  double error(const Mesh& mesh) const { return distance(solved(mesh), exact(mesh)); }

  Sde sde;
  Gaussian end;
};

// x₁ = y₁, x₂ = y₂ + 0.8 sin(1.5 y₁) of an Ornstein–Uhlenbeck process Y: D depends on x.
double shear_error(double kappa, int cells) {
  const Matrix g = turned_noise(kappa);
  const std::string slope = "(1.2*cos(1.5*x))";
  const Sde sde = test::matrix_process(
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

BOOST_AUTO_TEST_CASE(second_order_up_to_anisotropy_ten) {
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

BOOST_AUTO_TEST_CASE(tensors_that_depend_on_place) {
  for (const auto& [kappa, limit] : {std::pair(1.0, 1.2e-3), {10.0, 4.5e-3}}) {
    const double coarse = shear_error(kappa, 96);
    const double fine = shear_error(kappa, 144);
    BOOST_TEST(fine < limit);
    BOOST_TEST(std::log(coarse / fine) / std::log(1.5) > 1.9);
  }
}

BOOST_AUTO_TEST_CASE(graded_and_oblong_cells) {
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
  const Sde sde = test::matrix_process({"1", "-0.5"}, {{"0.6", "0"}, {"0.3", "0.4"}});
  const double decay = 0.5 * (0.36 + 4 * 0.18 + 4 * 0.25);
  const auto error = [&](int n) {
    const double length = 2 * std::numbers::pi;
    const Mesh mesh({test::uniform_axis(0, length, n, Boundary::periodic),
                     test::uniform_axis(0, length, n, Boundary::periodic)});
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

BOOST_AUTO_TEST_CASE(three_dimensions) {
  // A = diag, one Wiener process that drives all axes besides one for each.
  const Matrix g{{{0.8, 0.3, 0}, {0, 0.6, 0.4}, {0.3, 0, 0.7}}};
  const Sde sde = test::matrix_process(
      {"-x", "-0.5*y", "-z"}, {{"0.8", "0.3", "0"}, {"0", "0.6", "0.4"}, {"0.3", "0", "0.7"}});
  const Gaussian wide{{0.3, -0.2, 0.1}, {{{0.3, 0, 0}, {0, 0.4, 0}, {0, 0, 0.3}}}};
  const Gaussian end = evolved(
      {{{1, 0, 0}, {0, 0.5, 0}, {0, 0, 1}}}, [&](double) { return squared(g); }, wide, 0.4);
  const auto error = [&](int n) {
    const Mesh mesh(
        {test::uniform_axis(-4, 4, n), test::uniform_axis(-4, 4, n), test::uniform_axis(-4, 4, n)});
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
  const Sde sde = test::matrix_process({"0", "0"}, {{"1"}, {"1"}});
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

BOOST_AUTO_TEST_CASE(a_tensor_that_turns_in_time) {
  // Jumps begin and end between the two times of a Magnus step.
  const Sde sde = test::matrix_process(
      {"-x", "-y"}, {{"cos(3*t)", "-0.4*sin(3*t)"}, {"sin(3*t)", "0.4*cos(3*t)"}});
  const auto tensor = [](double t) {
    const double c = std::cos(3 * t);
    const double s = std::sin(3 * t);
    return squared({{{c, -0.4 * s, 0}, {s, 0.4 * c, 0}, {0, 0, 0}}});
  };
  const Gaussian end = evolved({{{1, 0, 0}, {0, 1, 0}, {0, 0, 0}}}, tensor, start, 1);
  const Mesh mesh = square(4, 40);
  const auto initial = masses_of(mesh, [](const Point& x) { return start(2, x); });
  const auto solved = [&](const StepControl& control) {
    return advanced(mesh, sde, initial, 1, test::widest, MPI_COMM_WORLD, control);
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
    return test::matrix_process({"-x", "-y"},
                                {{"cos(3*t)", "-0.4*sin(3*t)"}, {"sin(3*t)", "0.4*cos(3*t)"}});
  };
  const Mesh mesh = square(3, 24);
  for (const Sde& sde : {test::slanted_process(2), turning()}) {
    const auto solved = [&](Method method) {
      return advanced(mesh, sde, test::bump(mesh), 1, test::widest, MPI_COMM_WORLD,
                      {0, 1, 1e-6, method});
    };
    const auto implicit = solved(Method::tr_bdf2);
    BOOST_TEST(*std::ranges::min_element(implicit) >= 0);
    BOOST_TEST(distance(implicit, solved(Method::uniformization)) < 2e-5);
  }
}

BOOST_AUTO_TEST_CASE(reflecting_ends_keep_the_order) {
  // Mass everywhere along the ends. The reference is the same on a fine mesh, so the order seen
  // between h and h/2 is that of h² − (h/8)².
  const Sde sde = test::matrix_process({"0.3", "-0.2"},
                                       {{"sqrt(0.2)", "0"}, {"0.5*sqrt(0.2)", "0.6*sqrt(0.2)"}});
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
  const auto box = [](int n) {
    return Mesh({test::uniform_axis(0, 1, n), test::uniform_axis(0, 1, n)});
  };
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

BOOST_AUTO_TEST_CASE(absorbing_ends_lose_mass_at_second_order) {
  const Sde sde = test::matrix_process({"0.3", "-0.2"},
                                       {{"sqrt(0.2)", "0"}, {"0.5*sqrt(0.2)", "0.6*sqrt(0.2)"}});
  const auto remaining = [&](int n) {
    const Mesh mesh({test::uniform_axis(0, 1, n, Boundary::absorbing),
                     test::uniform_axis(0, 1, n, Boundary::absorbing)});
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
  for (const Mesh& mesh : test::odd_meshes()) {
    if (mesh.dimension() == 1) continue;
    const Sde sde = test::slanted_process(mesh.dimension());
    const auto together = advanced(mesh, sde, test::bump(mesh), 0.31);
    const auto alone = advanced(mesh, sde, test::bump(mesh), 0.31, test::widest, MPI_COMM_SELF);
    BOOST_TEST((together == alone));
  }
  // Time-dependent too: the offsets of two times are merged.
  const Sde turning = test::matrix_process(
      {"-x", "-y"}, {{"cos(3*t + 0.3*x)", "-0.4*sin(3*t)"}, {"sin(3*t + 0.3*x)", "0.4*cos(3*t)"}});
  const Mesh mesh({test::uniform_axis(-3, 3, 24, Boundary::periodic),
                   Axis(make_edges(SinhGrading{0, 1}, -3, 3, 22), Boundary::reflecting)});
  const StepControl control{3, 1, 0};
  const auto together =
      advanced(mesh, turning, test::bump(mesh), 1, {6, true}, MPI_COMM_WORLD, control);
  const auto alone =
      advanced(mesh, turning, test::bump(mesh), 1, {6, true}, MPI_COMM_SELF, control);
  BOOST_TEST((together == alone));
}

BOOST_AUTO_TEST_CASE(the_reverse_equation_returns) {
  const double kappa = 4;
  const Rotation process(kappa);
  const auto error = [&](int n, const Reversal& reversal) {
    const Mesh mesh = square(4, n);
    const auto factor = test::factor_of(process.sde, mesh);
    const Decomposition d(MPI_COMM_WORLD, mesh, test::widest);
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
    reverse_fokker_planck(
        d, mesh, tables, factor, times, slices.front(),
        [&](int k) { return regular_score(mesh, slices[k]); }, reversal,
        [&](int, const std::vector<double>& mass) { back = mass; });
    return distance(back, slices.back());
  };
  const double coarse = error(40, {});
  const double fine = error(80, {});
  BOOST_TEST(fine < 5e-2);
  BOOST_TEST(std::log2(coarse / fine) > 1.7);
  BOOST_TEST(error(40, *named_reversal("half-score")) > 0.2);
}

BOOST_AUTO_TEST_SUITE_END()
