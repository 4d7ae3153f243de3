#include "meshes/grading.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace loschmidt::meshes {

namespace {

std::vector<double> edges_of(const UniformGrading&, double lower, double upper, int cells) {
  std::vector<double> edges(cells + 1);
  for (int i = 0; i <= cells; ++i) edges[i] = lower + (upper - lower) * i / cells;
  return edges;
}

std::vector<double> edges_of(const SinhGrading& g, double lower, double upper, int cells) {
  if (!(g.strength > 0))
    throw std::invalid_argument("the strength of a sinh grading must be positive");
  const double a = (upper - lower) / (2 * std::sinh(g.strength));
  const double from = std::asinh((lower - g.center) / a);
  const double to = std::asinh((upper - g.center) / a);
  std::vector<double> edges(cells + 1);
  for (int i = 0; i <= cells; ++i)
    edges[i] = g.center + a * std::sinh(from + (to - from) * i / cells);
  return edges;
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

std::vector<double> edges_of(const ClusteredGrading& g, double lower, double upper, int cells) {
  if (!(g.width > 0))
    throw std::invalid_argument("the width of a clustered grading must be positive");
  if (!(g.strength >= 0))
    throw std::invalid_argument("the strength of a clustered grading must not be negative");
  const double total = cumulative(g, lower, upper);
  std::vector<double> edges(cells + 1, lower);
  for (int i = 1; i < cells; ++i) {
    const double wanted = total * i / cells;
    double left = edges[i - 1];
    double right = upper;
    while (right - left > 1e-15 * (upper - lower)) {
      const double middle = 0.5 * (left + right);
      if (middle <= left || middle >= right) break;
      (cumulative(g, lower, middle) < wanted ? left : right) = middle;
    }
    edges[i] = 0.5 * (left + right);
  }
  return edges;
}

std::vector<double> edges_of(const ExplicitEdges& g, double, double, int) {
  return g.values;
}

}  // namespace

std::vector<double> make_edges(const Grading& grading, double lower, double upper, int cells) {
  auto edges = std::visit([&](const auto& g) { return edges_of(g, lower, upper, cells); }, grading);
  edges.front() = lower;
  edges.back() = upper;
  return edges;
}

std::vector<double> refine_edges(const Grading& grading, const std::vector<double>& edges) {
  const int cells = static_cast<int>(edges.size()) - 1;
  const bool halve = std::holds_alternative<ExplicitEdges>(grading);
  std::vector<double> fine(2 * cells + 1);
  if (!halve) fine = make_edges(grading, edges.front(), edges.back(), 2 * cells);
  for (int i = 0; i <= cells; ++i) fine[2 * i] = edges[i];
  if (halve)
    for (int i = 0; i < cells; ++i) fine[2 * i + 1] = 0.5 * (edges[i] + edges[i + 1]);
  return fine;
}

}  // namespace loschmidt::meshes
