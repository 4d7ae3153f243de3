// Who owns which cells: a PETSc DMDA over the mesh, with as many layers of ghost cells as jumps are
// wide. Ranks beyond what the mesh carries own none: the DMDA lives on a sub-communicator of the
// first ranks.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "meshes/mesh.hpp"
#include "parallel/pauses.hpp"
#include "solver/petsc.hpp"

namespace loschmidt::solver {

/// Where the jumps out of a cell may end: up to `width` cells away along one axis at a time, or, if
/// oblique, anywhere in that box.
struct Stencil {
  int width = 1;
  bool oblique = false;
};

/// Ranks per axis for a mesh: the largest number of ranks ≤ `ranks` that gives every rank at least
/// `least` cells per axis, cut so that the cut surface is smallest.
std::array<int, 3> ranks_per_axis(const std::array<int, 3>& extents, int ranks, int least = 2);

class Decomposition {
 public:
  /// Collective on comm. `mesh` must outlive this, and `pauses`, where long computations on the
  /// mesh can be stopped. Every axis has at least `stencil.width` cells. Errors: std::logic_error
  /// where the pauses are of other ranks, which would wait for those of comm.
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

  /// A ghosted array, zero everywhere. Collective on the ranks that own cells.
  petsc::VecHandle ghosted_vector() const;
  /// Brings the ghost layers up to date (beyond walls they stay as they are; without oblique jumps
  /// also round corners). Touches nothing else. Collective likewise.
  void update_ghosts(Vec ghosted) const;

  /// Row of a cell of the mesh where the ranks' blocks stand one after another, each in natural
  /// order: the numbering of matrices.
  int row(const meshes::Index& cell) const;

  /// This block's part of an array over the whole mesh.
  std::vector<double> restrict_to_block(std::span<const double> whole) const;
  /// The whole array on every rank, natural order, from everybody's block. Collective on comm.
  std::vector<double> gather(std::span<const double> block_values) const;
  /// Largest value over all ranks: exact, whatever the number of ranks. Collective on comm.
  double maximum(double value) const;

  /// Work as long as so many products with the generator was done (parallel/pauses.hpp). Collective
  /// on comm. Errors: those of the pauses.
  void worked(double products) const;

 private:
  meshes::Block with_ghosts(meshes::Block block) const;
  void plan_exchange();
  std::optional<meshes::Index> repeated_by(
      const meshes::Index& ghost) const;               // the cell of the mesh, if any
  std::size_t owner(const meshes::Index& cell) const;  // its rank in comm

  MPI_Comm comm_;
  MPI_Comm active_comm_ = MPI_COMM_NULL;
  const meshes::Mesh* mesh_;
  Stencil stencil_;
  parallel::Pauses* pauses_;
  petsc::DMHandle dm_;
  meshes::Block block_;
  meshes::Block ghosted_;
  std::vector<meshes::Block> blocks_;  // of every rank
  std::size_t most_cells_ = 0;         // of any rank
  petsc::SFHandle exchange_;  // who has what this rank's ghosts repeat; none where there are none
};

}  // namespace loschmidt::solver
