#include "solver/score.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "meshes/staggered.hpp"
#include "sde/absorbing_axis.hpp"

#include "solver/scharfetter_gummel.hpp"

namespace loschmidt::solver {

namespace {

// The faces of one line along axis a, as positions in the array of faces.
struct Line {
  std::size_t first;
  std::size_t stride;
  std::size_t operator()(int face) const { return first + stride * face; }
};

// Visits all lines along axis a of a part of the faces.
template <class Visitor>
void for_each_line(const meshes::Block& faces, const meshes::Block& part, int a, Visitor&& visit) {
  meshes::Block starts = part;
  starts.end[a] = part.begin[a] + 1;
  meshes::Index step{0, 0, 0};
  step[a] = 1;
  const std::size_t stride = faces.local(step);
  for_each(starts, [&](const meshes::Index& start) { visit(Line{faces.local(start), stride}); });
}

// Continues the score of a line to the faces where it is not resolved (NaN).
class Continuation {
 public:
  explicit Continuation(const meshes::Axis& axis)
      : axis_(axis), below_(axis.cells() + 1), above_(axis.cells() + 1) {}

  void operator()(const Line& line, std::span<double> score) {
    const int n = axis_.cells();
    const auto resolved = [&](int i) { return !std::isnan(score[line(i)]); };
    for (int i = 0; i <= n; ++i) below_[i] = resolved(i) ? i : (i > 0 ? below_[i - 1] : -1);
    for (int i = n; i >= 0; --i) above_[i] = resolved(i) ? i : (i < n ? above_[i + 1] : -1);
    for (int i = 0; i <= n; ++i) {
      if (below_[i] == i) continue;
      const bool left = below_[i] >= 0 && (above_[i] < 0 || i - below_[i] <= above_[i] - i);
      if (left)
        score[line(i)] = continued(line, score, i, below_[i], -1);
      else if (above_[i] >= 0)
        score[line(i)] = continued(line, score, i, above_[i], 1);
      else
        score[line(i)] = 0;
    }
  }

 private:
  // Linear continuation from the two resolved faces nearest to x, on the side of `nearest`.
  double continued(const Line& line, std::span<const double> score, int face, int nearest,
                   int away) const {
    const int second = nearest + away;
    if (second < 0 || second > axis_.cells() || below_[second] != second)
      return score[line(nearest)];
    const auto x = axis_.edges();
    const double slope = (score[line(second)] - score[line(nearest)]) / (x[second] - x[nearest]);
    return score[line(nearest)] + slope * (x[face] - x[nearest]);
  }

