#include "app/ensemble_stage.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "meshes/staggered.hpp"
#include "sde/reversal.hpp"
#include "solver/petsc.hpp"
#include "solver/score.hpp"

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
  ParticleTables(const Run& run, const DensityHistory& density, const EnsembleRoad& road)
      : run_(run),
        density_(density),
        reversed_(road.reversed),
        layout_(road.scheme.layout()),
        forward_(run.problem.sde, run.problem.factor,
                 vertices(run.problem.mesh, run.plan.subdivision),
                 all_axes(run.problem.dimension())) {}

  /// Collective when reversed: the score is collected from all ranks.
  ParticleCoefficients at(double t) {
    const Coefficients& forward = forward_.at(t);
    if (!reversed_) return {forward_.points(), forward, layout_};
    // The poles of the score at absorbing ends are no matter for tables: they are the repulsion.
    const Reversal& reversal = run_.settings.reverse.reversal;
    const double poles = run_.problem.mesh.absorbing() ? repulsion(reversal) : 0;
    return {forward_.points(), reverse(forward, regular_score_at_vertices(t), reversal), layout_,
            poles};
  }

 private:
  std::vector<double> regular_score_at_vertices(double t) const {
    const Mesh& mesh = run_.problem.mesh;
    const int subdivision = run_.plan.subdivision;
    const FaceField solver = density_.regular_score(density_.slice_at(t));
    if (!run_.given_score) return faces_to_vertices(mesh, solver, subdivision);
    const Field given = run_.given_score->at(t, cell_score(mesh, solver));
    return cells_to_vertices(mesh, without_poles(mesh, given), subdivision);
  }

  const Run& run_;
  const DensityHistory& density_;
  bool reversed_;
  NoiseLayout layout_;
  CoefficientTable forward_;
};

EnsembleRoad with_bins(const Run& run, EnsembleRoad road) {
  const Mesh& mesh = run.problem.mesh;
  for (std::size_t stop = 0; stop < road.stops.size(); ++stop) {
    const auto mass = road.mass(stop);
    const double absorbed = mesh.absorbing() ? 1 - total(mass) : 0;
    road.bins.push_back(merge_cells(mass, mesh.extents(), mesh.dimension(),
                                    run.settings.reverse.particles, absorbed));
  }
  return road;
}

void sum_counts(MPI_Comm comm, std::vector<std::uint64_t>& counts) {
  MPI_Allreduce(MPI_IN_PLACE, counts.data(), static_cast<int>(counts.size()), MPI_UINT64_T, MPI_SUM,
                comm);
}

// Runs one batch along the road; calls `arrived(step)` after every second step, and at the start.
class Traveller {
 public:
  Traveller(const Run& run, const EnsembleRoad& road, ParticleTables& tables)
      : run_(run),
        road_(road),
        tables_(tables),
        path_(run.settings.reverse.seed,
              road.reversed ? Purpose::reverse_path : Purpose::forward_path) {}

