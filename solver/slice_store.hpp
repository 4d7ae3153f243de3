// Where one rank keeps its part of a history: rows of numbers, one per slice. Which kind of store
// it is changes no bit of what comes back.
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

  /// Every rank calls these in the same order, so that a store may tell all of them when one fails.
  virtual void write(int slice, std::span<const double> row) = 0;
  /// The first values of a row, as many as `row` takes; it was written before.
  virtual void read(int slice, std::span<double> row) const = 0;
};

/// A store of that many slices, of rows no longer than `length`; the same on all ranks.
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
