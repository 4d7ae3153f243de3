#include "sde/backward_equation.hpp"

#include <array>
#include <limits>

#include "sde/transition.hpp"

namespace loschmidt::sde {

BackwardEquation::BackwardEquation(const meshes::Mesh& mesh, const PredictionResolution& resolution,
                                   std::span<const Function> functions)
    : mesh_(mesh),
      resolution_(resolution),
      nodes_(mesh.axis(0), resolution.intervals),
      functions_(static_cast<int>(functions.size())) {
  for (std::size_t node = 0; node < nodes_.size(); ++node)
    for (const Function& f : functions) value_.push_back(f(nodes_.position(node)));
}

double BackwardEquation::value(int function, const LineNodes::Stencil& at) const {
  double sum = 0;
  for (std::size_t i = 0; i < at.node.size(); ++i)
    sum += at.factor[i] * value_[at.node[i] * functions_ + function];
  return sum;
}

double BackwardEquation::expectation(int function, std::span<const WeightedPoint> law) const {
  double sum = 0;
  for (const WeightedPoint& p : law) sum += p.weight * value(function, p.x);
  return sum;
}

std::vector<double> BackwardEquation::moments(Scheme scheme, const ParticleCoefficients& from,
                                              const ParticleCoefficients& to, double clock,
                                              const parallel::Share& own) const {
  constexpr double no_spacing = std::numeric_limits<double>::infinity();
  Transition transition(mesh_, scheme, from, to, clock, resolution_.per_deviation);
  std::vector<double> result(own.size() * moments_per_node(), 0.0);
  for (std::size_t node = own.begin; node < own.end; ++node) {
    double* moments = result.data() + (node - own.begin) * moments_per_node();
    transition(nodes_.position(node), 1, no_spacing, [&](double y, double weight, double z) {
      const auto factors = with_hermite(weight, z);
      const LineNodes::Stencil at = nodes_.stencil(y);
      for (int f = 0; f < functions_; ++f) {
        const double v = value(f, at);
        for (std::size_t j = 0; j < factors.size(); ++j)
          moments[f * factors.size() + j] += factors[j] * v;
      }
    });
  }
  return result;
}

void BackwardEquation::step_back(std::span<const double> moments) {
  for (std::size_t k = 0; k < value_.size(); ++k) value_[k] = moments[k * (1 + hermite_orders)];
}

void BackwardEquation::fill(ControlTable& table, std::span<const double> moments) const {
  const auto& places = table.vertices().coordinates[0];
  for (std::size_t vertex = 0; vertex < places.size(); ++vertex) {
    const LineNodes::Stencil at = nodes_.stencil(places[vertex]);
    for (int f = 0; f < functions_; ++f)
      for (int j = 0; j < hermite_orders; ++j) {
        double sum = 0;
        for (std::size_t i = 0; i < at.node.size(); ++i)
          sum += at.factor[i] *
                 moments[at.node[i] * moments_per_node() + f * (1 + hermite_orders) + 1 + j];
        table.set(vertex, f, j, sum);
      }
  }
}

}  // namespace loschmidt::sde
