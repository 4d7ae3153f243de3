#include "app/ensemble_stage.hpp"

#include <string>
#include <utility>

#include "app/batches.hpp"
#include "solver/petsc.hpp"

namespace loschmidt {

namespace {

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

namespace {

EnsembleCounts no_counts(const Run& run, const EnsembleRoad& road) {
  EnsembleCounts counts;
  for (const Bins& bins : road.bins)
    counts.stops.emplace_back(run.problem.mesh.cells(), bins.size());
  for (const JointBlock& block : road.blocks)
    counts.joint.emplace_back(block.expected.size(), block.bins.size());
  return counts;
}

// Visits every number of a tally, in one order.
template <class AnyTally, class Visit>
void for_each_count(AnyTally& tally, Visit&& visit) {
  for (auto* h : {&tally.fine, &tally.coarse}) {
    for (auto& n : h->counts) visit(n);
    visit(h->outside);
  }
  for (auto& n : tally.exchanged) visit(n);
  visit(tally.exchanged_outside);
}

std::vector<std::uint64_t> numbers_of(const Tally& tally) {
  std::vector<std::uint64_t> numbers;
  for_each_count(tally, [&](std::uint64_t n) { numbers.push_back(n); });
  return numbers;
}

// Adds what this rank's particles counted to what all have counted before.
void add(MPI_Comm comm, Tally& sum, Tally own) {
  sum_over_ranks(comm, own);
  const auto numbers = numbers_of(own);
  for_each_count(sum, [value = numbers.begin()](std::uint64_t& n) mutable { n += *value++; });
}

// Sends one batch down the road; passed(stop) is called as soon as it is counted there.
template <class Passed>
void count_batch(const Run& run, const EnsembleRoad& road, Batches& batches, std::uint64_t first,
                 std::uint64_t size, EnsembleCounts& counts, Passed&& passed) {
  const Mesh& mesh = run.problem.mesh;
  JointCounter joint(mesh, road.joint, road.blocks, run.plan.joint_times);
  std::size_t stop = 0;
  const double all = static_cast<double>(run.settings.reverse.particles);
  batches.follow(first, size, [&](std::size_t step, const Ensemble& ensemble) {
    const double t = road.steps[step];
    if (t == road.stops[stop]) {
      Tally here(mesh.cells(), road.bins[stop].size());
      count(ensemble, mesh, road.bins[stop].of_cell, here);
      add(run.comm, counts.stops[stop], std::move(here));
      passed(stop++);
    }
    joint.arrive(t, ensemble);
    const double share = static_cast<double>(step) / static_cast<double>(road.steps.size() - 1);
    run.progress.update(static_cast<double>(first) + share * static_cast<double>(size), all);
  });
  auto tallies = joint.take();
  for (std::size_t block = 0; block < tallies.size(); ++block)
    add(run.comm, counts.joint[block], std::move(tallies[block]));
}

// The counts of `particles` particles, for the journal and from it.
Record record_of(std::string name, std::uint64_t particles, const EnsembleCounts& counts) {
  Record record{std::move(name), {}, {particles}};
  for (const auto* tallies : {&counts.stops, &counts.joint})
    for (const Tally& tally : *tallies) {
      const auto numbers = numbers_of(tally);
      record.counts.insert(record.counts.end(), numbers.begin(), numbers.end());
    }
  return record;
}

void take(EnsembleCounts& counts, const Record& record) {
  auto value = record.counts.begin() + 1;
  for (auto* tallies : {&counts.stops, &counts.joint})
    for (Tally& tally : *tallies) for_each_count(tally, [&](std::uint64_t& n) { n = *value++; });
}

}  // namespace

EnsembleCounts run_ensemble(const Run& run, const DensityHistory& density, const EnsembleRoad& road,
                            const Watch& watch) {
  const char* name = road.reversed ? "reverse ensemble" : "forward ensemble";
  const petsc::Stage stage(name);
  run.progress.begin(name);
  EnsembleCounts counts = no_counts(run, road);
  const std::uint64_t particles = run.settings.reverse.particles;
  std::uint64_t done = 0;
  const auto passed = [&](std::size_t stop) {
    if (watch) watch(stop, counts.stops[stop], done == particles);
  };
  const std::uint64_t number = run.journal.begin();
  if (const auto known = run.journal.recall(number, name)) {
    done = known->counts.at(0);
    take(counts, *known);
    if (done < particles) run.journal.catch_up();
  }
  if (done == particles)
    for (std::size_t stop = 0; stop < road.stops.size(); ++stop) passed(stop);
  Batches batches(run, density, road);
  const std::uint64_t known = done;
  batches.in_turn(known, particles, [&](std::uint64_t first, std::uint64_t size) {
    done = first + size;
    const bool watched = first == known || done == particles;
    count_batch(run, road, batches, first, size, counts, [&](std::size_t stop) {
      if (watched) passed(stop);
    });
    run.journal.keep(number, record_of(name, done, counts));
    run.journal.pause();
  });
  return counts;
}

std::vector<std::ptrdiff_t> last_cells(const Run& run, const DensityHistory& density,
                                       const EnsembleRoad& road, std::uint64_t particles) {
  std::vector<std::ptrdiff_t> cells;
  Batches batches(run, density, road);
  batches.in_turn(0, particles, [&](std::uint64_t first, std::uint64_t size) {
    batches.follow(first, size, [&](std::size_t step, const Ensemble& ensemble) {
      if (step + 1 < road.steps.size()) return;
      for (std::uint64_t i = 0; i < ensemble.size(); ++i)
        cells.push_back(run.problem.mesh.locate(ensemble.position(i)));
    });
  });
  return cells;
}

}  // namespace loschmidt
