// Whether particles have control variates (app/roads/controlled_means.hpp), and the size of what
// gives them: the nodes of the backward equation, theory (16f), and the tables of all steps.
#pragma once

#include <cstdint>

#include "app/setup/plan.hpp"
#include "app/setup/problem.hpp"
#include "meshes/points.hpp"
#include "sde/backward_equation.hpp"

namespace loschmidt::setup {

/// So many particles have control variates at most: the standard error of an expectation is then
/// near the error of its prediction.
inline constexpr std::uint64_t most_controlled_particles = 100000;

/// Number of increments that a step of the reverse ensemble draws.
int normals_of_step(const Problem& problem, const Plan& plan);

/// The paths of a step from one node, for this resolution of the noise.
double paths_per_node(const Problem& problem, const Plan& plan, int per_deviation);

/// The resolution of the backward equation: two nodes per cell and axis, and fewer where there are
/// many cells, or where a step on several axes would take too many paths. `coarse`: half of the
/// nodes and of the points.
sde::BackwardResolution backward_resolution(const Problem& problem, const Plan& plan, bool coarse);

/// The paths of one step of the backward equation and of its coarse companion, if no step
/// is rough.
double backward_paths(const Problem& problem, const Plan& plan);

/// The vertices of the tables of control variates.
meshes::PointGrid control_vertices(const Problem& problem, const Plan& plan);

/// Bytes of the tables of all steps, which every rank holds.
double bytes_of_controls(const Problem& problem, const Plan& plan);

/// Whether no axis absorbs, the steps have noise of at most three Wiener processes, and the mesh
/// has cells for the nodes of the coarse backward equation.
bool has_controls(const Problem& problem, const Plan& plan);

}  // namespace loschmidt::setup