  template <class Arrived>
  void travel(Ensemble& ensemble, Arrived&& arrived) {
    arrived(std::size_t{0});
    std::optional<ParticleCoefficients> start(tables_.at(road_.steps[0]));
    for (std::size_t k = 0; k + 2 < road_.steps.size(); k += 2) {
      const ParticleCoefficients middle = tables_.at(road_.steps[k + 1]);
      ParticleCoefficients end = tables_.at(road_.steps[k + 2]);
      ensemble.advance(
          road_.scheme.scheme, path_,
          {*start, middle, end, clock(k), clock(k + 1), static_cast<std::uint32_t>(k / 2)});
      start = std::move(end);
      arrived(k + 2);
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

// The first `particles` of the road, in batches shared among the ranks: visit(step, ensemble, done)
// after every second step, and at the start, `done` of them being particles in all.
template <class Visit>
void follow(const Run& run, const DensityHistory& density, const EnsembleRoad& road,
            std::uint64_t particles, Visit&& visit) {
  const Mesh& mesh = run.problem.mesh;
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(run.comm, &rank);
  MPI_Comm_size(run.comm, &ranks);
  const auto mass = road.mass(0);
  const Field score = cell_score(mesh, road.law.regular_score(road.law.slice_at(road.stops[0])));
  const CellSampler sampler(mesh, mass, score);
  const RandomStream start(run.settings.reverse.seed,
                           road.reversed ? Purpose::reverse_start : Purpose::forward_start);
  ParticleTables tables(run, density, road);
  Traveller traveller(run, road, tables);
  for (std::uint64_t first = 0; first < particles; first += particles_per_batch) {
    const std::uint64_t size = std::min(particles_per_batch, particles - first);
    const std::uint64_t from = size * rank / ranks;
    const std::uint64_t to = size * (rank + 1) / ranks;
    Ensemble ensemble(mesh, sampler, start, first + from, to - from, run.plan.twin);
    traveller.travel(ensemble, [&](std::size_t step) {
      const double share = static_cast<double>(step) / static_cast<double>(road.steps.size() - 1);
      visit(step, ensemble, static_cast<double>(first) + share * static_cast<double>(size));
    });
  }
}

}  // namespace

EnsembleRoad forward_road(const Run& run, const Evolved& evolved) {
  return with_bins(
      run,
      {run.plan.forward_steps, run.plan.snapshots, false, run.plan.forward, evolved.density, {}});
}

EnsembleRoad reverse_road(const Run& run, const Evolved& evolved) {
  EnsembleRoad road = with_bins(run, {run.plan.reverse_steps,
                                      run.plan.reverse_stops,
                                      true,
                                      run.plan.reverse,
                                      evolved.reverse_law(),
                                      {}});
  if (!evolved.joint) return road;
  road.joint = &*evolved.joint;
  road.blocks = joint_blocks(*evolved.joint, run.settings.reverse.particles);
  return road;
}

void sum_over_ranks(MPI_Comm comm, Tally& tally) {
  for (Histogram* h : {&tally.fine, &tally.coarse}) {
    sum_counts(comm, h->counts);
    MPI_Allreduce(MPI_IN_PLACE, &h->outside, 1, MPI_UINT64_T, MPI_SUM, comm);
  }
  sum_counts(comm, tally.exchanged);
  MPI_Allreduce(MPI_IN_PLACE, &tally.exchanged_outside, 1, MPI_UINT64_T, MPI_SUM, comm);
}

EnsembleCounts run_ensemble(const Run& run, const DensityHistory& density,
                            const EnsembleRoad& road) {
  const petsc::Stage stage(road.reversed ? "reverse ensemble" : "forward ensemble");
  run.progress.begin(road.reversed ? "reverse ensemble" : "forward ensemble");
  const Mesh& mesh = run.problem.mesh;
  EnsembleCounts counts;
  JointCounter joint(mesh, road.joint, road.blocks, run.plan.joint_times);
  for (const Bins& bins : road.bins)
    counts.stops.push_back({Histogram(mesh.cells()), Histogram(mesh.cells()),
                            std::vector<std::uint64_t>(bins.size(), 0)});
  const std::uint64_t particles = run.settings.reverse.particles;
  std::size_t stop = 0;
  follow(run, density, road, particles,
         [&](std::size_t step, const Ensemble& ensemble, double done) {
           const double t = road.steps[step];
           if (step == 0) stop = 0;
           if (t == road.stops[stop]) {
             count(ensemble, mesh, road.bins[stop].of_cell, counts.stops[stop]);
             ++stop;
           }
           joint.arrive(t, ensemble);
           run.progress.update(done, static_cast<double>(particles));
         });
  counts.joint = joint.take();
  for (auto* tallies : {&counts.stops, &counts.joint})
    for (Tally& tally : *tallies) sum_over_ranks(run.comm, tally);
  return counts;
}

std::vector<std::ptrdiff_t> last_cells(const Run& run, const DensityHistory& density,
                                       const EnsembleRoad& road, std::uint64_t particles) {
  std::vector<std::ptrdiff_t> cells;
  follow(run, density, road, particles, [&](std::size_t step, const Ensemble& ensemble, double) {
    if (step + 1 < road.steps.size()) return;
    for (std::uint64_t i = 0; i < ensemble.size(); ++i)
      cells.push_back(run.problem.mesh.locate(ensemble.position(i)));
  });
  return cells;
}

}  // namespace loschmidt
