#include "app/roads/ensemble_stage.hpp"

#include <string>
#include <utility>

#include "app/roads/batches.hpp"
#include "solver/petsc.hpp"

namespace loschmidt::roads {

namespace {

EnsembleRoad with_bins(const meshes::Mesh& mesh, EnsembleRoad road) {
  for (std::size_t stop = 0; stop < road.stops.size(); ++stop) {
    const auto mass = road.mass(stop);
    const double absorbed = meshes::absorbed_mass(mesh, mass);
    road.bins.push_back(
        validation::merge_cells(mass, mesh.extents(), mesh.dimension(), road.particles, absorbed));
  }
  return road;
}

void sum_counts(MPI_Comm comm, std::vector<std::uint64_t>& counts) {
  MPI_Allreduce(MPI_IN_PLACE, counts.data(), static_cast<int>(counts.size()), MPI_UINT64_T, MPI_SUM,
                comm);
}

}  // namespace

EnsembleRoad forward_road(const setup::Setup& setup, const Evolved& evolved,
                          std::uint64_t particles) {
  const setup::Plan& plan = setup.plan;
  return with_bins(setup.problem.mesh, {plan.forward_steps,
                                        plan.snapshots,
                                        false,
                                        particles,
                                        plan.subdivision.tables,
                                        plan.twin,
                                        plan.forward,
                                        evolved.forward.density,
                                        {}});
}

EnsembleRoad reverse_road(const setup::Setup& setup, const Evolved& evolved,
                          std::uint64_t particles) {
  const setup::Plan& plan = setup.plan;
  EnsembleRoad road = with_bins(setup.problem.mesh, {plan.reverse_steps,
                                                     plan.reverse_stops,
                                                     true,
                                                     particles,
                                                     plan.subdivision.tables,
                                                     plan.twin,
                                                     plan.reverse,
                                                     evolved.reverse_law(),
                                                     {}});
  if (!evolved.joint) return road;
  road.joint = &*evolved.joint;
  road.blocks = joint_blocks(*evolved.joint, particles);
  return road;
}

void sum_over_ranks(MPI_Comm comm, sde::Tally& tally) {
  for (meshes::Histogram* h : {&tally.fine, &tally.coarse}) {
    sum_counts(comm, h->counts);
    MPI_Allreduce(MPI_IN_PLACE, &h->outside, 1, MPI_UINT64_T, MPI_SUM, comm);
  }
  sum_counts(comm, tally.exchanged);
  MPI_Allreduce(MPI_IN_PLACE, &tally.exchanged_outside, 1, MPI_UINT64_T, MPI_SUM, comm);
}

namespace {

EnsembleCounts no_counts(const setup::Setup& setup, const EnsembleRoad& road) {
  EnsembleCounts counts;
  for (const validation::Bins& bins : road.bins)
    counts.stops.emplace_back(setup.problem.mesh.cells(), bins.size());
  for (const JointBlock& block : road.blocks)
    counts.joint.emplace_back(block.expected.size(), block.bins.size());
  return counts;
}

// Visits every number of a tally, always in the same order.
template <class AnyTally, class Visit>
void for_each_count(AnyTally& tally, Visit&& visit) {
  for (auto* h : {&tally.fine, &tally.coarse}) {
    for (auto& n : h->counts) visit(n);
    visit(h->outside);
  }
  for (auto& n : tally.exchanged) visit(n);
  visit(tally.exchanged_outside);
}

std::vector<std::uint64_t> numbers_of(const sde::Tally& tally) {
  std::vector<std::uint64_t> numbers;
  for_each_count(tally, [&](std::uint64_t n) { numbers.push_back(n); });
  return numbers;
}

// Adds the counts `own` of every rank to `sum`, the counts of all ranks so far.
void add(MPI_Comm comm, sde::Tally& sum, sde::Tally own) {
  sum_over_ranks(comm, own);
  const auto numbers = numbers_of(own);
  for_each_count(sum, [value = numbers.begin()](std::uint64_t& n) mutable { n += *value++; });
}

// Moves one batch along the road; calls passed(stop) as soon as the batch is counted there.
template <class Passed>
void count_batch(const setup::Setup& setup, job::Job& job, const EnsembleRoad& road,
                 Batches& batches, const parallel::Share& part, EnsembleCounts& counts,
                 Passed&& passed) {
  const meshes::Mesh& mesh = setup.problem.mesh;
  JointCounter joint(mesh, road.joint, road.blocks, setup.plan.joint_times);
  std::size_t stop = 0;
  const double all = static_cast<double>(road.particles);
  batches.run_batch(part.begin, part.size(), [&](std::size_t step, const sde::Ensemble& ensemble) {
    const double t = road.steps[step];
    if (t == road.stops[stop]) {
      sde::Tally here(mesh.cells(), road.bins[stop].size());
      sde::count(ensemble, mesh, road.bins[stop].of_cell, here);
      add(job.comm, counts.stops[stop], std::move(here));
      passed(stop++);
    }
    joint.arrive(t, ensemble);
    const double way = static_cast<double>(step) / static_cast<double>(road.steps.size() - 1);
    job.progress.update(static_cast<double>(part.begin) + way * static_cast<double>(part.size()),
                        all);
  });
  auto tallies = joint.take();
  for (std::size_t block = 0; block < tallies.size(); ++block)
    add(job.comm, counts.joint[block], std::move(tallies[block]));
}

// The counts of the first `particles` particles as a record of the journal; take() reads it.
output::Record record_of(std::string name, std::uint64_t particles, const EnsembleCounts& counts) {
  output::Record record{std::move(name), {}, {particles}};
  for (const auto* tallies : {&counts.stops, &counts.joint})
    for (const sde::Tally& tally : *tallies) {
      const auto numbers = numbers_of(tally);
      record.counts.insert(record.counts.end(), numbers.begin(), numbers.end());
    }
  return record;
}

void take(EnsembleCounts& counts, const output::Record& record) {
  auto value = record.counts.begin() + 1;
  for (auto* tallies : {&counts.stops, &counts.joint})
    for (sde::Tally& tally : *tallies)
      for_each_count(tally, [&](std::uint64_t& n) { n = *value++; });
}

}  // namespace

EnsembleCounts run_ensemble(const setup::Setup& setup, job::Job& job,
                            const solver::DensityHistory& density, const EnsembleRoad& road,
                            const StopObserver& observer) {
  const char* name = road.reversed ? "reverse ensemble" : "forward ensemble";
  const solver::petsc::Stage stage(name);
  job.progress.begin(name);
  EnsembleCounts counts = no_counts(setup, road);
  const std::uint64_t particles = road.particles;
  std::uint64_t done = 0;
  const auto passed = [&](std::size_t stop) {
    if (observer) observer(stop, counts.stops[stop], done == particles);
  };
  const std::uint64_t number = job.journal.begin();
  if (const auto known = job.journal.recall(number, name)) {
    done = known->counts.at(0);
    take(counts, *known);
    if (done < particles) job.journal.catch_up();
  }
  if (done == particles)
    for (std::size_t stop = 0; stop < road.stops.size(); ++stop) passed(stop);
  Batches batches(setup, job, density, road);
  const std::uint64_t known = done;
  batches.for_each_batch(known, particles, [&](std::uint64_t first, std::uint64_t size) {
    done = first + size;
    const bool watched = first == known || done == particles;
    count_batch(setup, job, road, batches, {first, first + size}, counts, [&](std::size_t stop) {
      if (watched) passed(stop);
    });
    job.journal.keep(number, record_of(name, done, counts));
    job.journal.pause();
  });
  return counts;
}

std::vector<std::ptrdiff_t> last_cells(const setup::Setup& setup, job::Job& job,
                                       const solver::DensityHistory& density,
                                       const EnsembleRoad& road) {
  std::vector<std::ptrdiff_t> cells;
  Batches batches(setup, job, density, road);
  batches.for_each_batch(0, road.particles, [&](std::uint64_t first, std::uint64_t size) {
    batches.run_batch(first, size, [&](std::size_t step, const sde::Ensemble& ensemble) {
      if (step + 1 < road.steps.size()) return;
      for (std::uint64_t i = 0; i < ensemble.size(); ++i)
        cells.push_back(setup.problem.mesh.locate(ensemble.position(i)));
    });
  });
  return cells;
}

}  // namespace loschmidt::roads
