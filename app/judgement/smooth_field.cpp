#include "app/judgement/smooth_field.hpp"

#include <algorithm>

namespace loschmidt::judgement {

namespace {

// The centre of a cell, counted on beyond the ends of a periodic axis.
double center(const meshes::Axis& axis, int cell) {
  const int cells = axis.cells();
  const int turns = cell < 0 ? -1 : cell >= cells ? 1 : 0;
  return axis.centers()[cell - turns * cells] + turns * axis.length();
}

}  // namespace

SmoothField::Stencil SmoothField::stencil(int a, double x) const {
  const meshes::Axis& axis = mesh_.axis(a);
  const int last = axis.cells() - 1;
  const bool periodic = axis.periodic();
  if (!periodic) x = std::clamp(x, axis.centers().front(), axis.centers().back());
  int left = std::max(axis.locate(x), 0);
  if (x < axis.centers()[left]) --left;
  if (!periodic) left = std::clamp(left, 0, std::max(last - 1, 0));
  if (last == 0) return {{0, 0, 0, 0}, {1, 0, 0, 0}};
  const double h = center(axis, left + 1) - center(axis, left);
  const double t = (x - center(axis, left)) / h;
  Stencil s;
  for (int i = 0; i < 4; ++i)
    s.cell[i] =
        periodic ? (left - 1 + i + axis.cells()) % axis.cells() : std::clamp(left - 1 + i, 0, last);
  s.factor = {0, 1 - t * t * (3 - 2 * t), t * t * (3 - 2 * t), 0};
  // Adds `basis` times the slope at the centre between the first and the third of three.
  const auto add_slope = [&](int first, double basis) {
    const int middle = left + first;
    if (!periodic && (middle == 0 || middle == last)) return;
    const double before = center(axis, middle) - center(axis, middle - 1);
    const double after = center(axis, middle + 1) - center(axis, middle);
    s.factor[first] -= basis * after / (before * (before + after));
    s.factor[first + 1] += basis * (after - before) / (before * after);
    s.factor[first + 2] += basis * before / (after * (before + after));
  };
  add_slope(0, h * t * (1 - t) * (1 - t));
  add_slope(1, -h * t * t * (1 - t));
  return s;
}

double SmoothField::operator()(const meshes::Point& x) const {
  std::array<Stencil, 3> at{};
  for (int a = 0; a < 3; ++a)
    at[a] = a < mesh_.dimension() ? stencil(a, x[a]) : Stencil{{}, {1, 0, 0, 0}};
  double sum = 0;
  meshes::for_each({{0, 0, 0}, {4, 4, 4}}, [&](const meshes::Index& i) {
    const double factor = at[0].factor[i[0]] * at[1].factor[i[1]] * at[2].factor[i[2]];
    if (factor == 0) return;
    sum += factor *
           values_[mesh_.all_cells().local({at[0].cell[i[0]], at[1].cell[i[1]], at[2].cell[i[2]]})];
  });
  return sum;
}

}  // namespace loschmidt::judgement
