// The memory that a run takes, from its sizes alone: before anything large is made, and for
// --dry-run. It is counted too low rather than too high (docs/scaling.md compares it with runs), so
// that no run is refused that would fit. Nothing here is collective.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/setup/plan.hpp"

namespace loschmidt::setup {

struct CellCounts {
  double own = 0;            // of the case's mesh
  double half = 0;           // of that with half the cells per axis
  std::vector<double> fine;  // of each refinement for the extrapolation
};

/// Everything that the memory of a run depends on. Numbers are double: products of what a case may
/// ask for do not fit into integers.
struct RunSizes {
  int dimension = 1;
  CellCounts cells;
  double snapshots = 0;
  double stops = 0;   // of the way back
  double steps = 0;   // of the reverse sampler
  double slices = 0;  // times at which the density is kept
  double levels = 0;  // times at which it is kept on each mesh
  double vertices = 0;
  int components = 1;  // values per vertex of a particle's table
  double rates = 2;    // per cell of the generator
  bool twin = false;
};

/// What is certain before mesh, process and times are made: never more than sizes_of gives.
/// Errors: InputError where a mesh has more cells than their numbers can hold.
RunSizes least_sizes(const input::Case& c);
/// links: offsets to which cells jump, at most on any rank, where they are known.
RunSizes sizes_of(const input::Case& c, const Problem& problem, const Plan& plan, double links = 0);

struct RankCount {
  int all;
  int here;  // on this node
};

/// Bytes of one rank, libraries not counted, by the key of the case that they follow from.
using MemoryNeed = std::map<std::string, double>;
MemoryNeed memory_need(const RankCount& ranks, const input::Case& c, const RunSizes& sizes);

double total(const MemoryNeed& need);

/// Bytes of one rank for the densities at all times that go to disk.
double scratch_need(const RankCount& ranks, const input::Case& c, const RunSizes& sizes);

/// Bytes on rank 0 of what waits for the next checkpoint.
double journal_need(const input::Case& c, const RunSizes& sizes);

}  // namespace loschmidt::setup
