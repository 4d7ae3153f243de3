#include "sde/formula_masses.hpp"

#include <algorithm>
#include <array>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <limits>
#include <optional>

namespace loschmidt::sde {

namespace {

struct Node {
  double x;
  double weight;
};

// The nodes of a rule on (−1, 1).
using Rule = std::vector<Node>;

template <unsigned Points>
Rule gauss() {
  using Gauss = boost::math::quadrature::gauss<double, Points>;
  Rule rule;
  for (std::size_t i = Gauss::abscissa().size(); i-- > 0;)
    if (Gauss::abscissa()[i] > 0) rule.push_back({-Gauss::abscissa()[i], Gauss::weights()[i]});
  for (std::size_t i = 0; i < Gauss::abscissa().size(); ++i)
    rule.push_back({Gauss::abscissa()[i], Gauss::weights()[i]});
  return rule;
}

// A singular end, beside a cell, at which densities may be infinite.
struct Pole {
  double position;
  double inward;
  double exponent;
};

std::optional<Pole> pole_beside(const meshes::Axis& axis, int cell) {
  const auto& [lower, upper] = axis.singular_ends();
  if (cell == 0 && lower && lower->exponent < 0) return Pole{axis.lower(), 1, lower->exponent};
  if (cell == axis.cells() - 1 && upper && upper->exponent < 0)
    return Pole{axis.upper(), -1, upper->exponent};
  return std::nullopt;
}

const Rule& rule_in(const meshes::Axis& axis, int cell, int dimension) {
  static const Rule at_pole = gauss<15>();
  static const std::array<Rule, 3> plain{
      {{{-0.9061798459386640, 0.2369268850561891},
        {-0.5384693101056831, 0.4786286704993665},
        {0, 0.5688888888888889},
        {0.5384693101056831, 0.4786286704993665},
        {0.9061798459386640, 0.2369268850561891}},
       {{-0.7745966692414834, 5.0 / 9}, {0, 8.0 / 9}, {0.7745966692414834, 5.0 / 9}},
       {{-0.5773502691896258, 1}, {0.5773502691896258, 1}}}};
  return pole_beside(axis, cell) ? at_pole : plain[dimension - 1];
}

// Returns a node of the rule in a cell at a pole. The rule is applied in y, with r = width y^q and
// q (e + 1) a whole number, in which r^e dr is a polynomial. Nodes that coordinates cannot tell
// from the end move to the nearest that they can, with the weight that r^e has there.
Node node_at(const Pole& pole, double width, Node node) {
  constexpr double resolution = 4 * std::numeric_limits<double>::epsilon();
  constexpr double smallest = 1e-300;
  const double y = 0.5 * (1 + node.x);
  const double whole = std::ceil(6 * (pole.exponent + 1));
  const double q = whole / (pole.exponent + 1);
  const double r =
      std::max({width * std::pow(y, q), resolution * std::abs(pole.position), smallest});
  const double x = pole.position + pole.inward * r;
  const double slope = std::pow(y, whole - 1) * std::pow(std::abs(x - pole.position) / width,
                                                         -pole.exponent);  // dr/dy over q width
  return {x, 0.5 * node.weight * q * width * slope};
}

Node node_in(const meshes::Axis& axis, int cell, Node node) {
  const double width = axis.width(cell);
  if (const auto pole = pole_beside(axis, cell)) return node_at(*pole, width, node);
  return {axis.centers()[cell] + 0.5 * width * node.x, 0.5 * width * node.weight};
}

double cell_mass(const meshes::Mesh& mesh, const Formula& density, double t,
                 const meshes::Index& cell) {
  const int d = mesh.dimension();
  std::array<const Rule*, 3> rules{};
  meshes::Block nodes{{0, 0, 0}, {1, 1, 1}};
  for (int a = 0; a < d; ++a) {
    rules[a] = &rule_in(mesh.axis(a), cell[a], d);
    nodes.end[a] = static_cast<int>(rules[a]->size());
  }
  double sum = 0;
  meshes::for_each(nodes, [&](const meshes::Index& n) {
    meshes::Point x{};
    double weight = 1;
    for (int a = 0; a < d; ++a) {
      const Node node = node_in(mesh.axis(a), cell[a], (*rules[a])[n[a]]);
      x[a] = node.x;
      weight *= node.weight;
    }
    const double p = density(x, t);
    require_density(p, density, x, t);
    sum += weight * p;
  });
  return sum;
}

}  // namespace

std::vector<double> formula_masses(const meshes::Mesh& mesh, const Formula& density, double t,
                                   std::size_t first, std::size_t last) {
  std::vector<double> masses;
  masses.reserve(last - first);
  for (std::size_t n = first; n < last; ++n)
    masses.push_back(cell_mass(mesh, density, t, mesh.all_cells().index(n)));
  return masses;
}

}  // namespace loschmidt::sde
