// The density at all times the reverse run needs. Every rank keeps an equal share of each slice, in
// memory or wherever else its stores are, and hands it out on request: there is one copy over all
// ranks.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "parallel/node.hpp"
#include "solver/slice_store.hpp"

namespace loschmidt::solver {

/// A face field in the memory of a node.
class NodeFaces {
 public:
  /// Collective on the node.
  NodeFaces(const parallel::SharedMemoryGroup& node, const meshes::Mesh& mesh) {
    for (int a = 0; a < mesh.dimension(); ++a) {
      size_[a] = mesh.all_faces(a).size();
      values_[a] = node.array(size_[a]);
    }
  }

  std::span<double> across(int a) { return {values_[a].get(), size_[a]}; }
  meshes::FaceView view() const {
    meshes::FaceView faces;
    for (int a = 0; a < 3; ++a) faces.across[a] = {values_[a].get(), size_[a]};
    return faces;
  }

 private:
  std::array<std::size_t, 3> size_{};
  std::array<std::shared_ptr<double[]>, 3> values_;
};

class DensityHistory {
 public:
  /// times ascending. with_score: slices bring regular scores (solver/score.hpp) of their own
  /// (extrapolation); otherwise they are taken from the density. `make` is called for the masses
  /// and, with them, for the score across each axis. `node` and `mesh` must outlive this.
  /// Errors: those of `make`.
  DensityHistory(const parallel::SharedMemoryGroup& node, const meshes::Mesh& mesh,
                 std::vector<double> times, bool with_score, const MakeStore& make);

  std::span<const double> times() const { return times_; }
  const meshes::Mesh& mesh() const { return *mesh_; }
  int slices() const { return static_cast<int>(times_.size()); }
  /// Errors: std::logic_error unless `t` is one of the times, to the bit.
  int slice_at(double t) const;

  /// Keeps this rank's share of cell masses (natural order, same on all ranks). Collective, for
  /// stores that tell all ranks when one fails. Errors: those of the store.
  void put(int slice, std::span<const double> mass,
           const meshes::FaceField* regular_score = nullptr);

  /// Whole arrays on every rank. Collective. Errors: those of the store.
  std::vector<double> mass(int slice) const;
  meshes::FaceField regular_score(int slice) const;
  /// The same, once per node, its ranks sharing the work. Collective. Errors: also std::bad_alloc.
  NodeFaces regular_score_on_node(int slice) const;

 private:
  void read_own(const SliceStore& store, int slice, std::span<double> whole) const;
  std::vector<double> collect(const SliceStore& store, int slice, std::size_t size) const;

  void difference(int slice, NodeFaces& score) const;

  const parallel::SharedMemoryGroup* node_;
  const meshes::Mesh* mesh_;
  std::vector<double> times_;
  std::unique_ptr<SliceStore> mass_;
  std::vector<std::unique_ptr<SliceStore>> score_;  // per axis; none: from the masses
};

}  // namespace loschmidt::solver
