#include "solver/cell_jumps.hpp"

#include "sde/coefficients.hpp"

namespace loschmidt::solver {

std::vector<double> tensor_in_cells(const meshes::Point& width, std::span<const double> tensor) {
  std::vector<double> result(tensor.begin(), tensor.end());
  for (int i = 0; static_cast<std::size_t>(sde::packed(i, i)) < tensor.size(); ++i)
    for (int j = 0; j <= i; ++j) result[sde::packed(i, j)] /= width[i] * width[j];
  return result;
}

namespace {

using Matrix = std::array<meshes::Point, 3>;

// A pivot below this fraction of its diagonal is zero up to roundoff.
constexpr double singular = 1e-12;

Matrix sum_of(const Jumps& jumps) {
  Matrix d{};
  for (const Jump& jump : jumps)
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j) d[i][j] += jump.weight * jump.offset[i] * jump.offset[j];
  return d;
}

// Splits a = D v + remainder by the factorisation L Π Lᵀ, without zero pivots.
void split(const Matrix& d, const meshes::Point& a, meshes::Point& v, meshes::Point& remainder) {
  Matrix u = d;
  meshes::Point y = a;
  bool regular = true;
  for (int k = 0; k < 3; ++k) {
    if (!(u[k][k] > singular * d[k][k])) {
      u[k][k] = 0;
      regular = false;
      continue;
    }
    for (int i = k + 1; i < 3; ++i) {
      const double factor = u[i][k] / u[k][k];
      for (int j = k + 1; j < 3; ++j) u[i][j] -= factor * u[k][j];
      y[i] -= factor * y[k];
    }
  }
  for (int k = 2; k >= 0; --k) {
    if (u[k][k] == 0) continue;
    v[k] = y[k];
    for (int j = k + 1; j < 3; ++j) v[k] -= u[k][j] * v[j];
    v[k] /= u[k][k];
  }
  if (regular) return;
  for (int i = 0; i < 3; ++i)
    remainder[i] = a[i] - (d[i][0] * v[0] + d[i][1] * v[1] + d[i][2] * v[2]);
}

// Whether a jump leaves the mesh through a reflecting end of axis a, and through no other end.
bool reflected(const meshes::Mesh& mesh, const meshes::Index& cell, const meshes::Index& offset,
               int direction, int a) {
  for (int b = 0; b < mesh.dimension(); ++b) {
    const int end = cell[b] + direction * offset[b];
    const bool out = !mesh.axis(b).periodic() && (end < 0 || end >= mesh.extent(b));
    if (out != (b == a)) return false;
  }
  return mesh.axis(a).boundary() == meshes::Boundary::reflecting;
}

Jumps jumps_along_walls(const meshes::Mesh& mesh, const meshes::Index& cell, const Jumps& jumps,
                        const Matrix& d) {
  std::vector<double> surface(sde::packed(0, mesh.dimension()), 0.0);
  for (int a = 0; a < mesh.dimension(); ++a)
    for (const Jump& jump : jumps)
      for (const int direction : {-1, 1}) {
        const meshes::Index& e = jump.offset;
        if (!reflected(mesh, cell, e, direction, a)) continue;
        const auto slipped = [&](int t) { return e[t] - e[a] * d[a][t] / d[a][a]; };
        for (int i = 0; i < mesh.dimension(); ++i)
          for (int j = 0; j <= i; ++j)
            if (i != a && j != a)
              surface[sde::packed(i, j)] +=
                  0.25 * jump.weight * (e[i] * slipped(j) + e[j] * slipped(i));
      }
  const auto along = selling(surface);
  return along && along->reach() <= jumps.reach() ? *along : Jumps{};
}

}  // namespace

std::optional<CellJumps> cell_jumps(const meshes::Mesh& mesh, const meshes::Index& cell,
                                    std::span<const double> tensor, const meshes::Point& a) {
  meshes::Point width{1, 1, 1};
  for (int i = 0; i < mesh.dimension(); ++i) width[i] = mesh.axis(i).width(cell[i]);
  const auto inner = selling(tensor_in_cells(width, tensor));
  if (!inner) return std::nullopt;
  CellJumps result{*inner, {}, {}, {}};
  const Matrix d = sum_of(*inner);
  result.along_walls = jumps_along_walls(mesh, cell, *inner, d);
  meshes::Point in_cells = a;
  for (int i = 0; i < 3; ++i) in_cells[i] /= width[i];
  split(d, in_cells, result.potential_gradient, result.remainder);
  for (int i = 0; i < 3; ++i) {
    result.potential_gradient[i] /= width[i];
    result.remainder[i] *= width[i];
  }
  return result;
}

}  // namespace loschmidt::solver
