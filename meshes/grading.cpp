#include "meshes/grading.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "meshes/bend.hpp"

namespace loschmidt::meshes {

namespace {

// Each grading has two functions: its edges at the given positions, and the position of a place.
// Positions are numbers of edges, fractions included, from 0 to `cells`.
struct Span {
  double lower, upper;
  int cells;
};

std::vector<double> edges_of(const UniformGrading&, const Span& s, std::vector<double> positions) {
  for (double& p : positions) p = s.lower + (s.upper - s.lower) * p / s.cells;
  return positions;
}

double position_in(const UniformGrading&, const Span& s, double x) {
  return s.cells * ((x - s.lower) / (s.upper - s.lower));
}

// The equally spaced variable ξ of a sinh grading.
struct SinhMap {
  double a, from, to;
  SinhMap(const SinhGrading& g, const Span& s)
      : a((s.upper - s.lower) / (2 * std::sinh(g.strength))),
        from(std::asinh((s.lower - g.center) / a)),
        to(std::asinh((s.upper - g.center) / a)) {}
};

std::vector<double> edges_of(const SinhGrading& g, const Span& s, std::vector<double> positions) {
  if (!(g.strength > 0))
    throw std::invalid_argument("the strength of a sinh grading must be positive");
  const SinhMap map(g, s);
  for (double& p : positions)
    p = g.center + map.a * std::sinh(map.from + (map.to - map.from) * p / s.cells);
  return positions;
}

double position_in(const SinhGrading& g, const Span& s, double x) {
  const SinhMap map(g, s);
  return s.cells * ((std::asinh((x - g.center) / map.a) - map.from) / (map.to - map.from));
}

// Returns the number of cells below x, up to a factor: ∫ 1 + k Σ exp(−½((x − c)/w)²) in closed
// form.
double cumulative(const ClusteredGrading& g, double lower, double x) {
  double sum = x - lower;
  for (const double c : g.centers) {
    const double scale = g.width * std::numbers::sqrt2;
    sum += g.strength * g.width * std::sqrt(std::numbers::pi / 2) *
           (std::erf((x - c) / scale) - std::erf((lower - c) / scale));
  }
  return sum;
}

std::vector<double> edges_of(const ClusteredGrading& g, const Span& s,
                             const std::vector<double>& positions) {
  if (!(g.width > 0))
    throw std::invalid_argument("the width of a clustered grading must be positive");
  if (!(g.strength >= 0))
    throw std::invalid_argument("the strength of a clustered grading must not be negative");
  const double total = cumulative(g, s.lower, s.upper);
  std::vector<double> edges(positions.size(), s.lower);
  for (std::size_t i = 1; i + 1 < positions.size(); ++i) {
    const double wanted = total * positions[i] / s.cells;
    double left = edges[i - 1];
    double right = s.upper;
    while (right - left > 1e-15 * (s.upper - s.lower)) {
      const double middle = 0.5 * (left + right);
      if (middle <= left || middle >= right) break;
      (cumulative(g, s.lower, middle) < wanted ? left : right) = middle;
    }
    edges[i] = 0.5 * (left + right);
  }
  return edges;
}

double position_in(const ClusteredGrading& g, const Span& s, double x) {
  return s.cells * (cumulative(g, s.lower, x) / cumulative(g, s.lower, s.upper));
}

std::vector<double> edges_of(const ExplicitEdges& g, const Span&, const std::vector<double>&) {
  return g.values;
}

double position_in(const ExplicitEdges& g, const Span&, double x) {
  const auto& e = g.values;
  const auto right = std::upper_bound(e.begin() + 1, e.end() - 1, x);
  return static_cast<double>(right - e.begin() - 1) + (x - right[-1]) / (right[0] - right[-1]);
}

// The positions of the edges: their numbers, bent so that each break is on its edge.
std::vector<double> positions(const Grading& grading, const Span& s, const Breaks& breaks) {
  std::vector<double> from{0};
  std::vector<double> to{0};
  for (std::size_t k = 0; k < breaks.places.size(); ++k) {
    from.push_back(breaks.edges[k]);
    to.push_back(position_of(grading, s.lower, s.upper, s.cells, breaks.places[k]));
  }
  from.push_back(s.cells);
  to.push_back(s.cells);
  const Bend bent(std::move(from), to);
  std::vector<double> result;
  for (int i = 0; i <= s.cells; ++i) result.push_back(bent(i));
  return result;
}

}  // namespace

Breaks doubled(Breaks breaks) {
  for (int& edge : breaks.edges) edge *= 2;
  return breaks;
}

double position_of(const Grading& grading, double lower, double upper, int cells, double x) {
  const Span span{lower, upper, cells};
  return std::visit([&](const auto& g) { return position_in(g, span, x); }, grading);
}

std::vector<double> make_edges(const Grading& grading, double lower, double upper, int cells,
                               const Breaks& breaks) {
  const Span span{lower, upper, cells};
  auto edges = std::visit(
      [&](const auto& g) { return edges_of(g, span, positions(grading, span, breaks)); }, grading);
  edges.front() = lower;
  edges.back() = upper;
  for (std::size_t k = 0; k < breaks.places.size(); ++k) edges[breaks.edges[k]] = breaks.places[k];
  return edges;
}

std::vector<double> refine_edges(const Grading& grading, const std::vector<double>& edges,
                                 const Breaks& breaks) {
  const int cells = static_cast<int>(edges.size()) - 1;
  const bool halve = std::holds_alternative<ExplicitEdges>(grading);
  std::vector<double> fine(2 * cells + 1);
  if (!halve) fine = make_edges(grading, edges.front(), edges.back(), 2 * cells, doubled(breaks));
  for (int i = 0; i <= cells; ++i) fine[2 * i] = edges[i];
  if (halve)
    for (int i = 0; i < cells; ++i) fine[2 * i + 1] = 0.5 * (edges[i] + edges[i + 1]);
  return fine;
}

}  // namespace loschmidt::meshes