  const meshes::Axis& axis_;
  std::vector<int> below_;  // per face, the nearest resolved one at or below; −1: none
  std::vector<int> above_;
};

// Finds the cells on both sides of a face. Returns false at a wall.
bool sides(const meshes::Mesh& mesh, int a, const meshes::Index& face, meshes::Index& left,
           meshes::Index& right) {
  left = right = face;
  const int n = mesh.extent(a);
  const bool periodic = mesh.axis(a).periodic();
  left[a] = face[a] > 0 ? face[a] - 1 : (periodic ? n - 1 : -1);
  right[a] = face[a] < n ? face[a] : (periodic ? 0 : -1);
  return left[a] >= 0 && right[a] >= 0;
}

// Differences of log w between the places of neighbouring cells over their distance, per face of
// the axis; 0 at its ends and where w = 1.
std::vector<double> vanishing_slopes(const meshes::Axis& axis) {
  std::vector<double> slopes(axis.cells() + 1, 0.0);
  if (!sde::density_vanishes(axis)) return slopes;
  const auto log_vanishing = [&](int cell) {
    return std::log(sde::vanishing_density(axis, axis.place(cell)));
  };
  for (int face = 1; face < axis.cells(); ++face)
    slopes[face] = (log_vanishing(face) - log_vanishing(face - 1)) / axis.spacing(face);
  return slopes;
}

// Sets the score at the faces of a part: NaN at walls and where it is not resolved. Returns whether
// any inner face is not resolved.
bool difference(const meshes::Mesh& mesh, int a, const meshes::Block& part,
                std::span<const double> log_density, std::span<double> score) {
  const meshes::Axis& axis = mesh.axis(a);
  const meshes::Block all = mesh.all_cells();
  const meshes::Block faces = mesh.all_faces(a);
  const auto slopes = vanishing_slopes(axis);
  meshes::Block rows = part;
  rows.end[0] = part.begin[0] + 1;
  const int length = a == 0 ? 1 : part.extent(0);  // faces with the same index along a
  bool holes = false;
  meshes::for_each(a == 0 ? part : rows, [&](const meshes::Index& face) {
    double* s = score.data() + faces.local(face);
    meshes::Index left;
    meshes::Index right;
    if (!sides(mesh, a, face, left, right)) {
      std::fill_n(s, length, std::numeric_limits<double>::quiet_NaN());
      return;
    }
    const double* l = log_density.data() + all.local(left);
    const double* r = log_density.data() + all.local(right);
    const double spacing = axis.spacing(face[a]);
    const double slope = slopes[face[a]];
    for (int i = 0; i < length; ++i) {
      s[i] = (r[i] - l[i]) / spacing - slope;
      holes |= std::isnan(s[i]);
    }
  });
  return holes;
}

// Linear continuation to both ends of a line whose inner faces are all resolved.
void continue_to_walls(const meshes::Axis& axis, const Line& line, std::span<double> score) {
  const int n = axis.cells();
  const auto x = axis.edges();
  const auto continued = [&](int face, int nearest, int second) {
    if (n < 2) return 0.0;
    const double value = score[line(nearest)];
    if (second < 1 || second > n - 1) return value;
    return value +
           (score[line(second)] - value) / (x[second] - x[nearest]) * (x[face] - x[nearest]);
  };
  const double first = continued(0, 1, 2);
  score[line(n)] = continued(n, n - 1, n - 2);
  score[line(0)] = first;
}

}  // namespace

void log_densities(const meshes::Mesh& mesh, std::size_t first, std::span<double> mass) {
  const meshes::Block all = mesh.all_cells();
  for (std::size_t n = 0; n < mass.size(); ++n) {
    const bool resolved = mass[n] >= unresolved_mass;
    mass[n] = resolved ? std::log(mass[n] / mesh.weight(all.index(first + n)))
                       : std::numeric_limits<double>::quiet_NaN();
  }
}

void regular_score(const meshes::Mesh& mesh, int a, const meshes::Block& part,
                   std::span<const double> log_density, std::span<double> score) {
  const meshes::Block faces = mesh.all_faces(a);
  if (difference(mesh, a, part, log_density, score)) {
    Continuation continuation(mesh.axis(a));
    for_each_line(faces, part, a, [&](const Line& line) { continuation(line, score); });
  } else if (!mesh.axis(a).periodic()) {
    for_each_line(faces, part, a,
                  [&](const Line& line) { continue_to_walls(mesh.axis(a), line, score); });
  }
}

meshes::FaceField regular_score(const meshes::Mesh& mesh, std::span<const double> mass) {
  std::vector<double> log_density(mass.begin(), mass.end());
  log_densities(mesh, 0, log_density);
  meshes::FaceField score(mesh);
  for (int a = 0; a < mesh.dimension(); ++a)
    regular_score(mesh, a, mesh.all_faces(a), log_density, score.across[a]);
  return score;
}

meshes::FaceField with_poles(const meshes::Mesh& mesh, meshes::FaceField regular) {
  for (int a = 0; a < mesh.dimension(); ++a) {
    const meshes::Axis& axis = mesh.axis(a);
    if (!sde::score_has_poles(axis)) continue;
    std::size_t n = 0;
    meshes::for_each(mesh.all_faces(a), [&](const meshes::Index& face) {
      const bool inside = face[a] > 0 && face[a] < axis.cells();
      if (inside) regular.across[a][n] += sde::pole_score(axis, axis.edges()[face[a]]);
      ++n;
    });
  }
  return regular;
}

namespace {

void add_poles(const meshes::Mesh& mesh, double factor, meshes::Field& score) {
  const int d = mesh.dimension();
  for (int a = 0; a < d; ++a) {
    const meshes::Axis& axis = mesh.axis(a);
    if (!sde::score_has_poles(axis)) continue;
    std::size_t n = 0;
    meshes::for_each(mesh.all_cells(), [&](const meshes::Index& cell) {
      score.values[d * n++ + a] += factor * sde::pole_score(axis, axis.centers()[cell[a]]);
    });
  }
}

}  // namespace

meshes::Field cell_score(const meshes::Mesh& mesh, const meshes::FaceView& regular) {
  meshes::Field score = meshes::faces_to_cells(mesh, regular);
  add_poles(mesh, 1, score);
  return score;
}

meshes::Field without_poles(const meshes::Mesh& mesh, meshes::Field score) {
  add_poles(mesh, -1, score);
  return score;
}

meshes::FaceField face_current(const meshes::Mesh& mesh, const FaceCoefficients& faces, double rate,
                               std::span<const double> density) {
  const meshes::Block all = mesh.all_cells();
  meshes::FaceField current(mesh);
  for (int a = 0; a < mesh.dimension(); ++a) {
    const sde::Coefficients& c = faces.across[a];
    std::size_t n = 0;
    meshes::for_each(mesh.all_faces(a), [&](const meshes::Index& face) {
      const meshes::Axis& axis = mesh.axis(a);
      if (axis.open(face[a])) {
        const FaceRates r = face_rates(axis, face[a], c, n);
        meshes::Index left, right;
        sides(mesh, a, face, left, right);
        const auto over_profile = [&](const meshes::Index& cell) {
          const double p = density[all.local(cell)];
          return axis.singular() ? p * axis.width(cell[a]) / axis.weight(cell[a]) : p;
        };
        // Beyond an absorbing end the density is zero.
        const double up = left[a] >= 0 ? r.up * over_profile(left) : 0;
        const double down = right[a] >= 0 ? r.down * over_profile(right) : 0;
        current.across[a][n] = rate * (up - down);
      }
      ++n;
    });
  }
  return current;
}

}  // namespace loschmidt::solver
