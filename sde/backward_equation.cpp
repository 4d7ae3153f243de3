#include "sde/backward_equation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sde/transition.hpp"
#include "sde/with_constant.hpp"

namespace loschmidt::sde {

BackwardEquation::BackwardEquation(const meshes::Mesh& mesh, const BackwardResolution& resolution,
                                   int normals, std::span<const Function> functions)
    : mesh_(mesh),
      per_deviation_(resolution.per_deviation),
      normals_(normals),
      functions_(static_cast<int>(functions.size())) {
  nodes_.dimension = mesh.dimension();
  for (int a = 0; a < mesh.dimension(); ++a) {
    const LineNodes& line = axes_.emplace_back(mesh.axis(a), resolution.intervals[a]);
    nodes_.coordinates[a].clear();
    for (std::size_t node = 0; node < line.size(); ++node)
      nodes_.coordinates[a].push_back(line.position(node));
  }
  value_.resize(nodes_.size() * stride, 0.0);
  for (int f = 0; f < functions_; ++f) {
    const std::vector<double> values = functions[f](nodes_);
    for (std::size_t node = 0; node < values.size(); ++node)
      value_[node * stride + f] = values[node];
  }
}

BackwardEquation::Stencils BackwardEquation::stencils(const meshes::Point& x) const {
  Stencils result{};
  for (std::size_t a = 0; a < axes_.size(); ++a) result[a] = axes_[a].stencil(x[a]);
  return result;
}

// Calls visit(node, factor) for the nodes of the product of the stencils.
template <class Visit>
void BackwardEquation::for_each_node(const Stencils& at, Visit&& visit) const {
  const auto row = [&](std::size_t first, double factor) {
    for (std::size_t i = 0; i < at[0].node.size(); ++i)
      visit(first + at[0].node[i], factor * at[0].factor[i]);
  };
  const auto plane = [&](std::size_t first, double factor) {
    for (std::size_t j = 0; j < at[1].node.size(); ++j)
      row((first + at[1].node[j]) * axes_[0].size(), factor * at[1].factor[j]);
  };
  if (axes_.size() == 1) return row(0, 1);
  if (axes_.size() == 2) return plane(0, 1);
  for (std::size_t k = 0; k < at[2].node.size(); ++k)
    plane(at[2].node[k] * axes_[1].size(), at[2].factor[k]);
}

// Named sums, two values each, stay in registers; elements of an array would not.
BackwardEquation::Values BackwardEquation::values(const meshes::Point& x) const {
  using Two = double __attribute__((vector_size(2 * sizeof(double))));
  static_assert(stride == 6);
  Two first{}, second{}, third{};
  for_each_node(stencils(x), [&](std::size_t node, double factor) {
    const double* v = value_.data() + node * stride;
    first += factor * load<Two>(v);
    second += factor * load<Two>(v + 2);
    third += factor * load<Two>(v + 4);
  });
  return {first[0], first[1], second[0], second[1], third[0], third[1]};
}

template <int D, int M>
void BackwardEquation::add_moments(Transition<D>& transition, double clock,
                                   std::span<const std::size_t> nodes, double* moments) const {
  constexpr double no_spacing = std::numeric_limits<double>::infinity();
  const double deviation = std::sqrt(clock);
  const int products = clock > 0 ? hermite_products(M) : 0;
  for (const std::size_t node : nodes) {
    const meshes::Point place = nodes_.point(nodes_.shape().index(node));
    stepper::Vector<D> x;
    std::copy_n(place.begin(), D, x.begin());
    transition(x, 1, no_spacing, [&](const auto& y, double weight, const auto& noise) {
      meshes::Point end{};
      std::copy_n(y.begin(), D, end.begin());
      std::array<double, M> z;
      for (int k = 0; k < M; ++k) z[k] = noise.increment(k) / deviation;
      const auto h = hermite<M>(z);
      const Values v = values(end);
      for (int f = 0; f < functions_; ++f) {
        double* of_function = moments + f * (1 + hermite_products(M));
        of_function[0] += weight * v[f];
        for (int j = 0; j < products; ++j)
          of_function[1 + j] += weight * v[f] * h[j] / hermite_variance(M, j);
      }
    });
    moments += moments_per_node();
  }
}

std::vector<double> BackwardEquation::moments(Scheme scheme, const ParticleCoefficients& from,
                                              const ParticleCoefficients& to, double clock,
                                              std::span<const std::size_t> nodes,
                                              bool rough) const {
  std::vector<double> result(nodes.size() * moments_per_node(), 0.0);
  with_constant(mesh_.dimension(), [&](auto dimension) {
    const int strata = rough ? 0 : dimension == 1 ? 2 * per_deviation_ : per_deviation_;
    Transition<dimension> transition(mesh_, scheme, from, to, clock, rough ? 1 : per_deviation_,
                                     strata);
    if (transition.count().increments != normals_)
      throw std::logic_error("the step draws another number of increments");
    with_constant(normals_, [&](auto normals) {
      add_moments<dimension, normals>(transition, clock, nodes, result.data());
    });
  });
  return result;
}

void BackwardEquation::step_back(std::span<const double> moments) {
  const std::size_t of_function = moments_per_node() / functions_;
  for (std::size_t node = 0; node < nodes_.size(); ++node)
    for (int f = 0; f < functions_; ++f)
      value_[node * stride + f] = moments[node * moments_per_node() + f * of_function];
}

void BackwardEquation::fill(ControlTable& table, const meshes::PointGrid& vertices,
                            std::span<const double> moments) const {
  const int products = hermite_products(normals_);
  std::vector<double> sum(moments_per_node());
  for (std::size_t vertex = 0; vertex < vertices.size(); ++vertex) {
    std::ranges::fill(sum, 0.0);
    const meshes::Index i = vertices.shape().index(vertex);
    for_each_node(stencils(vertices.point(i)), [&](std::size_t node, double factor) {
      const double* at_node = moments.data() + node * sum.size();
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += factor * at_node[k];
    });
    for (int f = 0; f < functions_; ++f)
      for (int j = 0; j < products; ++j) table.set(vertex, f, j, sum[f * (1 + products) + 1 + j]);
  }
}

}  // namespace loschmidt::sde
