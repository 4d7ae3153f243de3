// Cell masses (or other values per cell) of the owned block with their ghost layer, and the loop
// over them that every stencil of this room uses.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "solver/decomposition.hpp"
#include "solver/equation.hpp"

namespace loschmidt::solver {

/// Values of cells below this are not resolved: they may be roundoff of underflow far below the
/// peak, where relative errors and scores mean nothing.
inline constexpr double unresolved_mass = 1e-290;

/// Cell masses of the owned block with their ghost layer.
class Masses {
 public:
  /// Sets all values to zero. Collective.
  explicit Masses(const Decomposition& decomposition);
  /// Takes the values of an array over the whole mesh, natural order. Collective.
  Masses(const Decomposition& decomposition, std::span<const double> whole);

  void copy_from(const Masses& other);
  /// Sets the values of the owned block; ghosts are not changed.
  void set(std::span<const double> owned);

  std::vector<double> owned() const;
  /// Returns the whole array on every rank, natural order. Collective.
  std::vector<double> gather() const { return decomposition_->gather(owned()); }

  const Decomposition& decomposition() const { return *decomposition_; }
  Vec vector() const { return ghosted_.get(); }
  void swap(Masses& other) noexcept { std::swap(ghosted_, other.ghosted_); }

 private:
  const Decomposition* decomposition_;
  petsc::VecHandle ghosted_;
};

/// Access to the numbers of a PETSc vector for as long as this object lives; data() is null for a
/// null vector.
class ArrayOf {
 public:
  explicit ArrayOf(Vec v) : vector_(v) {
    if (vector_ != nullptr) petsc::check(VecGetArray(vector_, &data_));
  }
  ~ArrayOf() {
    if (vector_ != nullptr) VecRestoreArray(vector_, &data_);
  }
  ArrayOf(const ArrayOf&) = delete;
  ArrayOf& operator=(const ArrayOf&) = delete;
  double* data() const { return data_; }

 private:
  Vec vector_;
  double* data_ = nullptr;
};

/// Calls visit(b, g) for every row of owned cells: b is the position of the row's first cell in the
/// block, g its position in the ghosted array.
template <class Visitor>
void for_each_row(const meshes::Block& block, const meshes::Block& ghosted, Visitor&& visit) {
  for (int k = block.begin[2]; k < block.end[2]; ++k)
    for (int j = block.begin[1]; j < block.end[1]; ++j) {
      const meshes::Index start{block.begin[0], j, k};
      visit(block.local(start), ghosted.local(start));
    }
}

/// Returns the largest |error|/value over the cells whose density (for expectations: whose value)
/// is more than 1e-12 of the largest. Arrays hold the owned cells. Collective. A maximum is exact
/// on any number of ranks.
double largest_relative(const Decomposition& decomposition, Equation equation,
                        std::span<const double> error, std::span<const double> value);

/// Returns the largest relative difference between two mass vectors, over the cells whose density
/// in `b` is more than 1e-12 of the largest. Collective; exact on any number of ranks.
double relative_difference(const Masses& a, const Masses& b);

/// Returns the distance in the ghosted array between two cells that differ by this offset.
std::ptrdiff_t stride_of(const meshes::Index& offset, const meshes::Block& ghosted);

}  // namespace loschmidt::solver
