// Bins: neighbouring cells merged until a chi-squared statistic of their counts follows its law.
// With few expected counts per bin the law's far tail is too light: at 10 expected counts a level
// of 1e-5 is exceeded 2.7 times too often, at 25 (1-D) and 100 (2-D, 3-D, where there are many more
// bins) it is not (measured over up to 3 million replicates).
//
// Arrays over cells are in natural order, x fastest. Serial; the same result for the same input.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "meshes/histogram.hpp"

namespace loschmidt::validation {

struct Bins {
  std::vector<std::uint32_t> of_cell;  // per cell: its bin
  std::vector<double> probability;     // per bin: the mass of its cells
  bool outside = false;  // whether the last bin is that of particles in no cell, the absorbed

  std::size_t size() const { return probability.size(); }
};

/// Merges cells into bins. `mass` holds the cell masses, `particles` is the number in the
/// histogram. `outside` is the probability of being in no cell, which becomes a bin of its own if
/// it and the others expect enough. 1-D: neighbours are merged from the left until 25 are expected;
/// the rest joins the last bin. 2-D, 3-D: the index box is halved repeatedly, along its longest
/// side first and where the mass is halved best, while both halves expect at least max(100,
/// particles / 4096). Errors: std::invalid_argument when mass does not have the size of extents, or
/// there is no cell.
Bins merge_cells(std::span<const double> mass, const std::array<int, 3>& extents, int dimension,
                 std::uint64_t particles, double outside = 0);

/// Returns the sums per bin of values per cell. A histogram also fills the bin of the absorbed.
/// Errors: std::invalid_argument unless there is one value per cell.
std::vector<std::uint64_t> sum_by_bin(const Bins& bins, const meshes::Histogram& histogram);
std::vector<std::uint64_t> sum_by_bin(const Bins& bins, std::span<const std::uint64_t> counts);
std::vector<double> sum_by_bin(const Bins& bins, std::span<const double> mass);

}  // namespace loschmidt::validation
