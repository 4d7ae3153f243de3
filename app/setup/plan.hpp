// The plan of a run, made before anything is computed: its times, the schemes of its ensembles, and
// the sizes of its tables and of its coarse meshes.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "app/setup/problem.hpp"
#include "app/setup/schemes.hpp"

namespace loschmidt::setup {

/// The numbers of parts into which the mesh's cells are divided for the particles' tables.
struct Subdivision {
  int tables;
  int check;  // of other tables, to measure the error of these; 0: none, they would be too large
};

/// The factors, one per axis, by which the mesh is made coarser.
struct Coarsening {
  std::array<int, 3> references;  // for the reference errors of the verdict
  std::array<int, 3> pilot;       // for the choice of a time integrator
};

/// The times, schemes and sizes of a run.
struct Plan {
  std::vector<double> snapshots;      // all forward snapshots, stop included, ascending
  std::vector<double> reverse_stops;  // the snapshots in [stop, end], descending
  std::vector<double> joint_times;    // the two times of the joint law, ascending, or none
  std::vector<double> law_times;      // reverse stops and joint times, descending
  std::vector<double> reverse_steps;  // the reverse sampler's times, end to stop, descending
  std::vector<double> forward_steps;  // the forward ensemble's times, start to end, ascending
  std::vector<double> solver_times;   // snapshots and reverse steps together, ascending
  RoadScheme forward, reverse;        // schemes of the two ensembles
  bool twin;                          // whether ensembles have a twin with half the steps
  Subdivision subdivision;
  Coarsening coarsening;
};

/// The plan of the case. Errors: InputError when the stop cannot be placed or reverse.scheme cannot
/// take the noise.
Plan make_plan(const input::Case& c, const Problem& problem);

/// The number of particles that each rank moves at once (a batch).
inline constexpr std::uint64_t particles_at_once = std::uint64_t{1} << 21;

/// Whether a road needs the density at every step of the reverse run, for its score.
bool at_every_step(const input::Case& c);
/// Whether it needs the density on each mesh of the extrapolation there: the road "fokker-planck",
/// which is computed where the case asks for it, and before an ensemble is falsified.
bool meshes_at_every_step(const input::Case& c, const Problem& problem);

/// The index of `t` in ascending times, one of which must equal it to the bit.
int index_of(const std::vector<double>& times, double t);

}  // namespace loschmidt::setup
