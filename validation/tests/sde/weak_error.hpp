// The error of one step of a scheme in expectation, without sampling. Gaussian increments are
// integrated by Gauss–Hermite quadrature, two-point variables by enumeration. The exact value is
// E φ(X_h) = φ + h Lφ + ½h² L²φ + O(h³) with the generator L of a process with polynomial
// coefficients. A scheme has weak order 2 when its moments up to the fifth agree with that (Kloeden
// & Platen 1992, theorem 14.5.2); tests check them up to the fourth.
#pragma once

#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include "meshes/points.hpp"
#include "sde/coefficients.hpp"
#include "sde/fold.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/step_noise.hpp"

namespace loschmidt::test {

/// A polynomial: a map from the powers of x, y, z, t to the coefficient.
using Polynomial = std::map<std::array<int, 4>, double>;
inline constexpr int time_variable = 3;

inline Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial product;
  for (const auto& [p, u] : a)
    for (const auto& [q, v] : b)
      product[{p[0] + q[0], p[1] + q[1], p[2] + q[2], p[3] + q[3]}] += u * v;
  return product;
}

inline void add(Polynomial& sum, double factor, const Polynomial& term) {
  for (const auto& [p, v] : term) sum[p] += factor * v;
}

inline Polynomial derivative(const Polynomial& a, int variable) {
  Polynomial result;
  for (const auto& [p, v] : a)
    if (p[variable] > 0) {
      auto lower = p;
      --lower[variable];
      result[lower] += p[variable] * v;
    }
  return result;
}

inline double value(const Polynomial& a, const meshes::Point& x, double t) {
  double sum = 0;
  for (const auto& [p, v] : a)
    sum +=
        v * std::pow(x[0], p[0]) * std::pow(x[1], p[1]) * std::pow(x[2], p[2]) * std::pow(t, p[3]);
  return sum;
}

/// A process with polynomial coefficients.
struct PolynomialProcess {
  std::vector<Polynomial> drift;
  std::vector<std::vector<Polynomial>> noise;  // rows of g

  Polynomial generator(const Polynomial& phi) const {
    Polynomial result = derivative(phi, time_variable);
    for (std::size_t i = 0; i < drift.size(); ++i) {
      add(result, 1, drift[i] * derivative(phi, static_cast<int>(i)));
      for (std::size_t j = 0; j < drift.size(); ++j)
        for (std::size_t k = 0; k < noise[i].size(); ++k)
          add(result, 0.5,
              noise[i][k] * noise[j][k] *
                  derivative(derivative(phi, static_cast<int>(i)), static_cast<int>(j)));
    }
    return result;
  }

  /// The coefficients tabulated at time t, as matrix noise if `full`, else as diagonal noise, which
  /// g must then be.
  sde::Coefficients at(const meshes::PointGrid& points, double t, bool full) const {
    sde::Coefficients c;
    const int d = c.components = static_cast<int>(drift.size());
    if (full) c.noises = static_cast<int>(noise[0].size());
    c.tensor = {d, full ? sde::TensorLayout::packed : sde::TensorLayout::diagonal};
    meshes::for_each(points.shape(), [&](const meshes::Index& i) {
      const meshes::Point x = points.point(i);
      for (int a = 0; a < d; ++a) c.drift.push_back(value(drift[a], x, t));
      const auto g = [&](int a, int k) { return value(noise[a][k], x, t); };
      for (int a = 0; a < d; ++a)
        for (int b = full ? 0 : a; b <= a; ++b) {
          double sum = 0;
          for (std::size_t k = 0; k < noise[a].size(); ++k)
            sum += g(a, static_cast<int>(k)) * g(b, static_cast<int>(k));
          c.tensor.values().push_back(sum);
        }
      if (full)
        for (int a = 0; a < d; ++a)
          for (int k = 0; k < c.noises; ++k) c.diffusion.push_back(g(a, k));
    });
    c.divergence.assign(c.drift.size(), 0);
    return c;
  }
};

