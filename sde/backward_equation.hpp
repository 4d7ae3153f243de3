// The backward equation of an ensemble's chain Y_{k+1} = F_k(Y_k, ξ_k): docs/theory.md (16f). For
// test functions φ of the last position, v_K = φ and v_k(x) = E v_{k+1}(F_k(x, ξ)) by quadrature
// over the noise at nodes, with v_{k+1} interpolated between them. Nodes are a product of those of
// the axes (sde/line_nodes.hpp). The moments of v_{k+1} with Hermite polynomials of the noise are
// the coefficients of a control variate (sde/control_table.hpp). No axis absorbs; serial.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <vector>

#include "meshes/points.hpp"
#include "sde/control_table.hpp"
#include "sde/line_nodes.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/scheme.hpp"

namespace loschmidt::sde {

/// The resolution of a backward equation.
struct BackwardResolution {
  std::array<CellIntervals, 3> intervals;  // per axis, two nodes in each
  int per_deviation;                       // of the noise (sde/noise_points.hpp)
};

template <int D>
class Transition;

class BackwardEquation {
 public:
  // An even number of values per node, so that two can be taken at a time.
  static constexpr int stride = most_test_functions + most_test_functions % 2;
  using Values = std::array<double, stride>;  // of all functions, 0 for those that there are not
  /// Returns the values of a function at all points of a grid.
  using Function = std::function<std::vector<double>(const meshes::PointGrid&)>;

  /// Starts at the end of the chain, v = φ, for at most most_test_functions functions. The steps
  /// draw `normals` increments, at most most_controlled_noises. Every axis has six nodes or more.
  /// The mesh must outlive this.
  BackwardEquation(const meshes::Mesh& mesh, const BackwardResolution& resolution, int normals,
                   std::span<const Function> functions);

  int functions() const { return functions_; }
  int per_deviation() const { return per_deviation_; }
  const meshes::PointGrid& nodes() const { return nodes_; }
  /// Returns v of all functions at x, inside the mesh.
  Values values(const meshes::Point& x) const;

  /// Numbers per node: for every function E v(F(x, ξ)), then E v(F(x, ξ)) H/E H² for every product
  /// H of sde/hermite.hpp.
  std::size_t moments_per_node() const {
    return static_cast<std::size_t>(functions_) * (1 + hermite_products(normals_));
  }
  /// Returns the moments of v over the step of the scheme, at these nodes. They are not finite
  /// where a path is not. `rough`: with the fewest points of the noise, for places that hardly
  /// count.
  std::vector<double> moments(Scheme scheme, const ParticleCoefficients& from,
                              const ParticleCoefficients& to, double clock,
                              std::span<const std::size_t> nodes, bool rough = false) const;
  /// Goes back over the step whose moments at all nodes these are.
  void step_back(std::span<const double> moments);
  /// Writes the coefficients of the control variate, from the moments at all nodes, to a table at
  /// these vertices.
  void fill(ControlTable& table, const meshes::PointGrid& vertices,
            std::span<const double> moments) const;

 private:
  using Stencils = std::array<LineNodes::Stencil, 3>;

  Stencils stencils(const meshes::Point& x) const;
  template <class Visit>
  void for_each_node(const Stencils& at, Visit&& visit) const;
  template <int D, int M>
  void add_moments(Transition<D>& transition, double clock, std::span<const std::size_t> nodes,
                   double* moments) const;

  const meshes::Mesh& mesh_;
  int per_deviation_;
  int normals_;
  std::vector<LineNodes> axes_;
  meshes::PointGrid nodes_;
  int functions_;
  std::vector<double> value_;  // Values of the nodes
};

}  // namespace loschmidt::sde
