// Storage for one rank's part of a history: rows of numbers, one per slice. The rows that are read
// have the same bits from every kind of store.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace loschmidt::solver {

class SliceStore {
 public:
  SliceStore() = default;
  SliceStore(const SliceStore&) = delete;
  SliceStore& operator=(const SliceStore&) = delete;
  virtual ~SliceStore() = default;

  /// Writes a row. Every rank calls write and read in the same order, so that a store may tell all
  /// ranks when one fails.
  virtual void write(int slice, std::span<const double> row) = 0;
  /// Reads the first values of a row that was written before, as many as `row` holds.
  virtual void read(int slice, std::span<double> row) const = 0;
};

/// Makes a store of so many slices, with rows of at most `length` values. The arguments are the
/// same on all ranks.
using MakeStore = std::function<std::unique_ptr<SliceStore>(int slices, std::size_t length)>;

class MemoryStore : public SliceStore {
 public:
  explicit MemoryStore(int slices) : rows_(slices) {}

  void write(int slice, std::span<const double> row) override {
    rows_[slice].assign(row.begin(), row.end());
  }
  void read(int slice, std::span<double> row) const override {
    std::copy_n(rows_[slice].begin(), row.size(), row.begin());
  }

 private:
  std::vector<std::vector<double>> rows_;
};

}  // namespace loschmidt::solver
