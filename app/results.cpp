#include "app/results.hpp"

#include <algorithm>
#include <utility>

#include "app/failure.hpp"
#include "app/shortfall.hpp"
#include "output/paraview_fields.hpp"
#include "output/verdict_json.hpp"
#include "output/xdmf.hpp"

namespace loschmidt {

namespace {

Watch forward_writer(const Run& run) {
  return [&run](std::size_t stop, const Tally& tally, bool all) {
    if (!all) return;
    const int snapshot = static_cast<int>(stop);
    run.file.write("/forward/counts", snapshot, tally.fine.counts);
    run.file.write("/forward/outside", snapshot, std::span(&tally.fine.outside, 1));
    run.file.flush();
  };
}

// Pictures of the first particles at once, for those who watch; counts when they are all there.
Watch reverse_writer(const Run& run, const EnsembleRoad& road) {
  return [&run, &road](std::size_t stop, const Tally& tally, bool all) {
    const Mesh& mesh = run.problem.mesh;
    const int snapshot = static_cast<int>(stop);
    const auto reverse_density = density_from_counts(mesh, tally.fine);
    const auto density = density_from_mass(mesh, road.mass(stop));
    const int forward = index_of(run.plan.snapshots, road.stops[stop]);
    run.file.write("/paraview/reverse_density", forward, reverse_density);
    run.file.write("/paraview/difference", forward, difference(reverse_density, density));
    if (!all) return run.file.flush();
    run.file.write("/reverse/counts", snapshot, tally.fine.counts);
    run.file.write("/reverse/outside", snapshot, std::span(&tally.fine.outside, 1));
    run.file.mark_written(Timeline::reverse, snapshot + 1);
  };
}

// Does a test of the road object, alone among its own?
bool objects(const Run& run, const Comparison& c) {
  std::vector<double> p_values;
  for (const MarginalComparison& m : c.marginals) p_values.push_back(m.p_value);
  return std::ranges::min(holm_adjusted(p_values)) < run.settings.validation.significance;
}

// The ensemble of the reverse road. Before it is falsified, the right reversal is put through the
// same meshes.
Comparison compare_reverse(const Run& run, const Evolved& evolved, const EnsembleRoad& road,
                           const std::vector<Tally>& tallies, std::vector<MeshError>& errors,
                           const FokkerPlanckRoad* fokker_planck) {
  const Comparison first = compare_road(run, road, tallies, errors);
  if (!objects(run, first)) return first;
  raise_to_shortfall(errors, run, evolved, road, fokker_planck);
  Comparison raised = compare_road(run, road, tallies, errors);
  for (const MarginalComparison& m : first.marginals) raised.first_p_values.push_back(m.p_value);
  return raised;
}

// The roads of the case, and how large an error of the reversal would be.
Verdict walk_roads(const Run& run, const Evolved& evolved, Roads& roads) {
  std::vector<ReferenceError> references;
  std::optional<FokkerPlanckRoad> fokker_planck;
  if (evolved.chain) roads.laws.push_back(compare_chain(run, *evolved.chain));
  if (run.settings.validation.fokker_planck) {
    fokker_planck = fokker_planck_road(run, evolved);
    roads.laws.push_back(compare_fokker_planck(run, evolved, *fokker_planck));
  }
  if (run.settings.validation.forward) {
    const EnsembleRoad road = forward_road(run, evolved);
    const auto tallies = run_ensemble(run, evolved.density, road, forward_writer(run)).stops;
    roads.ensembles.push_back(compare_road(run, road, tallies, mesh_errors(run, evolved, road)));
  }
  if (run.settings.validation.ensemble) {
    const EnsembleRoad road = reverse_road(run, evolved);
    references = reference_errors(run, evolved.density, road);
    const EnsembleCounts counts =
        run_ensemble(run, evolved.density, road, reverse_writer(run, road));
    auto errors = mesh_errors(run, evolved, road);
    add_start_errors(errors, evolved, references);
    roads.ensembles.push_back(compare_reverse(run, evolved, road, counts.stops, errors,
                                              fokker_planck ? &*fokker_planck : nullptr));
    roads.joint = compare_joint(run, evolved, road, counts.joint);
    roads.budget =
        budget_of(run, evolved, road, roads.ensembles.back(), counts.stops.back(), errors.back());
  }
  return reach_verdict(run, surviving_mass(run, evolved), roads.ensembles, references, roads.laws,
                       roads.joint);
}

Results compute(const Run& run) {
  Evolved evolved = evolve_density(run);
  ChosenParticles particles = chosen_particles(run, evolved);
  run.progress.note(particles.words);
  Case settings = run.settings;
  settings.reverse.particles = particles.number;
  Roads roads;
  Verdict verdict = walk_roads(run.with(settings), evolved, roads);
  ScoreErrors scores = score_errors(run, evolved.density);
  return {std::move(evolved), std::move(particles), std::move(roads), std::move(verdict),
          std::move(scores)};
}

// Comparison and verdict, into the run file, which is closed, and verdict.json.
void write_results(const Run& run, const Results& results) {
  std::vector<RoadComparison> records;
  const int dimension = run.problem.dimension();
  const Roads& roads = results.roads;
  for (const LawComparison& law : roads.laws) records.push_back(record(law, dimension));
  for (const Comparison& c : roads.ensembles) records.push_back(record(c, dimension));
  if (!roads.joint.empty()) records.push_back(record(run, roads.joint));
  if (!results.scores.times.empty()) records.push_back(record(results.scores));
  for (const RoadComparison& r : records) run.file.write_comparison(r);
  VerdictRecord verdict = record(results.verdict);
  if (!roads.ensembles.empty()) verdict.particles = results.particles.number;
  if (roads.budget) verdict.error_budget = json(*roads.budget);
  if (results.evolved.start) verdict.start_divergence = results.evolved.start->divergence;
  run.file.write_verdict(verdict);
  if (!run.contents.reverse_counts && (run.contents.chain || run.contents.fokker_planck))
    run.file.mark_written(Timeline::reverse, static_cast<int>(run.plan.reverse_stops.size()));
  run.progress.end();
  run.journal.catch_up();
  for (const auto& [stage, seconds] : run.progress.seconds())
    run.file.write_performance(stage, seconds);
  run.file.close("complete");
  write_xdmf(run.comm, run.directory.xdmf_file(), "run.h5", run.problem.mesh, run.plan.snapshots,
             static_cast<int>(run.plan.snapshots.size()), run.contents);
  write_verdict_json(run.comm, run.directory.verdict_file(), run.settings.title, verdict, records);
  run.journal.finish();
}

}  // namespace

Results carry_out(const Run& run) try {
  Results results = compute(run);
  write_results(run, results);
  return results;
} catch (const Interrupted& e) {  // thrown on all ranks at once
  run.progress.stop(e.what());
  run.file.close("interrupted");
  throw;
} catch (const std::invalid_argument& e) {
  const Failure failure(numerics_error, e.what());
  abort_unless_all_failed(run.comm, failure);
  throw failure;
} catch (const std::exception& e) {
  abort_unless_all_failed(run.comm, e);
  throw;
}

}  // namespace loschmidt
