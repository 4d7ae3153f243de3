// The memory that a run takes, estimated from its sizes alone, before anything large is allocated
// and for --dry-run. The estimate is too low rather than too high (docs/scaling.md compares it with
// runs), so that no run is refused that would fit. Nothing here is collective.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/setup/plan.hpp"

namespace loschmidt::setup {

/// Numbers of cells.
struct CellCounts {
  double own = 0;            // of the case's own mesh
  double half = 0;           // of the mesh with half the cells per axis
  std::vector<double> fine;  // of each refinement for the extrapolation
};

/// All sizes on which the memory of a run depends. They are double, because products of the values
/// that a case may have do not fit into integers.
struct RunSizes {
  int dimension = 1;
  CellCounts cells;
  double snapshots = 0;
  double stops = 0;   // stops of the reverse run
  double steps = 0;   // steps of the reverse sampler
  double slices = 0;  // times at which the density is kept
  double levels = 0;  // times at which it is kept on each mesh
  double vertices = 0;
  int components = 1;   // values per vertex of a particle's table
  double rates = 2;     // transition rates of the generator per cell
  double controls = 0;  // bytes of the tables of control variates, on every rank
  bool twin = false;
};

/// Lower bounds of sizes_of, from the case alone, before mesh, process and times are made.
/// Errors: InputError where a mesh has more cells than their numbers can hold.
RunSizes least_sizes(const input::Case& c);
/// The sizes of a run. `links` is the number of offsets of jumps, the largest of all ranks; 0 where
/// it is not known.
RunSizes sizes_of(const input::Case& c, const Problem& problem, const Plan& plan, double links = 0);

/// Numbers of ranks.
struct RankCount {
  int all;
  int here;  // ranks on this node
};

/// Bytes of one rank, without libraries, by the key of the case on which they depend.
using MemoryNeed = std::map<std::string, double>;
MemoryNeed memory_need(const RankCount& ranks, const input::Case& c, const RunSizes& sizes);

/// The sum over all keys.
double total(const MemoryNeed& need);

/// Bytes of one rank in scratch files, for the densities that do not fit output.history_memory.
double scratch_need(const RankCount& ranks, const input::Case& c, const RunSizes& sizes);

/// Bytes on rank 0 of the results that wait for the next checkpoint.
double journal_need(const input::Case& c, const RunSizes& sizes);

}  // namespace loschmidt::setup
