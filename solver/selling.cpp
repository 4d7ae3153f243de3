#include "solver/selling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sde/coefficients.hpp"

namespace loschmidt::solver {

namespace {

constexpr double negligible = 1e-13;  // relative to the trace or the largest eigenvalue
// Each flip lengthens the longest jump by a shorter one; jumps that fit on a mesh take some tens of
// flips.
constexpr int most_flips = 1000;
constexpr double longest = 1e6;  // components far below 2^53, so that products of two are exact

using Vector = std::array<double, 3>;

// The whole matrix. The rows of absent axes are zero, so that no term has a part along them.
class Tensor {
 public:
  explicit Tensor(std::span<const double> packed_values) {
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j)
        if (const auto n = static_cast<std::size_t>(sde::packed(i, j)); n < packed_values.size())
          d_[i][j] = packed_values[n];
  }
  double operator()(int i, int j) const { return d_[i][j]; }
  double trace() const { return d_[0][0] + d_[1][1] + d_[2][2]; }
  double product(const Vector& u, const Vector& v) const {
    double sum = 0;
    for (int i = 0; i < 3; ++i) sum += u[i] * (d_[i][0] * v[0] + d_[i][1] * v[1] + d_[i][2] * v[2]);
    return sum;
  }

 private:
  std::array<Vector, 3> d_{};
};

Vector cross(const Vector& u, const Vector& v) {
  return {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
}

double largest(const Vector& v) {
  return std::max({std::abs(v[0]), std::abs(v[1]), std::abs(v[2])});
}

using Superbase = std::array<Vector, 4>;

// The pairs (i, j) of a superbase, each with the other two vectors, k and l.
constexpr std::array<std::array<int, 4>, 6> pairs{
    {{0, 1, 2, 3}, {0, 2, 1, 3}, {0, 3, 1, 2}, {1, 2, 0, 3}, {1, 3, 0, 2}, {2, 3, 0, 1}}};

// Takes one step of the reduction. Returns false if no step is left.
bool flip(const Tensor& d, double tolerance, Superbase& b) {
  for (const auto& [i, j, k, l] : pairs) {
    if (!(d.product(b[i], b[j]) > tolerance)) continue;
    for (int a = 0; a < 3; ++a) {
      b[k][a] += b[i][a];
      b[l][a] += b[i][a];
      b[i][a] = -b[i][a];
    }
    return true;
  }
  return false;
}

std::optional<Superbase> obtuse_superbase(const Tensor& d, double tolerance) {
  Superbase b{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-1, -1, -1}}};
  for (int flips = 0; flips < most_flips; ++flips) {
    if (!flip(d, tolerance, b)) return b;
    if (std::ranges::any_of(b, [](const Vector& v) { return largest(v) > longest; })) break;
  }
  return std::nullopt;
}

meshes::Index canonical(const Vector& e) {
  const double last = e[2] != 0 ? e[2] : (e[1] != 0 ? e[1] : e[0]);
  const double sign = last < 0 ? -1 : 1;
  return {static_cast<int>(sign * e[0]), static_cast<int>(sign * e[1]),
          static_cast<int>(sign * e[2])};
}

}  // namespace

int Jumps::reach() const {
  int farthest = 0;
  for (const Jump& jump : *this)
    for (const int e : jump.offset) farthest = std::max(farthest, std::abs(e));
  return farthest;
}

std::optional<Jumps> selling(std::span<const double> tensor) {
  const Tensor d(tensor);
  if (!(d.trace() > 0)) return Jumps{};
  const double tolerance = negligible * d.trace();
  const auto b = obtuse_superbase(d, tolerance);
  if (!b) return std::nullopt;
  Jumps jumps;
  for (const auto& [i, j, k, l] : pairs) {
    const double weight = -d.product((*b)[i], (*b)[j]);
    if (!(weight > tolerance)) continue;
    const Vector e = cross((*b)[k], (*b)[l]);
    if (largest(e) > longest) return std::nullopt;
    jumps.add({canonical(e), weight});
  }
  return jumps;
}

namespace {

Vector rotated(Vector v, int p, int q, double c, double s) {
  const double first = v[p];
  v[p] = c * first - s * v[q];
  v[q] = s * first + c * v[q];
  return v;
}

// Returns the eigenvalues, ascending, by Jacobi's rotations, to roundoff of the largest.
Vector eigenvalues(const Tensor& tensor) {
  std::array<Vector, 3> d{};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) d[i][j] = tensor(i, j);
  constexpr int sweeps = 10;
  for (int turn = 0; turn < 3 * sweeps; ++turn) {
    const int p = turn % 3;
    const int q = (p + 1) % 3;
    const double angle = 0.5 * std::atan2(2 * d[p][q], d[q][q] - d[p][p]);
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    for (int k = 0; k < 3; ++k) d[k] = rotated(d[k], p, q, c, s);
    const Vector first = d[p];
    const Vector second = d[q];
    for (int k = 0; k < 3; ++k) {
      d[p][k] = c * first[k] - s * second[k];
      d[q][k] = s * first[k] + c * second[k];
    }
  }
  Vector values{d[0][0], d[1][1], d[2][2]};
  std::ranges::sort(values);
  return values;
}

}  // namespace

double anisotropy(std::span<const double> tensor) {
  const Tensor d(tensor);
  int still = 0;  // axes without noise have the eigenvalue 0
  for (int a = 0; a < 3; ++a) still += d(a, a) == 0 ? 1 : 0;
  if (still == 3) return 1;
  const Vector values = eigenvalues(d);
  const double least = values[still];
  return least > negligible * values[2] ? values[2] / least
                                        : std::numeric_limits<double>::infinity();
}

}  // namespace loschmidt::solver
