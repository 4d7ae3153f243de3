#include "solver/exits.hpp"

#include "meshes/field.hpp"

namespace loschmidt::solver {

Exits closed_exits(const Decomposition& d) {
  Exits exits;
  for_each_exit(d, [&](std::size_t, const meshes::End&, const meshes::Index& cell) {
    exits.cells.push_back(d.block().local(cell));
  });
  exits.rates.assign(exits.cells.size(), 0.0);
  return exits;
}

std::vector<double> flows(const Exits& exits, std::span<const double> values) {
  std::vector<double> result;
  for (std::size_t k = 0; k < exits.cells.size(); ++k)
    result.push_back(exits.rates[k] * values[exits.cells[k]]);
  return result;
}

std::vector<double> sum_per_end(const Decomposition& d, std::span<const double> per_exit) {
  std::vector<double> sums;
  for (const meshes::End& end : meshes::absorbing_ends(d.mesh())) {
    const meshes::Block cells = meshes::cells_at(d.mesh(), end, d.stencil().width);
    const std::size_t here = common_part(cells, d.block()).size();
    sums.push_back(meshes::total(d.gather(cells, per_exit.first(here))));
    per_exit = per_exit.subspan(here);
  }
  return sums;
}

}  // namespace loschmidt::solver
