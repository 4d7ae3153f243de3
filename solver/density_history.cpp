#include "solver/density_history.hpp"

#include <algorithm>
#include <stdexcept>

#include "solver/score.hpp"

namespace loschmidt {

namespace {

struct Share {
  std::size_t begin;
  std::size_t size;
};

int ranks_of(MPI_Comm comm) {
  int ranks = 1;
  MPI_Comm_size(comm, &ranks);
  return ranks;
}

Share share_of(std::size_t size, int rank, int ranks) {
  const std::size_t begin = size * rank / ranks;
  return {begin, size * (rank + 1) / ranks - begin};
}

Share own_share(MPI_Comm comm, std::size_t size) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return share_of(size, rank, ranks_of(comm));
}

std::size_t largest_share(MPI_Comm comm, std::size_t size) {
  const std::size_t ranks = ranks_of(comm);
  return (size + ranks - 1) / ranks;
}

}  // namespace

DensityHistory::DensityHistory(MPI_Comm comm, const Mesh& mesh, std::vector<double> times,
                               bool with_score, const MakeStore& make)
    : comm_(comm),
      mesh_(&mesh),
      times_(std::move(times)),
      mass_(make(slices(), largest_share(comm, mesh.cells()))) {
  for (int a = 0; with_score && a < mesh.dimension(); ++a)
    score_.push_back(make(slices(), largest_share(comm, mesh.all_faces(a).size())));
}

int DensityHistory::slice_at(double t) const {
  const auto found = std::ranges::lower_bound(times_, t);
  if (found == times_.end() || *found != t)
    throw std::logic_error("DensityHistory::slice_at: the time is not among those kept");
  return static_cast<int>(found - times_.begin());
}

void DensityHistory::put(int slice, std::span<const double> mass, const FaceField* regular_score) {
  if (score_.empty() != (regular_score == nullptr))
    throw std::logic_error(
        "DensityHistory::put: the score must come with every slice or with none");
  const auto keep = [&](SliceStore& store, std::span<const double> whole) {
    const Share own = own_share(comm_, whole.size());
    store.write(slice, whole.subspan(own.begin, own.size));
  };
  keep(*mass_, mass);
  for (std::size_t a = 0; a < score_.size(); ++a) keep(*score_[a], regular_score->across[a]);
}

std::vector<double> DensityHistory::collect(const SliceStore& store, int slice,
                                            std::size_t size) const {
  const int ranks = ranks_of(comm_);
  std::vector<int> counts(ranks);
  std::vector<int> offsets(ranks);
  for (int r = 0; r < ranks; ++r) {
    const Share share = share_of(size, r, ranks);
    offsets[r] = static_cast<int>(share.begin);
    counts[r] = static_cast<int>(share.size);
  }
  std::vector<double> whole(size);
  const Share own = own_share(comm_, size);
  store.read(slice, std::span(whole).subspan(own.begin, own.size));
  MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, whole.data(), counts.data(), offsets.data(),
                 MPI_DOUBLE, comm_);
  return whole;
}

std::vector<double> DensityHistory::mass(int slice) const {
  return collect(*mass_, slice, mesh_->cells());
}

FaceField DensityHistory::regular_score(int slice) const {
  if (score_.empty()) return loschmidt::regular_score(*mesh_, mass(slice));
  FaceField score;
  for (int a = 0; a < mesh_->dimension(); ++a)
    score.across[a] = collect(*score_[a], slice, mesh_->all_faces(a).size());
  return score;
}

}  // namespace loschmidt
