// The backward equation of the right reversal along the reverse road, with the run's scheme, steps
// and tables, and the control variate that it gives every step: docs/theory.md (16f), (16g).
#pragma once

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
  sde::BackwardEquation::Function values;
};

class BackwardRoad {
 public:
  /// Solves the equation for all functions; setup::has_controls() must hold. All arguments must
  /// outlive this. The same bits on any number of ranks. Collective. Errors: those of
  /// ParticleTables; Interrupted.
  BackwardRoad(const setup::Setup& setup, job::Job& job, const solver::DensityHistory& density,
               const EnsembleRoad& road, const std::vector<TestFunction>& functions);

  using Values = sde::BackwardEquation::Values;  // of all functions
  /// Returns the functions as they were predicted: interpolated between the nodes.
  Values at_end(const meshes::Point& x) const { return end_.values(x); }
  /// Returns their expectations for a particle that starts at x.
  Values at_start(const meshes::Point& x) const { return fine_.values(x); }
  /// Returns their expectations over the start of the road.
  const Values& predicted() const { return predicted_; }
  /// Returns the mean over the start of the distance to the same with half of nodes and points.
  /// Distances are averaged, not differences, since these may cancel where the errors do not.
  const Values& prediction_error() const { return prediction_error_; }
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
  void add_expectations();
  void add_own_moments(const sde::BackwardEquation& equation, const Step& step,
                       std::span<const std::size_t> nodes, bool rough, std::vector<double>& all);

  const setup::Setup& setup_;
  job::Job& job_;
  const EnsembleRoad& road_;
  sde::BackwardEquation end_, fine_, coarse_;
  Values predicted_{}, prediction_error_{};
  std::vector<sde::ControlTable> controls_;
};

}  // namespace loschmidt::roads
