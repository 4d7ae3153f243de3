// The distribution of the cells over the ranks: a PETSc DMDA over the mesh, with as many layers of
// ghost cells as jumps are wide. The DMDA lives on a sub-communicator of the first ranks; ranks
// beyond what the mesh can occupy own no cells.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "meshes/mesh.hpp"
#include "parallel/pauses.hpp"
#include "solver/petsc.hpp"

namespace loschmidt::solver {

/// The cells that jumps out of a cell may reach: those up to `width` cells away along one axis at a
/// time, or, if oblique, all cells of that box.
struct Stencil {
  int width = 1;
  bool oblique = false;
};

/// Returns the ranks per axis for a mesh. Their product is the largest number ≤ `ranks` for which
/// every rank has at least `least` cells per axis; among such divisions it takes the one with the
/// smallest cut surface.
std::array<int, 3> ranks_per_axis(const std::array<int, 3>& extents, int ranks, int least = 2);

/// Returns the cells that lie in both blocks; a block without cells where there are none.
meshes::Block common_part(const meshes::Block& a, const meshes::Block& b);

class Decomposition {
 public:
  /// `mesh` and `pauses` must outlive this. With `pauses`, long computations on the mesh can be
  /// stopped. Every axis must have at least `stencil.width` cells. Collective on comm. Errors:
  /// std::logic_error if the pauses are of other ranks, which would wait for those of comm.
  Decomposition(MPI_Comm comm, const meshes::Mesh& mesh, const Stencil& stencil = {},
                parallel::Pauses* pauses = nullptr);
  ~Decomposition();
  Decomposition(const Decomposition&) = delete;
  Decomposition& operator=(const Decomposition&) = delete;

  MPI_Comm comm() const { return comm_; }
  /// The ranks that own cells; MPI_COMM_NULL on the others.
  MPI_Comm active_comm() const { return active_comm_; }
  const meshes::Mesh& mesh() const { return *mesh_; }
  /// The cells this rank owns; empty on ranks beyond the DMDA.
  const meshes::Block& block() const { return block_; }
  bool owns_cells() const { return block_.size() > 0; }
  /// The block with its ghost layers: stencil().width cells more on both sides of every axis.
  const meshes::Block& ghosted() const { return ghosted_; }
  const Stencil& stencil() const { return stencil_; }

  /// Returns a ghosted array, zero everywhere. Collective on the ranks that own cells.
  petsc::VecHandle ghosted_vector() const;
  /// Copies the values of the owned cells into the ghost layers that repeat them. Ghosts beyond
  /// walls, and without oblique jumps also those at corners, are not changed. Collective on the
  /// ranks that own cells.
  void update_ghosts(Vec ghosted) const;

  /// Row of a cell of the mesh in the numbering of matrices: the ranks' blocks one after another,
  /// each in natural order.
  int row(const meshes::Index& cell) const;

  /// This block's part of an array over the whole mesh.
  std::vector<double> restrict_to_block(std::span<const double> whole) const;
  /// Returns the whole array on every rank, natural order, from the blocks of all ranks. Collective
  /// on comm.
  std::vector<double> gather(std::span<const double> block_values) const {
    return gather(mesh_->all_cells(), block_values);
  }
  /// The same of a part of the mesh: `values` are those of the cells of the part in this block.
  std::vector<double> gather(const meshes::Block& part, std::span<const double> values) const;
  /// Returns the largest value over all ranks, exact on any number of ranks. Collective on comm.
  double maximum(double value) const;

  /// Reports work that takes as long as so many products with the generator (parallel/pauses.hpp).
  /// Collective on comm. Errors: those of the pauses.
  void report_work(double products) const;

 private:
  meshes::Block with_ghosts(meshes::Block block) const;
  void plan_exchange();
  std::optional<meshes::Index> ghost_source(
      const meshes::Index& ghost) const;  // cell of the mesh with this ghost's value, if any
  std::size_t owner(const meshes::Index& cell) const;  // rank of the owner in comm

  MPI_Comm comm_;
  MPI_Comm active_comm_ = MPI_COMM_NULL;
  const meshes::Mesh* mesh_;
  Stencil stencil_;
  parallel::Pauses* pauses_;
  petsc::DMHandle dm_;
  meshes::Block block_;
  meshes::Block ghosted_;
  std::vector<meshes::Block> blocks_;  // the blocks of all ranks
  std::size_t most_cells_ = 0;         // the largest number of cells of any rank
  petsc::SFHandle exchange_;           // the source of each ghost value; null if there are none
};

}  // namespace loschmidt::solver
