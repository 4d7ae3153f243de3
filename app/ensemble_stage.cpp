#include "app/ensemble_stage.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "meshes/staggered.hpp"
#include "sde/reversal.hpp"
#include "solver/petsc.hpp"

namespace loschmidt {

namespace {

std::vector<int> all_axes(int dimension) {
  std::vector<int> axes(dimension);
  for (int a = 0; a < dimension; ++a) axes[a] = a;
  return axes;
}

// Drift and noise tables of the particles at any time of a road.
class ParticleTables {
 public:
  ParticleTables(const Run& run, const DensityHistory& history, const EnsembleRoad& road)
      : run_(run),
        history_(history),
        reversed_(road.reversed),
        layout_(road.scheme.layout()),
        forward_(run.problem.sde, run.problem.factor,
                 vertices(run.problem.mesh, run.plan.subdivision),
                 all_axes(run.problem.dimension())) {}

  /// Collective when reversed: the score is collected from all ranks.
  ParticleCoefficients at(double t) {
    const Coefficients& forward = forward_.at(t);
    if (!reversed_) return {forward_.points(), forward, layout_};
    const FaceField score = history_.score(index_of(run_.plan.solver_times, t));
    const auto at_vertices = faces_to_vertices(run_.problem.mesh, score, run_.plan.subdivision);
    return {forward_.points(), reverse(forward, at_vertices, run_.settings.reverse.reversal),
            layout_};
  }

 private:
  const Run& run_;
  const DensityHistory& history_;
  bool reversed_;
  NoiseLayout layout_;
  CoefficientTable forward_;
};

std::vector<Bins> bins_at(const Run& run, const DensityHistory& history,
                          const std::vector<double>& stops) {
  const Mesh& mesh = run.problem.mesh;
  std::vector<Bins> bins;
  for (const double t : stops)
    bins.push_back(merge_cells(history.mass(index_of(run.plan.solver_times, t)), mesh.extents(),
                               mesh.dimension(), run.settings.reverse.particles));
  return bins;
}

void sum_over_ranks(MPI_Comm comm, std::vector<std::uint64_t>& counts) {
  MPI_Allreduce(MPI_IN_PLACE, counts.data(), static_cast<int>(counts.size()), MPI_UINT64_T, MPI_SUM,
                comm);
}

void sum_over_ranks(MPI_Comm comm, Tally& tally) {
  for (Histogram* h : {&tally.fine, &tally.coarse}) {
    sum_over_ranks(comm, h->counts);
    MPI_Allreduce(MPI_IN_PLACE, &h->outside, 1, MPI_UINT64_T, MPI_SUM, comm);
  }
  sum_over_ranks(comm, tally.exchanged);
}

// Runs one batch along the road; calls `counted(stop)` whenever the ensemble stands at a stop.
class Traveller {
 public:
  Traveller(const Run& run, const EnsembleRoad& road, ParticleTables& tables)
      : run_(run),
        road_(road),
        tables_(tables),
        path_(run.settings.reverse.seed,
              road.reversed ? Purpose::reverse_path : Purpose::forward_path) {}

  template <class Counted, class Stepped>
  void travel(Ensemble& ensemble, Counted&& counted, Stepped&& stepped) {
    std::size_t stop = 0;
    counted(stop++);
    std::optional<ParticleCoefficients> start(tables_.at(road_.steps[0]));
    for (std::size_t k = 0; k + 2 < road_.steps.size(); k += 2) {
      const ParticleCoefficients middle = tables_.at(road_.steps[k + 1]);
      ParticleCoefficients end = tables_.at(road_.steps[k + 2]);
      ensemble.advance(
          road_.scheme.scheme, path_,
          {*start, middle, end, clock(k), clock(k + 1), static_cast<std::uint32_t>(k / 2)});
      start = std::move(end);
      if (road_.steps[k + 2] == road_.stops[stop]) counted(stop++);
      stepped(k + 2);
    }
  }

 private:
  double clock(std::size_t k) const {
    return std::abs(run_.problem.factor.integral(road_.steps[k], road_.steps[k + 1]));
  }

  const Run& run_;
  const EnsembleRoad& road_;
  ParticleTables& tables_;
  RandomStream path_;
};

}  // namespace

EnsembleRoad forward_road(const Run& run, const DensityHistory& history) {
  return {run.plan.forward_steps, run.plan.snapshots, bins_at(run, history, run.plan.snapshots),
          false, run.plan.forward};
}

EnsembleRoad reverse_road(const Run& run, const DensityHistory& history) {
  return {run.plan.reverse_steps, run.plan.reverse_stops,
          bins_at(run, history, run.plan.reverse_stops), true, run.plan.reverse};
}

std::vector<Tally> run_ensemble(const Run& run, const DensityHistory& history,
                                const EnsembleRoad& road) {
  const petsc::Stage stage(road.reversed ? "reverse ensemble" : "forward ensemble");
  run.progress.begin(road.reversed ? "reverse ensemble" : "forward ensemble");
  const Mesh& mesh = run.problem.mesh;
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(run.comm, &rank);
  MPI_Comm_size(run.comm, &ranks);

  const int first_slice = index_of(run.plan.solver_times, road.steps.front());
  const auto mass = history.mass(first_slice);
  const Field score = faces_to_cells(mesh, history.score(first_slice));
  const CellSampler sampler(mesh, mass, score);
  const RandomStream start(run.settings.reverse.seed,
                           road.reversed ? Purpose::reverse_start : Purpose::forward_start);
  ParticleTables tables(run, history, road);
  Traveller traveller(run, road, tables);

  std::vector<Tally> tallies;
  for (const Bins& bins : road.bins)
    tallies.push_back({Histogram(mesh.cells()), Histogram(mesh.cells()),
                       std::vector<std::uint64_t>(bins.size(), 0)});

  const std::uint64_t particles = run.settings.reverse.particles;
  for (std::uint64_t first = 0; first < particles; first += particles_per_batch) {
    const std::uint64_t size = std::min(particles_per_batch, particles - first);
    const std::uint64_t from = size * rank / ranks;
    const std::uint64_t to = size * (rank + 1) / ranks;
    Ensemble ensemble(mesh, sampler, start, first + from, to - from, run.plan.twin);
    traveller.travel(
        ensemble,
        [&](std::size_t stop) { count(ensemble, mesh, road.bins[stop].of_cell, tallies[stop]); },
        [&](std::size_t step) {
          const double share =
              static_cast<double>(step) / static_cast<double>(road.steps.size() - 1);
          run.progress.update(static_cast<double>(first) + share * static_cast<double>(size),
                              static_cast<double>(particles));
        });
  }
  for (Tally& tally : tallies) sum_over_ranks(run.comm, tally);
  return tallies;
}

}  // namespace loschmidt
