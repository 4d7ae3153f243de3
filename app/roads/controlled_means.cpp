#include "app/roads/controlled_means.hpp"

#include <algorithm>
#include <cmath>

#include "app/roads/batches.hpp"
#include "app/setup/controls.hpp"
#include "solver/petsc.hpp"

namespace loschmidt::roads {

namespace {

// So many particles are summed on one rank; their sums are then added in the order of particles.
constexpr std::uint64_t chunk = 4096;

// Sums over particles: of φ(Y) − v_0(Y_0) − control variate, of φ(Y) − predicted, and their
// squares.
using Sums = std::array<double, 4>;

void add(Sums& sums, double controlled, double plain) {
  const Sums terms{controlled, plain, controlled * controlled, plain * plain};
  for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += terms[k];
}

// Moves the first particles of the road and sums over them.
class ControlledParticles {
 public:
  ControlledParticles(const setup::Setup& setup, job::Job& job,
                      const solver::DensityHistory& density, const EnsembleRoad& road,
                      const BackwardRoad& backward, int functions)
      : job_(job),
        road_(road),
        backward_(backward),
        batches_(setup, job, density, road),
        functions_(functions) {}

  /// Returns the sums of every chunk for every function, function fastest.
  std::vector<Sums> sums_of_chunks() {
    const std::size_t chunks = (road_.particles + chunk - 1) / chunk;
    const parallel::Share own = parallel::own_share(job_.comm, chunks);
    const auto particle = [&](std::size_t of_chunk) {
      return std::min<std::uint64_t>(of_chunk * chunk, road_.particles);
    };
    const parallel::Share particles{particle(own.begin), particle(own.end)};
    std::vector<Sums> sums(chunks * functions_, Sums{});
    const auto visit = [&](std::size_t step, const sde::Ensemble& ensemble) {
      if (step == 0) start_ = positions(ensemble);
      if (step + 1 == road_.steps.size()) add_all(ensemble, particles.begin, sums);
      job_.progress.update(static_cast<double>(road_.steps.size() + step),
                           static_cast<double>(2 * road_.steps.size()));
    };
    batches_.run_own(particles, visit, backward_.controls());
    // Exact: every sum is one rank's, and 0 on the others.
    MPI_Allreduce(MPI_IN_PLACE, sums.data(), static_cast<int>(sums.size() * sums[0].size()),
                  MPI_DOUBLE, MPI_SUM, job_.comm);
    return sums;
  }

 private:
  static std::vector<meshes::Point> positions(const sde::Ensemble& ensemble) {
    std::vector<meshes::Point> x;
    for (std::uint64_t i = 0; i < ensemble.size(); ++i) x.push_back(ensemble.position(i));
    return x;
  }

  void add_all(const sde::Ensemble& ensemble, std::size_t first, std::vector<Sums>& sums) const {
    for (std::uint64_t i = 0; i < ensemble.size(); ++i) {
      const BackwardRoad::Values end = backward_.at_end(ensemble.position(i));
      const BackwardRoad::Values start = backward_.at_start(start_[i]);
      for (int f = 0; f < functions_; ++f)
        add(sums[(first + i) / chunk * functions_ + f], end[f] - start[f] - ensemble.control(i, f),
            end[f] - backward_.predicted()[f]);
    }
  }

  job::Job& job_;
  const EnsembleRoad& road_;
  const BackwardRoad& backward_;
  Batches batches_;
  int functions_;
  std::vector<meshes::Point> start_;  // places of this rank's particles
};

ControlledMean mean_of(const Sums& sums, double particles, double predicted,
                       double prediction_error) {
  const double mean = sums[0] / particles;
  const double plain = sums[1] / particles;
  const auto deviation = [&](double squares, double m) {
    return std::sqrt(std::max(0.0, squares / particles - m * m));
  };
  return {predicted,
          prediction_error,
          predicted + mean,
          deviation(sums[2], mean) / std::sqrt(particles),
          deviation(sums[3], plain),
          particles};
}

std::vector<ControlledMean> computed_means(const setup::Setup& setup, job::Job& job,
                                           const solver::DensityHistory& density, EnsembleRoad road,
                                           const std::vector<TestFunction>& functions) {
  road.particles = std::min(road.particles, setup::most_controlled_particles);
  road.twin = false;
  const BackwardRoad backward(setup, job, density, road, functions);
  const int number = static_cast<int>(functions.size());
  const auto chunks =
      ControlledParticles(setup, job, density, road, backward, number).sums_of_chunks();
  std::vector<ControlledMean> means;
  for (int f = 0; f < number; ++f) {
    Sums all{};
    for (std::size_t k = f; k < chunks.size(); k += number)
      for (std::size_t n = 0; n < all.size(); ++n) all[n] += chunks[k][n];
    means.push_back(mean_of(all, static_cast<double>(road.particles), backward.predicted()[f],
                            backward.prediction_error()[f]));
  }
  return means;
}

bool is_finite(const ControlledMean& m) {
  return std::isfinite(m.predicted + m.prediction_error + m.observed + m.standard_error);
}

}  // namespace

std::vector<ControlledMean> controlled_means(const setup::Setup& setup, job::Job& job,
                                             const solver::DensityHistory& density,
                                             const EnsembleRoad& road,
                                             const std::vector<TestFunction>& functions) {
  if (functions.empty() || !setup::has_controls(setup.problem, setup.plan)) return {};
  const solver::petsc::Stage stage("directed tests");
  job.progress.begin("directed tests");
  std::vector<ControlledMean> means = computed_means(setup, job, density, road, functions);
  if (!std::ranges::all_of(means, is_finite)) means.clear();
  return means;
}

}  // namespace loschmidt::roads
