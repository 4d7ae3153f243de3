// The law of an ensemble's positions after each of its steps, without particles: docs/theory.md
// (16e). The law is a weight at every node of a line. In each step every node takes the step of the
// scheme with every point that stands for the noise, through the same tables and walls as the
// particles, and the weights that arrive are carried over to the nodes. The errors of the steps and
// of the tables are therefore part of the law. Its own error is that of nodes and points, and falls
// with both. Where the steps have no noise, nothing smooths the weights of nodes: there the law is
// carried by points that move with the particles, and goes to the nodes only to be counted. One
// axis that does not absorb; serial; the same bits on any rank.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "sde/line_nodes.hpp"
#include "sde/noise_points.hpp"
#include "sde/particle_coefficients.hpp"
#include "sde/scheme.hpp"
#include "sde/start_points.hpp"

namespace loschmidt::sde {

template <int D>
class Transition;

/// The resolution of a predicted law.
struct PredictionResolution {
  CellIntervals intervals;  // two nodes in each
  /// Points per standard deviation of the noise; twice as many strata of a wall's uniform u per
  /// unit of sqrt(−log u).
  int per_deviation;
};

class PredictedLaw {
 public:
  /// Starts from the law of sde/draw.hpp: `mass` per cell, `score` at cell centres. `noisy`: the
  /// steps have noise. The mesh has one axis of three cells or more that does not absorb, and must
  /// outlive this.
  PredictedLaw(const meshes::Mesh& mesh, std::span<const double> mass, const meshes::Field& score,
               const PredictionResolution& resolution, bool noisy = true);

  /// Takes one step of the scheme, which must not be automatic, of length `clock`. If the masses of
  /// cells are wanted after it (`counted`), the points of the noise are as close as the nodes;
  /// otherwise as close as the expectations of the next step, which are smooth, need them. Calls
  /// worked(n) after n ends of paths, many times in a step. Paths whose end is not finite are left
  /// out.
  void advance(Scheme scheme, const ParticleCoefficients& from, const ParticleCoefficients& to,
               double clock, bool counted, const std::function<void(double)>& worked = {});

  /// Whether no path was left out.
  bool finite() const { return finite_; }

  /// Returns the mass of every cell after a step that was counted, or at the start.
  std::vector<double> masses() const;

 private:
  std::vector<double> spread(std::span<const WeightedPoint> points) const;
  void move(Transition<1>& transition, const std::function<void(double)>& worked);

  const meshes::Mesh& mesh_;
  PredictionResolution resolution_;
  LineNodes nodes_;
  std::vector<double> weight_;         // of the nodes, with noise
  std::vector<WeightedPoint> points_;  // without noise
  bool finite_ = true;
};

}  // namespace loschmidt::sde
