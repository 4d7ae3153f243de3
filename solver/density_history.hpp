// The density at all times that the reverse run needs. Every rank keeps an equal share of each
// slice in its stores, in memory or elsewhere, and sends it out on request. There is one copy over
// all ranks.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "meshes/field.hpp"
#include "parallel/node.hpp"
#include "solver/slice_store.hpp"

namespace loschmidt::solver {

/// A face field in memory that the ranks of a node share.
class NodeFaces {
 public:
  /// Makes the arrays of all faces. Collective on the node. Errors: std::bad_alloc.
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
  /// `times` ascend. If `with_score` is set, slices come with regular scores (solver/score.hpp) of
  /// their own, as extrapolation makes them; otherwise the scores are computed from the density.
  /// `make` is called once for the masses and, if `with_score` is set, once per axis for the
  /// scores. `node` and `mesh` must outlive this. Errors: those of `make`.
  DensityHistory(const parallel::SharedMemoryGroup& node, const meshes::Mesh& mesh,
                 std::vector<double> times, bool with_score, const MakeStore& make);

  std::span<const double> times() const { return times_; }
  const meshes::Mesh& mesh() const { return *mesh_; }
  int slices() const { return static_cast<int>(times_.size()); }
  /// Returns the number of the slice at time t. Errors: std::logic_error unless `t` is one of the
  /// times, to the bit.
  int slice_at(double t) const;

  /// Keeps this rank's share of the cell masses (natural order, same on all ranks), and of the
  /// regular score if this history keeps scores. Collective if the stores tell all ranks when one
  /// fails. Errors: those of the store; std::logic_error if the score is missing or unexpected.
  void put(int slice, std::span<const double> mass,
           const meshes::FaceField* regular_score = nullptr);

  /// mass and regular_score return whole arrays on every rank. Collective. Errors: those of the
  /// store.
  std::vector<double> mass(int slice) const;
  meshes::FaceField regular_score(int slice) const;
  /// Returns the regular score once per node; the ranks of the node share the work. Collective.
  /// Errors: those of the store, std::bad_alloc.
  NodeFaces regular_score_on_node(int slice) const;

 private:
  void read_own(const SliceStore& store, int slice, std::span<double> whole) const;
  std::vector<double> collect(const SliceStore& store, int slice, std::size_t size) const;

  void difference(int slice, NodeFaces& score) const;

  const parallel::SharedMemoryGroup* node_;
  const meshes::Mesh* mesh_;
  std::vector<double> times_;
  std::unique_ptr<SliceStore> mass_;
  std::vector<std::unique_ptr<SliceStore>> score_;  // one per axis; empty: computed from the masses
};

}  // namespace loschmidt::solver