/// Nodes and weights for the standard normal law, exact for polynomials up to degree 2n − 1.
inline std::vector<std::pair<double, double>> gauss_hermite(int n) {
  const auto hermite = [](int order, double x) {  // normalised: ∫ h² of the law is 1
    double before = 0;
    double now = 1;
    for (int k = 1; k <= order; ++k) {
      const double next = (x * now - std::sqrt(k - 1.0) * before) / std::sqrt(double(k));
      before = now;
      now = next;
    }
    return now;
  };
  std::vector<std::pair<double, double>> rule;
  const double end = std::sqrt(4.0 * n + 2);
  const int cells = 400 * n;
  for (int c = 0; c < cells; ++c) {
    double left = -end + 2 * end * (c - 0.25) / cells;
    double right = left + 2 * end / cells;
    if (hermite(n, left) * hermite(n, right) > 0) continue;
    for (int k = 0; k < 60; ++k) {
      const double middle = 0.5 * (left + right);
      (hermite(n, left) * hermite(n, middle) > 0 ? left : right) = middle;
    }
    const double x = 0.5 * (left + right);
    rule.emplace_back(x, 1 / (n * std::pow(hermite(n - 1, x), 2)));
  }
  return rule;
}

/// The noise of one particle for one step, set by the test.
class HandMadeNoise {
 public:
  explicit HandMadeNoise(sde::stepper::NoiseCount count)
      : increments_(static_cast<std::size_t>(count.increments) * sde::stepper::block_size),
        signs_(static_cast<std::size_t>(count.signs) * sde::stepper::block_size) {}

  double& increment(int k) { return increments_[k * sde::stepper::block_size]; }
  double& sign(int k) { return signs_[k * sde::stepper::block_size]; }
  sde::stepper::StepNoise<double> view() const { return {increments_.data(), signs_.data(), 0}; }

 private:
  std::vector<double> increments_, signs_;
};

/// E φ(Y) over one step of length h from x.
template <int D, class Scheme>
double expectation(const Scheme& scheme, sde::stepper::NoiseCount count, const Polynomial& phi,
                   const std::array<double, D>& x, double h) {
  const auto rule = gauss_hermite(8);
  std::size_t cases = std::size_t{1} << count.signs;
  for (int k = 0; k < count.increments; ++k) cases *= rule.size();
  HandMadeNoise noise(count);
  double sum = 0;
  for (std::size_t n = 0; n < cases; ++n) {
    double weight = 1;
    std::size_t digits = n;
    for (int k = 0; k < count.increments; ++k) {
      noise.increment(k) = std::sqrt(h) * rule[digits % rule.size()].first;
      weight *= rule[digits % rule.size()].second;
      digits /= rule.size();
    }
    for (int k = 0; k < count.signs; ++k) {
      noise.sign(k) = digits % 2 == 0 ? 1 : -1;
      weight *= 0.5;
      digits /= 2;
    }
    const auto y = scheme(x, noise.view());
    meshes::Point point{};
    for (int a = 0; a < D; ++a) point[a] = y[a];
    sum += weight * value(phi, point, h);
  }
  return sum;
}

/// The largest error of a moment of degree 1 to 4 after one step of length h from the origin.
template <int D, class Scheme>
double weak_error(const meshes::Mesh& mesh, const PolynomialProcess& process,
                  sde::NoiseLayout layout, bool full, double h) {
  const meshes::PointGrid points = meshes::vertices(mesh, 1);
  const sde::ParticleCoefficients from(points, process.at(points, 0, full), layout);
  const sde::ParticleCoefficients to(points, process.at(points, h, full), layout);
  const Scheme scheme(sde::stepper::Box<D>(mesh), from, to, h);
  const auto count = Scheme::count(from);
  double largest = 0;
  for (int p = 0; p <= 4; ++p)
    for (int q = 0; p + q <= 4; ++q)
      for (int r = 0; p + q + r <= 4; ++r) {
        if ((D < 2 && q > 0) || (D < 3 && r > 0) || p + q + r == 0) continue;
        const Polynomial phi{{{p, q, r, 0}, 1.0}};
        const Polynomial once = process.generator(phi);
        const double wanted =
            h * value(once, {}, 0) + 0.5 * h * h * value(process.generator(once), {}, 0);
        largest = std::max(largest, std::abs(expectation<D>(scheme, count, phi, {}, h) - wanted));
      }
  return largest;
}

/// The order of weak_error in h, which is the weak order of the scheme plus one.
template <int D, class Scheme>
double local_order(const meshes::Mesh& mesh, const PolynomialProcess& process,
                   sde::NoiseLayout layout, bool full = false) {
  constexpr double h = 1.0 / 512;
  const auto error = [&](double step) {
    return weak_error<D, Scheme>(mesh, process, layout, full, step);
  };
  return std::log2(error(h) / error(h / 2));
}

}  // namespace loschmidt::test
