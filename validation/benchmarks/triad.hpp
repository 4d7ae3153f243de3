// What memory gives: a = b + s c over arrays far larger than the caches, 24 bytes a number.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <vector>

namespace loschmidt::validation {

class Triad {
 public:
  static constexpr std::size_t size = 1 << 24;

  void run() {
    s_ += 1e-9;
    for (std::size_t i = 0; i < size; ++i) a_[i] = b_[i] + s_ * c_[i];
    benchmark::ClobberMemory();
  }

  /// Bytes per second of this process's time, the best of some runs.
  double bandwidth() {
    double best = 0;
    for (int k = 0; k < 5; ++k) {
      const std::clock_t start = std::clock();
      run();
      const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
      best = std::max(best, 24.0 * size / seconds);
    }
    return best;
  }

 private:
  std::vector<double> a_ = std::vector<double>(size, 1.0);
  std::vector<double> b_ = std::vector<double>(size, 2.0);
  std::vector<double> c_ = std::vector<double>(size, 3.0);
  double s_ = 0;
};

}  // namespace loschmidt::validation
