// The density on the meshes of a run, the case's own and its refinements for extrapolation: forward
// from the initial law, and expectations backward through the same steps.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/job/job.hpp"
#include "app/setup/setup.hpp"
#include "meshes/field.hpp"

namespace loschmidt::roads {

/// Values per cell on each mesh, the case's own first.
using OnMeshes = std::vector<std::vector<double>>;

/// Of one interval between two times, rejected steps included in the iterations.
struct Work {
  std::uint64_t iterations = 0;
  std::uint64_t steps = 0;
};

struct State {
  std::vector<double> mass;  // on the case's mesh
  std::optional<meshes::FaceField>
      regular_score;    // where it is more than that of the mass: extrapolated
  double raw_mass = 1;  // before any extrapolation
};

class DensitySolver {
 public:
  /// Collective, as is every call. `setup` and `job` must outlive this.
  DensitySolver(const setup::Setup& setup, job::Job& job);
  /// On one other mesh, which must outlive this too, with the tolerance and the steps of
  /// `stepping`.
  DensitySolver(const setup::Setup& setup, job::Job& job, const input::SolverSection& stepping,
                const meshes::Mesh& mesh, const solver::Stencil& stencil,
                const std::vector<double>& initial);
  ~DensitySolver();

  /// From time `from` to time `to`.
  Work advance(double from, double to);

  /// What `masses`, those of now at time t, say of the density. Errors: std::runtime_error where
  /// mass was lost other than by absorption, or came from nowhere.
  State state(double t, const OnMeshes& masses);

  const std::vector<const meshes::Mesh*>& meshes() const { return meshes_; }
  /// The masses now, as each mesh has them.
  OnMeshes masses() const;
  /// Expectations at time `to` → at time `from`, after `advance` went the other way: on the first
  /// meshes, as many as there are values for.
  void solve_backward(OnMeshes& expectations, double from, double to);
  /// Masses on the case's mesh from those on all: extrapolated, their sum as the logarithms leave
  /// it.
  std::vector<double> combined(const OnMeshes& masses) const;

 private:
  class MeshEvolution;

  void add(const meshes::Mesh& mesh, const solver::Stencil& stencil,
           const std::vector<double>& initial);
  void check_mass(std::size_t mesh, const std::vector<double>& mass, double t);

  const setup::Setup& setup_;
  job::Job& job_;
  input::SolverSection stepping_;
  std::vector<const meshes::Mesh*> meshes_;
  std::vector<std::unique_ptr<MeshEvolution>> evolutions_;
  std::vector<double> surviving_;  // per mesh, when last looked at
};

}  // namespace loschmidt::roads
