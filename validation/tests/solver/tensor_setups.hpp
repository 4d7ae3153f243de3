// Processes with full diffusion tensors whose law is known: Gaussian laws of Ornstein–Uhlenbeck
// processes, cell masses of a density, and a rotating process.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "setups.hpp"
#include "solver/evolution.hpp"

namespace loschmidt::test {

using Matrix = std::array<meshes::Point, 3>;

inline Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c{};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 3; ++k) c[i][j] += a[i][k] * b[k][j];
  return c;
}

// The law of an Ornstein–Uhlenbeck process: m' = −A m, Σ' = −AΣ − ΣAᵀ + D.
struct Gaussian {
  meshes::Point mean{};
  Matrix covariance{};

  double operator()(int dimension, const meshes::Point& x) const {
    const auto& s = covariance;
    const meshes::Point u{x[0] - mean[0], x[1] - mean[1], x[2] - mean[2]};
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

inline Gaussian plus(Gaussian a, double factor, const Gaussian& b) {
  for (int i = 0; i < 3; ++i) {
    a.mean[i] += factor * b.mean[i];
    for (int j = 0; j < 3; ++j) a.covariance[i][j] += factor * b.covariance[i][j];
  }
  return a;
}

// The law at time `end`, by the classical Runge–Kutta method, whose error here is roundoff. D may
// depend on time.
inline Gaussian evolved(const Matrix& a, const std::function<Matrix(double)>& d, Gaussian law,
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
inline std::vector<double> masses_of(const meshes::Mesh& mesh,
                                     const std::function<double(const meshes::Point&)>& p) {
  const std::array<double, 3> node{-std::sqrt(0.6), 0, std::sqrt(0.6)};
  const std::array<double, 3> weight{5.0 / 18, 8.0 / 18, 5.0 / 18};
  std::vector<double> mass;
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
    double sum = 0;
    meshes::Block nodes{{0, 0, 0}, {1, 1, 1}};
    for (int a = 0; a < mesh.dimension(); ++a) nodes.end[a] = 3;
    meshes::for_each(nodes, [&](const meshes::Index& k) {
      meshes::Point x{};
      double w = 1;
      for (int a = 0; a < mesh.dimension(); ++a) {
        x[a] = mesh.axis(a).centers()[i[a]] + 0.5 * node[k[a]] * mesh.axis(a).width(i[a]);
        w *= weight[k[a]];
      }
      sum += w * p(x);
    });
    mass.push_back(sum * mesh.volume(i));
  });
  const double sum = meshes::total(mass);
  for (double& m : mass) m /= sum;
  return mass;
}

inline std::vector<double> advanced(const meshes::Mesh& mesh, const sde::Sde& sde,
                                    const std::vector<double>& start, double end,
                                    const solver::Stencil& stencil = widest,
                                    MPI_Comm comm = MPI_COMM_WORLD,
                                    const solver::StepControl& control = {}) {
  const solver::Decomposition d(comm, mesh, stencil);
  const auto factor = factor_of(sde, mesh);
  solver::Evolution evolution(d, sde, factor, control);
  solver::Masses masses(d, start);
  evolution.advance(masses, 0, end);
  return masses.gather();
}

inline meshes::Mesh square(double half, int cells) {
  return meshes::Mesh({uniform_axis(-half, half, cells), uniform_axis(-half, half, cells)});
}

inline std::string text(double v) {
  return fmt::format("({:.17g})", v);
}

// g = R(0.7) diag(1, 1/√κ), so that D = g gᵀ has the anisotropy κ in a direction off the axes.
inline Matrix turned_noise(double kappa) {
  const double c = std::cos(0.7);
  const double s = std::sin(0.7);
  return {{{c, -s / std::sqrt(kappa), 0}, {s, c / std::sqrt(kappa), 0}, {0, 0, 0}}};
}

inline Matrix squared(const Matrix& g) {
  Matrix transposed{};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) transposed[i][j] = g[j][i];
  return product(g, transposed);
}

inline std::vector<std::vector<std::string>> rows_of(const Matrix& g) {
  return {{text(g[0][0]), text(g[0][1])}, {text(g[1][0]), text(g[1][1])}};
}

inline const Gaussian start{{0.8, -0.5, 0}, {{{0.1225, 0, 0}, {0, 0.1225, 0}, {0, 0, 0.1225}}}};
inline const Matrix rotating{{{1, 0.6, 0}, {-0.9, 0.7, 0}, {0, 0, 0}}};

// A rotating Ornstein–Uhlenbeck process.
struct Rotation {
  explicit Rotation(double kappa)
      : sde(matrix_process({"-(x + 0.6*y)", "0.9*x - 0.7*y"}, rows_of(turned_noise(kappa)))),
        end(evolved(
            rotating, [kappa](double) { return squared(turned_noise(kappa)); }, start, 0.5)) {}
  std::vector<double> solved(const meshes::Mesh& mesh) const {
    return advanced(mesh, sde, masses_of(mesh, [](const meshes::Point& x) { return start(2, x); }),
                    0.5, {5, true});
  }
  std::vector<double> exact(const meshes::Mesh& mesh) const {
    return masses_of(mesh, [&](const meshes::Point& x) { return end(2, x); });
  }
  double error(const meshes::Mesh& mesh) const { return distance(solved(mesh), exact(mesh)); }

  sde::Sde sde;
  Gaussian end;
};

}  // namespace loschmidt::test
