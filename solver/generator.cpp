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

namespace {

Link empty_link(const Index& offset, std::size_t cells) {
  const std::vector<double> none(cells, 0.0);
  return {offset, none, none, none, none};
}

// The Scharfetter–Gummel rates through the faces across one axis.
class FaceLink {
 public:
  FaceLink(const Mesh& mesh, const FaceCoefficients& faces, int a)
      : mesh_(mesh), axis_(mesh.axis(a)), a_(a), shape_(faces.cells), table_(faces.across[a]) {
    ++shape_.end[a];
  }

  // Adds cell number n of the block to the link and to `leave`.
  void add(const Index& cell, std::size_t n, Link& link, double& leave) const {
    const double width = axis_.width(cell[a_]);
    Index upper = cell;
    ++upper[a_];
    if (axis_.open(cell[a_])) {
      const FaceRates r = rates(cell);
      leave += r.down / width;
      Index below = cell;
      if (neighbour(mesh_, below, a_, -1)) {
        link.enter_below[n] = r.up / axis_.width(below[a_]);
        link.exit_below[n] = r.down / width;
      }
    }
    if (axis_.open(upper[a_])) {
      const FaceRates r = rates(upper);
      leave += r.up / width;
      Index above = cell;
      if (neighbour(mesh_, above, a_, 1)) {
        link.enter_above[n] = r.down / axis_.width(above[a_]);
        link.exit_above[n] = r.up / width;
      }
    }
  }

 private:
  FaceRates rates(const Index& face) const {
    const std::size_t n = shape_.local(face);
    return scharfetter_gummel(table_.drift[n], table_.diffusion_tensor[n], table_.divergence[n],
                              axis_.spacing(face[a_]));
  }

  const Mesh& mesh_;
  const Axis& axis_;
  int a_;
  Block shape_;
  const Coefficients& table_;
};

using Rates = std::vector<double> Link::*;
constexpr std::array<Rates, 4> all_rates{&Link::enter_below, &Link::enter_above, &Link::exit_below,
                                         &Link::exit_above};

void add_scaled(double factor, const std::vector<double>& from, std::vector<double>& to) {
  for (std::size_t n = 0; n < to.size(); ++n) to[n] += factor * from[n];
}

}  // namespace

Generator::Generator(const Decomposition& decomposition, const FaceCoefficients& faces) {
  const Mesh& mesh = decomposition.mesh();
  const Block& block = decomposition.block();
  leave.assign(block.size(), 0.0);
  for (int a = 0; a < mesh.dimension(); ++a) {
    Index offset{0, 0, 0};
    offset[a] = 1;
    Link link = empty_link(offset, block.size());
    const FaceLink through(mesh, faces, a);
    std::size_t n = 0;
    for_each(block, [&](const Index& cell) {
      through.add(cell, n, link, leave[n]);
      ++n;
    });
    links.push_back(std::move(link));
  }
}

Generator::Generator(double first, const Generator& q1, double second, const Generator& q2)
    : leave(q1.leave.size(), 0.0) {
  for (const auto& [factor, q] : {std::pair(first, &q1), std::pair(second, &q2)}) {
    add_scaled(factor, q->leave, leave);
    for (const Link& link : q->links) {
      auto found = std::ranges::find(links, link.offset, &Link::offset);
      if (found == links.end())
        found = links.insert(links.end(), empty_link(link.offset, leave.size()));
      for (const Rates r : all_rates) add_scaled(factor, link.*r, (*found).*r);
    }
  }
}

double Generator::smallest() const {
  double least = 0;
  for (const Link& link : links)
    for (const Rates r : all_rates)
      for (const double rate : link.*r) least = std::min(least, rate);
  return least;
}

}  // namespace loschmidt
