// Mass that leaves through the absorbing ends, end by end: docs/theory.md (10d). An *exit* is a
// pair of an end and a cell of the owned block from which jumps may reach it. Exits are ordered by
// end, as in meshes/ends.hpp, and then by cell. A cell near two ends has two exits.
#pragma once

#include <span>
#include <vector>

#include "meshes/ends.hpp"
#include "solver/decomposition.hpp"

namespace loschmidt::solver {

/// One entry per exit of the owned block.
struct Exits {
  std::vector<std::size_t> cells;  // numbers of the cells in the block
  std::vector<double> rates;       // from the cell through the end, 1 / clock
};

/// Calls visit(number, end, cell) for every exit of the owned block.
template <class Visitor>
void for_each_exit(const Decomposition& decomposition, Visitor&& visit) {
  std::size_t number = 0;
  for (const meshes::End& end : meshes::absorbing_ends(decomposition.mesh())) {
    const meshes::Block near =
        meshes::cells_at(decomposition.mesh(), end, decomposition.stencil().width);
    meshes::for_each(common_part(near, decomposition.block()),
                     [&](const meshes::Index& cell) { visit(number++, end, cell); });
  }
}

/// The exits of the owned block with rates 0. They depend on the decomposition alone.
Exits closed_exits(const Decomposition& decomposition);

/// The flow through each exit: its rate times the value of its cell. `values` holds those of the
/// owned cells.
std::vector<double> flows(const Exits& exits, std::span<const double> values);

/// Sums a value per exit over the cells of each end, in natural order, so that the bits are the
/// same on any number of ranks. Collective.
std::vector<double> sum_per_end(const Decomposition& decomposition,
                                std::span<const double> per_exit);

}  // namespace loschmidt::solver
