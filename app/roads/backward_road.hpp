// The backward equation of the right reversal along the reverse road, with the run's scheme, steps
// and tables, and the control variate that it gives every step: docs/theory.md (16f), (16g).
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "app/roads/ensemble_road.hpp"
#include "app/roads/particle_tables.hpp"
#include "sde/backward_equation.hpp"

namespace loschmidt::roads {

/// A function of the position at the last stop.
struct TestFunction {
  std::string_view name;  // of static storage
  std::function<double(const meshes::Point&)> value;
};

class BackwardRoad {
 public:
  /// Solves the equation for all functions; setup::has_controls() must hold. All arguments must
  /// outlive this. The same bits on any number of ranks. Collective. Errors: those of
  /// ParticleTables; Interrupted.
  BackwardRoad(const setup::Setup& setup, job::Job& job, const solver::DensityHistory& density,
               const EnsembleRoad& road, const std::vector<TestFunction>& functions);

  /// Returns the function as it was predicted: interpolated between the nodes.
  double at_end(int function, const meshes::Point& x) const { return end_.value(function, x); }
  /// Returns its expectation for a particle that starts at x.
  double at_start(int function, const meshes::Point& x) const { return fine_.value(function, x); }
  /// Returns its expectation over the start of the road.
  double predicted(int function) const { return fine_.expectation(function, start_); }
  /// Returns the mean over the start of the distance to the same with half of nodes and points.
  /// Distances are averaged, not differences, since these may cancel where the errors do not.
  double prediction_error(int function) const;
  /// The control variate of every step.
  std::span<const sde::ControlTable> controls() const { return controls_; }

 private:
  // One step of a backward equation: the tables at its ends, and the density where it starts.
  struct Step {
    const sde::ParticleCoefficients& from;
    const sde::ParticleCoefficients& to;
    std::size_t number;
    std::vector<double> density;  // empty: no node is rough
  };
  std::vector<double> step_back(sde::BackwardEquation& equation, const Step& step);
  void add_own_moments(const sde::BackwardEquation& equation, const Step& step,
                       std::span<const std::size_t> nodes, bool rough, std::vector<double>& all);

  const setup::Setup& setup_;
  job::Job& job_;
  const EnsembleRoad& road_;
  sde::BackwardEquation end_, fine_, coarse_;
  std::vector<sde::WeightedPoint> start_;
  std::vector<sde::ControlTable> controls_;
};

}  // namespace loschmidt::roads
