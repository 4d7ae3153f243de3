#include "solver/score.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "meshes/staggered.hpp"
#include "sde/absorbing_axis.hpp"

#include "solver/scharfetter_gummel.hpp"

namespace loschmidt {

namespace {

// The faces of one line along axis a, as positions in the array of faces.
struct Line {
  std::size_t first;
  std::size_t stride;
  std::size_t operator()(int face) const { return first + stride * face; }
};

template <class Visitor>
void for_each_line(const Mesh& mesh, int a, Visitor&& visit) {
  const Block faces = mesh.all_faces(a);
  Block starts = faces;
  starts.end[a] = 1;
  Index step{0, 0, 0};
  step[a] = 1;
  const std::size_t stride = faces.local(step);
  for_each(starts, [&](const Index& start) { visit(Line{faces.local(start), stride}); });
}

// Linear continuation from the two resolved faces nearest to x, on the side of `nearest`.
double continued(const Axis& axis, const Line& line, const std::vector<double>& score,
                 const std::vector<bool>& resolved, int face, int nearest, int away) {
  const int second = nearest + away;
  const int last = axis.cells();
  if (second < 0 || second > last || !resolved[line(second)]) return score[line(nearest)];
  const auto x = axis.edges();
  const double slope = (score[line(second)] - score[line(nearest)]) / (x[second] - x[nearest]);
  return score[line(nearest)] + slope * (x[face] - x[nearest]);
}

void continue_line(const Axis& axis, const Line& line, std::vector<double>& score,
                   const std::vector<bool>& resolved) {
  const int n = axis.cells();
  std::vector<int> below(n + 1, -1);  // nearest resolved face at or below
  std::vector<int> above(n + 1, -1);
  for (int i = 0; i <= n; ++i) below[i] = resolved[line(i)] ? i : (i > 0 ? below[i - 1] : -1);
  for (int i = n; i >= 0; --i) above[i] = resolved[line(i)] ? i : (i < n ? above[i + 1] : -1);
  for (int i = 0; i <= n; ++i) {
    if (below[i] == i) continue;
    const bool left = below[i] >= 0 && (above[i] < 0 || i - below[i] <= above[i] - i);
    if (left)
      score[line(i)] = continued(axis, line, score, resolved, i, below[i], -1);
    else if (above[i] >= 0)
      score[line(i)] = continued(axis, line, score, resolved, i, above[i], 1);
    else
      score[line(i)] = 0;
  }
}

// The cells on both sides of a face; false at a wall.
bool sides(const Mesh& mesh, int a, const Index& face, Index& left, Index& right) {
  left = right = face;
  const int n = mesh.extent(a);
  const bool periodic = mesh.axis(a).periodic();
  left[a] = face[a] > 0 ? face[a] - 1 : (periodic ? n - 1 : -1);
  right[a] = face[a] < n ? face[a] : (periodic ? 0 : -1);
  return left[a] >= 0 && right[a] >= 0;
}

// Differences of log w between neighbouring centres over their distance, per face of the axis; 0
// at its ends and where w = 1.
std::vector<double> profile_slopes(const Axis& axis) {
  std::vector<double> slopes(axis.cells() + 1, 0.0);
  if (!axis.absorbing()) return slopes;
  const auto log_profile = [&](int cell) {
    return std::log(
        std::sin(std::numbers::pi * (axis.centers()[cell] - axis.lower()) / axis.length()));
  };
  for (int face = 1; face < axis.cells(); ++face)
    slopes[face] = (log_profile(face) - log_profile(face - 1)) / axis.spacing(face);
  return slopes;
}

}  // namespace

void continue_score(const Mesh& mesh, int a, std::vector<double>& score,
                    const std::vector<bool>& resolved) {
  for_each_line(mesh, a,
                [&](const Line& line) { continue_line(mesh.axis(a), line, score, resolved); });
}

FaceField regular_score(const Mesh& mesh, std::span<const double> mass) {
  const Block all = mesh.all_cells();
  std::vector<double> log_density(mass.size());
  for_each(all, [&](const Index& i) {
    const std::size_t n = all.local(i);
    log_density[n] = mass[n] >= unresolved_mass ? std::log(mass[n] / mesh.volume(i)) : 0;
  });
  FaceField score(mesh);
  for (int a = 0; a < mesh.dimension(); ++a) {
    const auto slopes = profile_slopes(mesh.axis(a));
    std::vector<bool> resolved(score.across[a].size(), false);
    std::size_t n = 0;
    for_each(mesh.all_faces(a), [&](const Index& face) {
      Index left;
      Index right;
      if (sides(mesh, a, face, left, right)) {
        const std::size_t l = all.local(left);
        const std::size_t r = all.local(right);
        resolved[n] = mass[l] >= unresolved_mass && mass[r] >= unresolved_mass;
        if (resolved[n])
          score.across[a][n] =
              (log_density[r] - log_density[l]) / mesh.axis(a).spacing(face[a]) - slopes[face[a]];
      }
      ++n;
    });
    continue_score(mesh, a, score.across[a], resolved);
  }
  return score;
}

FaceField with_poles(const Mesh& mesh, FaceField regular) {
  for (int a = 0; a < mesh.dimension(); ++a) {
    const Axis& axis = mesh.axis(a);
    if (!axis.absorbing()) continue;
    std::size_t n = 0;
    for_each(mesh.all_faces(a), [&](const Index& face) {
      const bool inside = face[a] > 0 && face[a] < axis.cells();
      if (inside) regular.across[a][n] += absorbing_score(axis, axis.edges()[face[a]]);
      ++n;
    });
  }
  return regular;
}

namespace {

void add_poles(const Mesh& mesh, double factor, Field& score) {
  const int d = mesh.dimension();
  for (int a = 0; a < d; ++a) {
    const Axis& axis = mesh.axis(a);
    if (!axis.absorbing()) continue;
    std::size_t n = 0;
    for_each(mesh.all_cells(), [&](const Index& cell) {
      score.values[d * n++ + a] += factor * absorbing_score(axis, axis.centers()[cell[a]]);
    });
  }
}

}  // namespace

Field cell_score(const Mesh& mesh, const FaceField& regular) {
  Field score = faces_to_cells(mesh, regular);
  add_poles(mesh, 1, score);
  return score;
}

Field without_poles(const Mesh& mesh, Field score) {
  add_poles(mesh, -1, score);
  return score;
}

FaceField face_current(const Mesh& mesh, const FaceCoefficients& faces, double rate,
                       std::span<const double> density) {
  const Block all = mesh.all_cells();
  FaceField current(mesh);
  for (int a = 0; a < mesh.dimension(); ++a) {
    const Coefficients& c = faces.across[a];
    std::size_t n = 0;
    for_each(mesh.all_faces(a), [&](const Index& face) {
      if (mesh.axis(a).open(face[a])) {
        const FaceRates r = scharfetter_gummel(c.drift[n], c.diffusion_tensor[n], c.divergence[n],
                                               mesh.axis(a).spacing(face[a]));
        Index left;
        Index right;
        sides(mesh, a, face, left, right);
        // Beyond an absorbing end there is nothing.
        const double up = left[a] >= 0 ? r.up * density[all.local(left)] : 0;
        const double down = right[a] >= 0 ? r.down * density[all.local(right)] : 0;
        current.across[a][n] = rate * (up - down);
      }
      ++n;
    });
  }
  return current;
}

}  // namespace loschmidt
