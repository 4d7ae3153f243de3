#include "meshes/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>

namespace loschmidt::meshes {

std::string_view name(Boundary boundary) {
  switch (boundary) {
    case Boundary::reflecting:
      return "reflecting";
    case Boundary::periodic:
      return "periodic";
    case Boundary::absorbing:
      return "absorbing";
  }
  return "unknown";
}

namespace {
void require_ascending(std::span<const double> edges) {
  if (edges.size() < 2) throw std::invalid_argument("an axis needs at least two edges");
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (!std::isfinite(edges[i])) throw std::invalid_argument("an edge is not finite");
    if (i > 0 && !(edges[i] > edges[i - 1]))
      throw std::invalid_argument(fmt::format("edges must ascend (edge {} is {}, edge {} is {})",
                                              i - 1, edges[i - 1], i, edges[i]));
  }
}
}  // namespace

Axis::Axis(std::vector<double> edges, Boundary boundary, std::span<const double> breaks,
           const SingularEnds& singular)
    : edges_(std::move(edges)), boundary_(boundary), singular_(singular) {
  require_ascending(edges_);
  std::ranges::copy_if(breaks, std::back_inserter(breaks_), [&](double x) {
    return std::binary_search(edges_.begin() + 1, edges_.end() - 1, x);
  });
  if (singular[0] || singular[1]) profile_.emplace(edges_, singular);
  centers_.resize(edges_.size() - 1);
  for (std::size_t i = 0; i < centers_.size(); ++i) centers_[i] = 0.5 * (edges_[i] + edges_[i + 1]);

  // There are as many buckets as cells. On a uniform axis the first guess is then off by at most
  // one.
  const int buckets = cells();
  buckets_per_length_ = buckets / length();
  first_guess_.resize(buckets);
  int cell = 0;
  for (int b = 0; b < buckets; ++b) {
    const double x = lower() + b * (length() / buckets);
    while (cell + 1 < cells() && edges_[cell + 1] <= x) ++cell;
    first_guess_[b] = cell;
  }
}

double Axis::spacing(int face) const {
  const int n = cells();
  if (absorbing() && (face == 0 || face == n)) return 0.5 * width(face == 0 ? 0 : n - 1);
  const int left = face > 0 ? face - 1 : (periodic() ? n - 1 : 0);
  const int right = face < n ? face : (periodic() ? 0 : n - 1);
  if (profile_ && face > 0 && face < n) return place(right) - place(left);
  return 0.5 * (width(left) + width(right));
}

bool Axis::density_vanishes(int face) const {
  if (!absorbing()) return false;
  return (face == 0 && !singular_[0]) || (face == cells() && !singular_[1]);
}

double Axis::coefficients_at(int face) const {
  // The two ends of a periodic axis are one face and have one value, at the lower end.
  const int edge = periodic() && face == cells() ? 0 : face;
  if (!absorbing() || (edge != 0 && edge != cells())) return edges_[edge];
  const auto& end = singular_[edge > 0];
  if (end && end->tensor_exponent == 1) return edges_[edge];
  return edge == 0 ? edges_[0] + 0.25 * width(0) : edges_[edge] - 0.25 * width(edge - 1);
}

bool Axis::open(int face) const {
  return boundary_ != Boundary::reflecting || (face > 0 && face < cells());
}

int Axis::locate(double x) const {
  if (!(x >= lower() && x <= upper())) return -1;
  const auto bucket = static_cast<std::size_t>((x - lower()) * buckets_per_length_);
  int cell = first_guess_[std::min(bucket, first_guess_.size() - 1)];
  while (cell > 0 && x < edges_[cell]) --cell;
  while (cell + 1 < cells() && x >= edges_[cell + 1]) ++cell;
  return cell;
}

}  // namespace loschmidt::meshes
