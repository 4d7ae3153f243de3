// The backward equation of an ensemble's chain Y_{k+1} = F_k(Y_k, ξ_k): docs/theory.md (16f). For
// test functions φ of the last position, v_K = φ and v_k(x) = E v_{k+1}(F_k(x, ξ)) by quadrature
// over the noise at nodes, with v_{k+1} interpolated between them. The moments of v_{k+1} with
// Hermite polynomials of the noise are the coefficients of a control variate
// (sde/control_table.hpp). One axis that does not absorb; serial.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "parallel/shares.hpp"
#include "sde/control_table.hpp"
#include "sde/predicted_law.hpp"

namespace loschmidt::sde {

class BackwardEquation {
 public:
  using Function = std::function<double(double)>;

  /// Starts at the end of the chain, v = φ, for at most most_test_functions functions. The mesh has
  /// one axis of six cells or more that does not absorb, and must outlive this.
  BackwardEquation(const meshes::Mesh& mesh, const PredictionResolution& resolution,
                   std::span<const Function> functions);

  int functions() const { return functions_; }
  std::size_t nodes() const { return nodes_.size(); }
  /// Returns v of a function at x, inside the axis.
  double value(int function, double x) const { return value(function, nodes_.stencil(x)); }
  /// Returns Σ weight × v over points that carry a law.
  double expectation(int function, std::span<const WeightedPoint> law) const;

  /// Numbers per node: for every function E v(F(x, ξ)), then E v(F(x, ξ)) He_j(ξ)/j!, j = 1, 2, 3.
  std::size_t moments_per_node() const {
    return static_cast<std::size_t>(functions_) * (1 + hermite_orders);
  }
  /// Returns the moments of v over the step of the scheme, at the nodes of `own`. They are not
  /// finite where a path is not.
  std::vector<double> moments(Scheme scheme, const ParticleCoefficients& from,
                              const ParticleCoefficients& to, double clock,
                              const parallel::Share& own) const;
  /// Goes back over the step whose moments at all nodes these are.
  void step_back(std::span<const double> moments);
  /// Writes the coefficients of the control variate, from the moments at all nodes, to a table.
  void fill(ControlTable& table, std::span<const double> moments) const;

 private:
  double value(int function, const LineNodes::Stencil& at) const;

  const meshes::Mesh& mesh_;
  PredictionResolution resolution_;
  LineNodes nodes_;
  int functions_;
  std::vector<double> value_;  // function fastest
};

}  // namespace loschmidt::sde
