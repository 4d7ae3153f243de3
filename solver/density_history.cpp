#include "solver/density_history.hpp"

#include <algorithm>
#include <stdexcept>

#include "solver/score.hpp"

namespace loschmidt {

namespace {

struct Share {
  std::size_t begin;
  std::size_t end;
};

Share share_of(std::size_t size, int rank, int ranks) {
  return {size * rank / ranks, size * (rank + 1) / ranks};
}

std::vector<double> own_part(MPI_Comm comm, std::span<const double> whole) {
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  const Share s = share_of(whole.size(), rank, ranks);
  return {whole.begin() + s.begin, whole.begin() + s.end};
}

}  // namespace

DensityHistory::DensityHistory(MPI_Comm comm, const Mesh& mesh, std::vector<double> times,
                               bool with_score)
    : comm_(comm),
      mesh_(&mesh),
      times_(std::move(times)),
      with_score_(with_score),
      mass_(times_.size()),
      score_(with_score ? times_.size() : 0) {}

int DensityHistory::slice_at(double t) const {
  const auto found = std::ranges::lower_bound(times_, t);
  if (found == times_.end() || *found != t)
    throw std::logic_error("DensityHistory::slice_at: the time is not among those kept");
  return static_cast<int>(found - times_.begin());
}

void DensityHistory::put(int slice, std::span<const double> mass, const FaceField* regular_score) {
  if (with_score_ != (regular_score != nullptr))
    throw std::logic_error(
        "DensityHistory::put: the score must come with every slice or with none");
  mass_[slice] = own_part(comm_, mass);
  if (regular_score == nullptr) return;
  std::vector<double> all;
  for (const auto& values : regular_score->across)
    all.insert(all.end(), values.begin(), values.end());
  score_[slice] = own_part(comm_, all);
}

std::vector<double> DensityHistory::collect(const std::vector<double>& share) const {
  int ranks = 1;
  MPI_Comm_size(comm_, &ranks);
  std::vector<int> counts(ranks);
  std::vector<int> offsets(ranks);
  const int own = static_cast<int>(share.size());
  MPI_Allgather(&own, 1, MPI_INT, counts.data(), 1, MPI_INT, comm_);
  int sum = 0;
  for (int r = 0; r < ranks; ++r) {
    offsets[r] = sum;
    sum += counts[r];
  }
  std::vector<double> whole(sum);
  MPI_Allgatherv(share.data(), own, MPI_DOUBLE, whole.data(), counts.data(), offsets.data(),
                 MPI_DOUBLE, comm_);
  return whole;
}

std::vector<double> DensityHistory::mass(int slice) const {
  return collect(mass_[slice]);
}

FaceField DensityHistory::regular_score(int slice) const {
  if (!with_score_) return loschmidt::regular_score(*mesh_, mass(slice));
  const auto all = collect(score_[slice]);
  FaceField score(*mesh_);
  std::size_t n = 0;
  for (auto& values : score.across)
    for (double& v : values) v = all[n++];
  return score;
}

}  // namespace loschmidt
