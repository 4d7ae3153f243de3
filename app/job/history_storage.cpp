#include "app/job/history_storage.hpp"

#include <fmt/format.h>

#include <optional>

#include "output/scratch_file.hpp"
#include "parallel/failure.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::job {

namespace {

// A store in memory that subtracts its bytes from the free ones while it exists.
class CountedStore : public solver::MemoryStore {
 public:
  CountedStore(int slices, double bytes, double& free)
      : solver::MemoryStore(slices), bytes_(bytes), free_(free) {
    free_ -= bytes_;
  }
  ~CountedStore() override { free_ += bytes_; }

 private:
  double bytes_;
  double& free_;
};

// A store in a scratch file of each rank.
class ScratchStore : public solver::SliceStore {
 public:
  ScratchStore(MPI_Comm comm, const std::filesystem::path& directory, int slices,
               std::size_t length)
      : comm_(comm) {
    parallel::agree(comm, [&] {
      file_.emplace(directory / fmt::format("history.{}.h5", parallel::rank_in(comm)), slices,
                    length);
    });
  }
  void write(int slice, std::span<const double> row) override {
    parallel::agree(comm_, [&] { file_->write(slice, row); });
  }
  void read(int slice, std::span<double> row) const override {
    parallel::agree(comm_, [&] { file_->read(slice, row); });
  }

 private:
  MPI_Comm comm_;
  std::optional<output::ScratchFile> file_;
};

}  // namespace

solver::DensityHistory HistoryStorage::history(const meshes::Mesh& mesh, std::vector<double> times,
                                               bool with_score) {
  return {*node_, mesh, std::move(times), with_score,
          [this](int slices, std::size_t length) { return make_store(slices, length); }};
}

std::unique_ptr<solver::SliceStore> HistoryStorage::make_store(int slices, std::size_t length) {
  const double bytes = static_cast<double>(slices) * static_cast<double>(length) * sizeof(double);
  if (bytes <= free_) return std::make_unique<CountedStore>(slices, bytes, free_);
  return std::make_unique<ScratchStore>(node_->all(), directory_, slices, length);
}

double kept_in_memory(std::span<const double> stores, double memory) {
  double kept = 0;
  for (const double bytes : stores)
    if (kept + bytes <= memory) kept += bytes;
  return kept;
}

}  // namespace loschmidt::job
