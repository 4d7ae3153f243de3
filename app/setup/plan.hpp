// The times of a run and the sizes that follow from them, decided before anything is computed.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "app/setup/problem.hpp"
#include "app/setup/schemes.hpp"

namespace loschmidt::setup {

/// Into how many parts the mesh's cells are divided for the particles' tables.
struct Subdivision {
  int tables;
  int check;  // of the tables whose difference shows the error of those; 0: they would be too large
};

/// By how much the mesh is made coarser.
struct Coarsening {
  std::array<int, 3> references;  // for the reference errors of the verdict
  std::array<int, 3> pilot;       // for the choice of a time integrator
};

struct Plan {
  std::vector<double> snapshots;      // all forward snapshots, stop included, ascending
  std::vector<double> reverse_stops;  // those in [stop, end], descending
  std::vector<double> joint_times;    // none or two: of the joint law, ascending
  std::vector<double> law_times;      // reverse stops and joint times, descending
  std::vector<double> reverse_steps;  // the reverse sampler's times, end to stop, descending
  std::vector<double> forward_steps;  // the forward ensemble's times, start to end, ascending
  std::vector<double> solver_times;   // snapshots and reverse steps together, ascending
  RoadScheme forward, reverse;        // of the two ensembles
  bool twin;                          // run the half-step twin
  Subdivision subdivision;
  Coarsening coarsening;
};

/// Errors: InputError when the stop cannot be placed or reverse.scheme cannot take the noise.
Plan make_plan(const input::Case& c, const Problem& problem);

/// Particles of each rank that are followed at once.
inline constexpr std::uint64_t particles_at_once = std::uint64_t{1} << 21;

/// Will the road "fokker-planck" need more than one mesh at every step? It is walked where it is
/// asked for, and before an ensemble is falsified.
bool levels_at_every_step(const input::Case& c, const Problem& problem);

/// Position of `t` in ascending times that contain it to the bit.
int index_of(const std::vector<double>& times, double t);

}  // namespace loschmidt::setup
