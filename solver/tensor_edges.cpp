#include "solver/tensor_edges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace loschmidt::solver {

namespace {

meshes::Index scaled(const meshes::Index& offset, int factor) {
  return {factor * offset[0], factor * offset[1], factor * offset[2]};
}

meshes::Index sum(const meshes::Index& a, const meshes::Index& b) {
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

meshes::Index wrapped(const meshes::Mesh& mesh, meshes::Index cell) {
  for (int a = 0; a < mesh.dimension(); ++a) {
    const int n = mesh.extent(a);
    if (mesh.axis(a).periodic()) cell[a] = (cell[a] % n + n) % n;
  }
  return cell;
}

// Returns the axis along which an offset of one cell lies.
std::optional<int> axis_of(const meshes::Index& offset) {
  for (int a = 0; a < 3; ++a) {
    meshes::Index unit{0, 0, 0};
    unit[a] = 1;
    if (offset == unit) return a;
  }
  return std::nullopt;
}

std::runtime_error too_slanted(const meshes::Mesh& mesh, const meshes::Index& cell, int reach) {
  std::string place;
  for (int a = 0; a < mesh.dimension(); ++a)
    place += fmt::format("{}{}", a > 0 ? ", " : "", mesh.axis(a).centers()[cell[a]]);
  return std::runtime_error(fmt::format(
      "at ({}) the diffusion tensor asks for jumps of more than {} cells, the most that was seen "
      "before the run at the times looked at: add times to time.snapshots where it is most slanted",
      place, reach));
}

}  // namespace

TensorEdges::TensorEdges(const meshes::Mesh& mesh, const CellCoefficients& coefficients, int reach)
    : mesh_(&mesh), coefficients_(&coefficients) {
  const sde::Coefficients& table = coefficients.table;
  std::vector<CellJumps> jumps;
  meshes::for_each(coefficients.cells, [&](const meshes::Index& i) {
    const meshes::Index cell = wrapped(mesh, i);
    const std::size_t n = jumps.size();
    meshes::Point a{};
    for (int c = 0; c < table.components; ++c) {
      const std::size_t k = n * table.components + c;
      a[c] = table.drift[k] - 0.5 * table.divergence[k];
    }
    const auto found = cell_jumps(mesh, cell, table.tensor.at(n), a);
    if (!found || found->inner.reach() > reach) throw too_slanted(mesh, cell, reach);
    jumps.push_back(*found);
  });
  find_offsets(jumps);
  conductance_.assign(offsets_.size(), std::vector<double>(jumps.size(), 0.0));
  along_walls_.resize(offsets_.size());
  std::size_t n = 0;
  meshes::for_each(coefficients.cells, [&](const meshes::Index& i) {
    const double half_volume = 0.5 * mesh.volume(wrapped(mesh, i));
    for (const Jump& jump : jumps[n].inner)
      conductance_[number_of(jump.offset)][n] = half_volume * jump.weight;
    for (const Jump& jump : jumps[n].along_walls) {
      auto& along = along_walls_[number_of(jump.offset)];
      along.resize(jumps.size(), 0.0);
      along[n] = half_volume * jump.weight;
    }
    potential_gradient_.push_back(jumps[n].potential_gradient);
    remainder_.push_back(jumps[n].remainder);
    ++n;
  });
}

void TensorEdges::find_offsets(const std::vector<CellJumps>& jumps) {
  for (int a = 0; a < mesh_->dimension(); ++a) offsets_.push_back({a == 0, a == 1, a == 2});
  for (const CellJumps& cell : jumps)
    for (const Jumps* kind : {&cell.inner, &cell.along_walls})
      for (const Jump& jump : *kind)
        if (std::ranges::find(offsets_, jump.offset) == offsets_.end())
          offsets_.push_back(jump.offset);
  std::ranges::sort(offsets_, meshes::in_natural_order);
}

std::size_t TensorEdges::number_of(const meshes::Index& offset) const {
  return std::ranges::lower_bound(offsets_, offset, meshes::in_natural_order) - offsets_.begin();
}

std::size_t TensorEdges::position(meshes::Index cell) const {
  const meshes::Block& cells = coefficients_->cells;
  for (int a = 0; a < mesh_->dimension(); ++a) {
    const int n = mesh_->axis(a).periodic() ? mesh_->extent(a) : 0;
    if (cell[a] < cells.begin[a]) cell[a] += n;
    if (cell[a] >= cells.end[a]) cell[a] -= n;
  }
  return cells.local(cell);
}

double TensorEdges::along_walls(std::size_t k, std::size_t n) const {
  return along_walls_[k].empty() ? 0 : along_walls_[k][n];
}

// Returns δ·v.
double TensorEdges::potential_difference(std::size_t n, const meshes::Point& displacement) const {
  const meshes::Point& v = potential_gradient_[n];
  return displacement[0] * v[0] + displacement[1] * v[1] + displacement[2] * v[2];
}

TensorEdges::Strength TensorEdges::strength(std::size_t k, std::size_t n, const meshes::Index& cell,
                                            const meshes::Point& displacement) const {
  const double c = conductance_[k][n];
  double advection = 2 * c * potential_difference(n, displacement);
  if (const auto a = axis_of(offsets_[k])) advection += mesh_->area(*a, cell) * remainder_[n][*a];
  return {c, advection};
}

std::optional<TensorEdges::Wall> TensorEdges::first_wall(const meshes::Index& cell,
                                                         const meshes::Index& step) const {
  std::optional<Wall> first;
  for (int a = 0; a < mesh_->dimension(); ++a) {
    const meshes::Axis& axis = mesh_->axis(a);
    const int end = cell[a] + step[a];
    if (axis.periodic() || (end >= 0 && end < axis.cells())) continue;
    const int before = step[a] > 0 ? axis.cells() - 1 - cell[a] : cell[a];
    const double fraction = (before + 0.5) / std::abs(step[a]);
    const bool absorbing = axis.boundary() == meshes::Boundary::absorbing;
    if (!first || fraction < first->fraction || (fraction == first->fraction && absorbing))
      first = Wall{fraction, absorbing, {a, step[a] > 0}};
  }
  return first;
}

meshes::Point TensorEdges::displacement(const meshes::Index& cell,
                                        const meshes::Index& step) const {
  meshes::Point result{};
  for (int a = 0; a < mesh_->dimension(); ++a) {
    const meshes::Axis& axis = mesh_->axis(a);
    const int n = axis.cells();
    const int end = cell[a] + step[a];
    const int turns = end < 0 ? -1 : end / n;
    result[a] = axis.centers()[end - turns * n] + turns * axis.length() - axis.centers()[cell[a]];
  }
  return result;
}

Edge TensorEdges::absorbed(const meshes::Index& cell, std::size_t k, int direction,
                           double fraction) const {
  Edge edge;
  edge.open = false;
  meshes::Point whole{};
  for (int a = 0; a < mesh_->dimension(); ++a)
    whole[a] = offsets_[k][a] * mesh_->axis(a).width(cell[a]);
  const std::size_t n = position(cell);
  Strength s = strength(k, n, cell, whole);
  s.conductance += along_walls(k, n);
  s.advection += 2 * along_walls(k, n) * potential_difference(n, whole);
  const FaceRates r = fitted(s.conductance / fraction, s.advection);
  edge.out = direction > 0 ? r.up : r.down;
  for (int a = 0; a < 3; ++a) edge.displacement[a] = direction * fraction * whole[a];
  return edge;
}

double TensorEdges::absorbed_by(const meshes::End& end, const meshes::Index& cell) const {
  double flow = 0;
  for (std::size_t k = 0; k < offsets_.size(); ++k)
    for (const int direction : {-1, 1}) {
      const auto wall = first_wall(cell, scaled(offsets_[k], direction));
      if (wall && wall->absorbing && wall->end == end)
        flow += absorbed(cell, k, direction, wall->fraction).out;
    }
  return flow;
}

Edge TensorEdges::edge(const meshes::Index& cell, std::size_t k, int direction) const {
  const meshes::Index step = scaled(offsets_[k], direction);
  if (const auto wall = first_wall(cell, step)) {
    if (wall->absorbing) return absorbed(cell, k, direction, wall->fraction);
    Edge none;
    none.open = false;
    return none;
  }
  Edge edge;
  edge.other = wrapped(*mesh_, sum(cell, step));
  // Both cells compute the edge from its lower end, so that they find the same bits.
  const meshes::Index lower = direction > 0 ? cell : edge.other;
  const meshes::Point up = displacement(lower, offsets_[k]);
  const meshes::Index upper = direction > 0 ? edge.other : cell;
  const std::size_t n_lower = position(lower);
  const std::size_t n_upper = position(upper);
  const Strength l = strength(k, n_lower, lower, up);
  const Strength r = strength(k, n_upper, upper, up);
  const double along = 0.5 * (along_walls(k, n_lower) + along_walls(k, n_upper));
  const FaceRates rates =
      fitted(0.5 * (l.conductance + r.conductance) + along,
             0.5 * (l.advection + r.advection) +
                 along * (potential_difference(n_lower, up) + potential_difference(n_upper, up)));
  edge.out = direction > 0 ? rates.up : rates.down;
  edge.in = direction > 0 ? rates.down : rates.up;
  for (int a = 0; a < 3; ++a) edge.displacement[a] = direction * up[a];
  return edge;
}

}  // namespace loschmidt::solver
