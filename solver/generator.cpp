#include "solver/generator.hpp"

#include <algorithm>
#include <array>

#include "meshes/ends.hpp"
#include "solver/scharfetter_gummel.hpp"
#include "solver/tensor_edges.hpp"

namespace loschmidt::solver {

namespace {

constexpr double tabulation_work = 600;  // includes tabulating the coefficients; in products

Link empty_link(const meshes::Index& offset, std::size_t cells) {
  const std::vector<double> none(cells, 0.0);
  return {offset, none, none, none, none};
}

// The Scharfetter–Gummel rates through the faces across one axis.
class FaceLink {
 public:
  FaceLink(const meshes::Mesh& mesh, const FaceCoefficients& faces, int a)
      : mesh_(mesh), axis_(mesh.axis(a)), a_(a), shape_(faces.cells), table_(faces.across[a]) {
    ++shape_.end[a];
  }

  // Adds the rates of a cell, number n of the block, to the link and to `leave`.
  void add(const meshes::Index& cell, std::size_t n, Link& link, double& leave) const {
    const double weight = axis_.weight(cell[a_]);
    meshes::Index upper = cell;
    ++upper[a_];
    if (axis_.open(cell[a_])) {
      const FaceRates r = rates(cell);
      leave += r.down / weight;
      meshes::Index below = cell;
      if (meshes::neighbour(mesh_, below, a_, -1)) {
        link.enter_below[n] = r.up / axis_.weight(below[a_]);
        link.exit_below[n] = r.down / weight;
      }
    }
    if (axis_.open(upper[a_])) {
      const FaceRates r = rates(upper);
      leave += r.up / weight;
      meshes::Index above = cell;
      if (meshes::neighbour(mesh_, above, a_, 1)) {
        link.enter_above[n] = r.down / axis_.weight(above[a_]);
        link.exit_above[n] = r.up / weight;
      }
    }
  }

  // The rate from a cell at an end of the axis through that end, as `add` adds it to `leave`.
  double exit(const meshes::Index& cell, bool upper) const {
    meshes::Index face = cell;
    if (upper) ++face[a_];
    const FaceRates r = rates(face);
    return (upper ? r.up : r.down) / axis_.weight(cell[a_]);
  }

 private:
  FaceRates rates(const meshes::Index& face) const {
    const std::size_t n = shape_.local(face);
    return face_rates(axis_, face[a_], table_, n);
  }

