// Small cases with the setup and job that the rooms of app need, and the closed form of their
// process, the Ornstein–Uhlenbeck process dX = −X dt + √2 dW. From a Gaussian of variance 1 it
// keeps that variance, and its mean decays as e^(−t); so all its reversals are known
// (docs/theory.md, "A reversal is four numbers").
#pragma once

#include <mpi.h>

#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/roads/density_stage.hpp"
#include "validation/tests/case_text.hpp"
#include "validation/tests/laws.hpp"

namespace loschmidt::test {

/// The process from N(1, 1) to time 0.5.
inline const std::string ornstein_uhlenbeck = R"(title = "Ornstein-Uhlenbeck"
[mesh]
lower = [-7.0]
upper = [7.0]
cells = [64]
[sde]
drift = ["-x"]
diffusion = "2^0.5"
[initial]
mixture = [{ weight = 1, mean = [1], std = [1] }]
[time]
end = 0.5
snapshots = 3
[solver]
method = "uniformization"
[reverse]
particles = 4096
steps = 16
)";

/// Two independent such processes, x from N(1, 1) and y from N(0, 1).
inline std::string two_ornstein_uhlenbeck() {
  std::string text = replaced(ornstein_uhlenbeck, "cells = [64]", "cells = [24, 20]");
  text = replaced(text, "lower = [-7.0]", "lower = [-5.0, -5.0]");
  text = replaced(text, "upper = [7.0]", "upper = [5.0, 5.0]");
  text = replaced(text, "[\"-x\"]", "[\"-x\", \"-y\"]");
  return replaced(text, "mean = [1], std = [1]", "mean = [1, 0], std = [1, 1]");
}

/// Brownian motion from the middle between two absorbing walls.
inline const std::string absorbed_brownian_motion = R"(title = "Brownian motion"
[mesh]
lower = [0.0]
upper = [1.0]
cells = [64]
boundary = ["absorbing"]
[sde]
drift = ["0"]
diffusion = "1"
[initial]
mixture = [{ weight = 1, mean = [0.5], std = [0.1] }]
[time]
end = 0.2
snapshots = 3
[solver]
method = "uniformization"
[reverse]
particles = 4096
steps = 16
)";

/// Mean and variance of Anderson's reversal of that process at time 0, with the drift −x + 2e^(−t)
/// and the noise √2, after so many equal steps of Euler and Maruyama.
inline std::pair<double, double> after_euler_steps_back(int steps) {
  const double h = 0.5 / steps;
  double mean = std::exp(-0.5);
  double variance = 1;
  for (int k = 0; k < steps; ++k) {
    mean += h * (2 * std::exp(-0.5 + k * h) - mean);
    variance = variance * (1 - h) * (1 - h) + 2 * h;
  }
  return {mean, variance};
}

/// The override that asks for so many cells on the one axis.
inline std::string cells(int number) {
  return "mesh.cells=[" + std::to_string(number) + "]";
}

/// A case with its setup and job, on this rank alone and without files.
class SmallJob {
 public:
  explicit SmallJob(const std::string& text, const std::vector<std::string>& overrides = {})
      : setup(MPI_COMM_SELF, read(text, overrides)) {}

  roads::Evolved evolved() {
    return roads::evolve_density(
        setup, job,
        {[](int, const roads::State&, const roads::FirstPassage&) {},
         [](const output::Diagnostics&) {}, [](int, std::span<const double>) {}});
  }

 private:
  const Folder folder_;

 public:
  const setup::Setup setup;

 private:
  const parallel::SharedMemoryGroup node_{MPI_COMM_SELF};
  job::Progress progress_{false};
  job::Journal journal_{MPI_COMM_SELF};
  parallel::Pauses pauses_{MPI_COMM_SELF, [] {}};
  job::HistoryStorage storage_{node_, folder_.path, 1e9};

 public:
  job::Job job{MPI_COMM_SELF, node_, progress_, journal_, pauses_, storage_};
};

inline double mean(const meshes::Mesh& mesh, std::span<const double> mass) {
  double sum = 0;
  for (std::size_t i = 0; i < mass.size(); ++i) sum += mass[i] * mesh.axis(0).centers()[i];
  return sum;
}

}  // namespace loschmidt::test
