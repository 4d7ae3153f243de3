#include "solver/generator.hpp"

#include <algorithm>
#include <cmath>

namespace loschmidt {

FaceTables::FaceTables(const Sde& sde, const TimeFactor& factor, const Mesh& mesh,
                       const Block& cells)
    : cells_(cells) {
  for (int a = 0; a < mesh.dimension(); ++a)
    tables_.emplace_back(sde, factor, face_centers(mesh, a, cells), std::vector<int>{a});
}

FaceCoefficients FaceTables::at(double t) {
  FaceCoefficients faces{cells_, {}};
  for (std::size_t a = 0; a < tables_.size(); ++a) faces.across[a] = tables_[a].at(t);
  return faces;
}

namespace {
// k B(z) with B(z) = z/(eᶻ − 1); for k → 0 at fixed a = z k it becomes max(−a, 0), upwind.
double fitted(double k, double advection) {
  if (k <= 0) return std::max(-advection, 0.0);
  const double z = advection / k;
  if (z == 0) return k;
  if (z > 700) return 0;
  if (z < -700) return -advection;
  return advection / std::expm1(z);
}
}  // namespace

FaceRates scharfetter_gummel(double drift, double diffusion_tensor, double divergence,
                             double spacing) {
  const double k = 0.5 * diffusion_tensor / spacing;
  const double a = drift - 0.5 * divergence;
  return {fitted(k, -a), fitted(k, a)};
}

Generator::Generator(const Decomposition& decomposition, const FaceCoefficients& faces) {
  const Mesh& mesh = decomposition.mesh();
  const Block& block = decomposition.block();
  leave.assign(block.size(), 0.0);
  for (int a = 0; a < mesh.dimension(); ++a) {
    auto& from_below = enter[2 * a];
    auto& from_above = enter[2 * a + 1];
    from_below.assign(block.size(), 0.0);
    from_above.assign(block.size(), 0.0);
    const Axis& axis = mesh.axis(a);
    const Coefficients& c = faces.across[a];
    Block shape = faces.cells;
    ++shape.end[a];
    const auto rates = [&](const Index& face) {
      const std::size_t n = shape.local(face);
      return scharfetter_gummel(c.drift[n], c.diffusion_tensor[n], c.divergence[n],
                                axis.spacing(face[a]));
    };
    for_each(block, [&](const Index& cell) {
      const std::size_t n = block.local(cell);
      const double width = axis.width(cell[a]);
      Index upper = cell;
      ++upper[a];
      if (axis.open(cell[a])) {
        const FaceRates r = rates(cell);
        Index below = cell;
        leave[n] += r.down / width;
        if (neighbour(mesh, below, a, -1)) from_below[n] = r.up / axis.width(below[a]);
      }
      if (axis.open(upper[a])) {
        const FaceRates r = rates(upper);
        Index above = cell;
        leave[n] += r.up / width;
        if (neighbour(mesh, above, a, 1)) from_above[n] = r.down / axis.width(above[a]);
      }
    });
  }
}

Generator::Generator(double first, const Generator& q1, double second, const Generator& q2)
    : leave(q1.leave.size()) {
  for (std::size_t n = 0; n < leave.size(); ++n)
    leave[n] = first * q1.leave[n] + second * q2.leave[n];
  for (std::size_t k = 0; k < enter.size(); ++k) {
    enter[k].resize(q1.enter[k].size());
    for (std::size_t n = 0; n < enter[k].size(); ++n)
      enter[k][n] = first * q1.enter[k][n] + second * q2.enter[k][n];
  }
}

double Generator::smallest() const {
  double least = 0;
  for (const auto& rates : enter)
    for (const double r : rates) least = std::min(least, r);
  return least;
}

}  // namespace loschmidt