  const meshes::Mesh& mesh_;
  const meshes::Axis& axis_;
  int a_;
  meshes::Block shape_;
  const sde::Coefficients& table_;
};

using Rates = std::vector<double> Link::*;
constexpr std::array<Rates, 4> all_rates{&Link::enter_below, &Link::enter_above, &Link::exit_below,
                                         &Link::exit_above};

void add_scaled(double factor, const std::vector<double>& from, std::vector<double>& to) {
  for (std::size_t n = 0; n < to.size(); ++n) to[n] += factor * from[n];
}

}  // namespace

Generator::Generator(const Decomposition& decomposition, const MeshCoefficients& coefficients)
    : leave(decomposition.block().size(), 0.0), exits(closed_exits(decomposition)) {
  std::visit([&](const auto& places) { add(decomposition, places); }, coefficients);
  decomposition.report_work(tabulation_work);
}

void Generator::add(const Decomposition& decomposition, const FaceCoefficients& faces) {
  const meshes::Mesh& mesh = decomposition.mesh();
  const meshes::Block& block = decomposition.block();
  for (int a = 0; a < mesh.dimension(); ++a) {
    meshes::Index offset{0, 0, 0};
    offset[a] = 1;
    Link link = empty_link(offset, block.size());
    const FaceLink through(mesh, faces, a);
    std::size_t n = 0;
    meshes::for_each(block, [&](const meshes::Index& cell) {
      through.add(cell, n, link, leave[n]);
      ++n;
    });
    links.push_back(std::move(link));
  }
  add_exits(decomposition, faces);
}

void Generator::add_exits(const Decomposition& decomposition, const FaceCoefficients& faces) {
  const meshes::Mesh& mesh = decomposition.mesh();
  for_each_exit(decomposition,
                [&](std::size_t n, const meshes::End& end, const meshes::Index& cell) {
                  const int last = end.upper ? mesh.extent(end.axis) - 1 : 0;
                  if (cell[end.axis] == last)
                    exits.rates[n] = FaceLink(mesh, faces, end.axis).exit(cell, end.upper);
                });
}

void Generator::add(const Decomposition& decomposition, const CellCoefficients& cells) {
  full_tensor_ = true;
  const meshes::Mesh& mesh = decomposition.mesh();
  const meshes::Block& block = decomposition.block();
  const TensorEdges edges(mesh, cells, decomposition.stencil().width);
  for (std::size_t k = 0; k < edges.offsets().size(); ++k) {
    Link link = empty_link(edges.offsets()[k], block.size());
    std::size_t n = 0;
    meshes::for_each(block, [&](const meshes::Index& cell) {
      for (const int direction : {-1, 1}) {
        const Edge edge = edges.edge(cell, k, direction);
        const double exit = edge.out / mesh.volume(cell);
        leave[n] += exit;
        if (!edge.open) continue;
        (direction > 0 ? link.exit_above : link.exit_below)[n] = exit;
        (direction > 0 ? link.enter_above : link.enter_below)[n] =
            edge.in / mesh.volume(edge.other);
      }
      ++n;
    });
    links.push_back(std::move(link));
  }
  for_each_exit(decomposition,
                [&](std::size_t n, const meshes::End& end, const meshes::Index& cell) {
                  exits.rates[n] = edges.absorbed_by(end, cell) / mesh.volume(cell);
                });
}

namespace {
// Returns the link along an offset, after inserting it at its place if there is none yet.
Link& link_along(const meshes::Index& offset, std::size_t cells, std::vector<Link>& links) {
  const auto place =
      std::ranges::lower_bound(links, offset, meshes::in_natural_order, &Link::offset);
  if (place != links.end() && place->offset == offset) return *place;
  return *links.insert(place, empty_link(offset, cells));
}
}  // namespace

Generator::Generator(double first, const Generator& q1, double second, const Generator& q2)
    : leave(q1.leave.size(), 0.0),
      exits{q1.exits.cells, std::vector<double>(q1.exits.rates.size(), 0.0)},
      full_tensor_(q1.full_tensor_) {
  for (const auto& [factor, q] : {std::pair(first, &q1), std::pair(second, &q2)}) {
    add_scaled(factor, q->leave, leave);
    add_scaled(factor, q->exits.rates, exits.rates);
    for (const Link& link : q->links) {
      Link& sum = link_along(link.offset, leave.size(), links);
      for (const Rates r : all_rates) add_scaled(factor, link.*r, sum.*r);
    }
  }
  if (full_tensor_) leave_out_negative_jumps();
}

void Generator::leave_out_negative_jumps() {
  for (Link& link : links)
    for (const Rates r : all_rates) {
      const bool out = r == &Link::exit_below || r == &Link::exit_above;
      for (std::size_t n = 0; n < leave.size(); ++n) {
        double& rate = (link.*r)[n];
        if (rate >= 0) continue;
        if (out) leave[n] -= rate;
        rate = 0;
      }
    }
  for (std::size_t k = 0; k < exits.rates.size(); ++k) {
    double& rate = exits.rates[k];
    if (rate >= 0) continue;
    leave[exits.cells[k]] -= rate;
    rate = 0;
  }
}

double Generator::smallest() const {
  double least = 0;
  for (const Link& link : links)
    for (const Rates r : all_rates)
      for (const double rate : link.*r) least = std::min(least, rate);
  return least;
}

}  // namespace loschmidt::solver
