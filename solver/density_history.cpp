#include "solver/density_history.hpp"

#include <algorithm>
#include <stdexcept>

#include "parallel/shares.hpp"
#include "solver/score.hpp"

namespace loschmidt::solver {

namespace {

std::size_t largest_part(const parallel::SharedMemoryGroup& node, std::size_t size) {
  return parallel::share_of(size, 0, parallel::ranks_in(node.all())).size();
}

// Returns the faces across axis a that this rank of the node computes: whole lines along a. A mesh
// with one axis has one line, which belongs to the first rank.
meshes::Block own_lines(const parallel::SharedMemoryGroup& node, const meshes::Mesh& mesh, int a) {
  meshes::Block part = mesh.all_faces(a);
  const int slow = mesh.dimension() - 1;
  const int across = a != slow ? slow : slow > 0 ? slow - 1 : 2;
  const parallel::Share own = parallel::own_share(node.here(), part.extent(across));
  part.begin[across] = static_cast<int>(own.begin);
  part.end[across] = static_cast<int>(own.end);
  return part;
}

}  // namespace

DensityHistory::DensityHistory(const parallel::SharedMemoryGroup& node, const meshes::Mesh& mesh,
                               std::vector<double> times, bool with_score, const MakeStore& make)
    : node_(&node),
      mesh_(&mesh),
      times_(std::move(times)),
      mass_(make(slices(), largest_part(node, mesh.cells()))) {
  for (int a = 0; with_score && a < mesh.dimension(); ++a)
    score_.push_back(make(slices(), largest_part(node, mesh.all_faces(a).size())));
}

int DensityHistory::slice_at(double t) const {
  const auto found = std::ranges::lower_bound(times_, t);
  if (found == times_.end() || *found != t)
    throw std::logic_error("DensityHistory::slice_at: the time is not among those kept");
  return static_cast<int>(found - times_.begin());
}

void DensityHistory::put(int slice, std::span<const double> mass,
                         const meshes::FaceField* regular_score) {
  if (score_.empty() != (regular_score == nullptr))
    throw std::logic_error(
        "DensityHistory::put: the score must come with every slice or with none");
  const auto keep = [&](SliceStore& store, std::span<const double> whole) {
    const parallel::Share own = parallel::own_share(node_->all(), whole.size());
    store.write(slice, whole.subspan(own.begin, own.size()));
  };
  keep(*mass_, mass);
  for (std::size_t a = 0; a < score_.size(); ++a) keep(*score_[a], regular_score->across[a]);
}

void DensityHistory::read_own(const SliceStore& store, int slice, std::span<double> whole) const {
  const parallel::Share own = parallel::own_share(node_->all(), whole.size());
  store.read(slice, whole.subspan(own.begin, own.size()));
}

std::vector<double> DensityHistory::collect(const SliceStore& store, int slice,
                                            std::size_t size) const {
  std::vector<double> whole(size);
  read_own(store, slice, whole);
  parallel::all_gather(node_->all(), whole);
  return whole;
}

std::vector<double> DensityHistory::mass(int slice) const {
  return collect(*mass_, slice, mesh_->cells());
}

meshes::FaceField DensityHistory::regular_score(int slice) const {
  if (score_.empty()) return solver::regular_score(*mesh_, mass(slice));
  meshes::FaceField score;
  for (int a = 0; a < mesh_->dimension(); ++a)
    score.across[a] = collect(*score_[a], slice, mesh_->all_faces(a).size());
  return score;
}

NodeFaces DensityHistory::regular_score_on_node(int slice) const {
  NodeFaces score(*node_, *mesh_);
  if (score_.empty()) {
    difference(slice, score);
    return score;
  }
  for (int a = 0; a < mesh_->dimension(); ++a) {
    read_own(*score_[a], slice, score.across(a));
    node_->all_gather(score.across(a));
  }
  return score;
}

void DensityHistory::difference(int slice, NodeFaces& score) const {
  const auto values = node_->array(mesh_->cells());
  const std::span log_density(values.get(), mesh_->cells());
  const parallel::Share own = parallel::own_share(node_->all(), log_density.size());
  read_own(*mass_, slice, log_density);
  log_densities(*mesh_, own.begin, log_density.subspan(own.begin, own.size()));
  node_->all_gather(log_density);
  for (int a = 0; a < mesh_->dimension(); ++a)
    solver::regular_score(*mesh_, a, own_lines(*node_, *mesh_, a), log_density, score.across(a));
  node_->barrier();
}

}  // namespace loschmidt::solver
