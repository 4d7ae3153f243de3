// The Fokker–Planck equation of a reverse process of the case, on one mesh, along the steps of the
// reverse run: docs/theory.md (5), (6), solved by the forward generator's own code.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "app/run.hpp"
#include "solver/generator.hpp"

namespace loschmidt {

/// Cell masses at each stop of the reverse run.
using StopMasses = std::vector<std::vector<double>>;

class ReverseEquation {
 public:
  /// score(t): the regular part (solver/score.hpp) of the forward density's score on this mesh.
  /// `run` and `mesh` must outlive this.
  ReverseEquation(const Run& run, const Mesh& mesh, const Stencil& stencil,
                  std::function<FaceField(double)> score);

  /// From `start` at times[0]; times descend and contain all stops of the run. `stepped` is called
  /// after each. implicit_tolerance: as solver/reverse_fokker_planck.hpp. Collective.
  StopMasses solve(std::span<const double> start, const Reversal& reversal,
                   std::span<const double> times, std::optional<double> implicit_tolerance,
                   const std::function<void()>& stepped);

 private:
  const Run& run_;
  const Mesh& mesh_;
  Mesh closed_;  // the reverse process does not reach ends that absorb
  Decomposition decomposition_;
  MeshTables tables_;
  std::function<FaceField(double)> score_;
};

}  // namespace loschmidt
