#include "solver/score.hpp"

#include <algorithm>
#include <cmath>

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

}  // namespace

void continue_score(const Mesh& mesh, int a, std::vector<double>& score,
                    const std::vector<bool>& resolved) {
  for_each_line(mesh, a,
                [&](const Line& line) { continue_line(mesh.axis(a), line, score, resolved); });
}

FaceField face_score(const Mesh& mesh, std::span<const double> mass) {
  const Block all = mesh.all_cells();
  std::vector<double> log_density(mass.size());
  for_each(all, [&](const Index& i) {
    const std::size_t n = all.local(i);
    log_density[n] = mass[n] >= unresolved_mass ? std::log(mass[n] / mesh.volume(i)) : 0;
  });
  FaceField score(mesh);
  for (int a = 0; a < mesh.dimension(); ++a) {
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
          score.across[a][n] = (log_density[r] - log_density[l]) / mesh.axis(a).spacing(face[a]);
      }
      ++n;
    });
    continue_score(mesh, a, score.across[a], resolved);
  }
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
      Index left;
      Index right;
      if (sides(mesh, a, face, left, right)) {
        const FaceRates r = scharfetter_gummel(c.drift[n], c.diffusion_tensor[n], c.divergence[n],
                                               mesh.axis(a).spacing(face[a]));
        current.across[a][n] =
            rate * (r.up * density[all.local(left)] - r.down * density[all.local(right)]);
      }
      ++n;
    });
  }
  return current;
}

}  // namespace loschmidt
