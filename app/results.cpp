#include "app/results.hpp"

#include <algorithm>
#include <utility>

#include "app/judgement/discretization_floor.hpp"
#include "app/judgement/prediction_comparison.hpp"
#include "app/records.hpp"
#include "app/road_writers.hpp"
#include "app/snapshot_writer.hpp"
#include "output/verdict_json.hpp"
#include "output/xdmf.hpp"
#include "parallel/failure.hpp"

namespace loschmidt::app {

namespace {

// Whether a test of this road rejects, with Holm's correction over the tests of this road alone.
template <class Test>
bool rejects(const setup::Setup& setup, const std::vector<Test>& tests) {
  std::vector<double> p_values;
  for (const Test& t : tests) p_values.push_back(t.p_value);
  return !tests.empty() && std::ranges::min(validation::holm_adjusted(p_values)) <
                               setup.settings.validation.significance;
}

// Computes, writes and compares the roads of a run.
class RoadStage {
 public:
  RoadStage(const setup::Setup& setup, job::Job& job, const RunOutput& output,
            const roads::Evolved& evolved, std::uint64_t particles)
      : setup_(setup), job_(job), output_(output), evolved_(evolved), particles_(particles) {}

  /// Computes the roads that the case asks for, stores their comparisons in `roads` and returns the
  /// verdict.
  validation::Verdict verdict(Roads& roads) {
    const input::ValidationSection& section = setup_.settings.validation;
    if (evolved_.chain) add(roads, roads::law_of(setup_, *evolved_.chain));
    if (section.asks(validation::Road::fokker_planck)) run_fokker_planck(roads);
    if (section.asks(validation::Road::forward)) run_forward(roads);
    std::vector<judgement::ReferenceError> references;
    if (section.asks(validation::Road::ensemble)) references = run_reverse(roads);
    return judgement::reach_verdict(
        setup_, particles_, roads::surviving_mass(evolved_.forward.density), roads, references);
  }

 private:
  // Writes and compares a road without particles.
  void add(Roads& roads, const roads::LawRoad& road) {
    write_law(setup_, output_, road);
    roads.laws.push_back(judgement::compare_law(setup_, road));
  }

  void run_fokker_planck(Roads& roads) {
    fokker_planck_ =
        roads::fokker_planck_road(setup_, job_, evolved_, setup_.settings.reverse.reversal);
    add(roads, roads::law_of(setup_, evolved_, *fokker_planck_));
  }

  void run_forward(Roads& roads) {
    const roads::EnsembleRoad road = roads::forward_road(setup_, evolved_, particles_);
    const auto tallies =
        roads::run_ensemble(setup_, job_, evolved_.forward.density, road, forward_writer(output_))
            .stops;
    roads.ensembles.push_back(judgement::compare_road(
        setup_, job_, road, tallies, judgement::mesh_errors(setup_, job_, evolved_, road)));
  }

  std::vector<judgement::ReferenceError> run_reverse(Roads& roads) {
    const solver::DensityHistory& density = evolved_.forward.density;
    const roads::EnsembleRoad road = roads::reverse_road(setup_, evolved_, particles_);
    judgement::References references = judgement::reference_errors(setup_, job_, density, road);
    const roads::EnsembleCounts counts =
        roads::run_ensemble(setup_, job_, density, road, reverse_writer(setup_, output_, road));
    auto errors = judgement::mesh_errors(setup_, job_, evolved_, road);
    judgement::add_start_errors(errors, evolved_, references.errors);
    roads.ensembles.push_back(compare_reverse(road, counts.stops, errors));
    const bool raised = !roads.ensembles.back().first_p_values.empty();
    if (road.joint) write_joint(setup_, output_, road, counts.joint);
    auto predicted =
        judgement::compare_prediction(setup_, job_, density, road, counts.stops, errors);
    roads.joint = judgement::compare_joint(setup_, job_, evolved_, road, counts.joint);
    roads.budget = judgement::budget_of(setup_, job_, evolved_, road, roads.ensembles.back(),
                                        counts.stops.back(), errors.back());
    if (predicted) roads.ensembles.push_back(std::move(*predicted));
    roads.directed = judgement::compare_directed(setup_, job_, density, road, references.directions,
                                                 errors.back());
    if (setup_.given_score && !raised) allow_for_floor(road, errors, roads.directed);
    return std::move(references.errors);
  }

  // If a directed test of another score rejects, the error that even Anderson's reversal makes on
  // the run's meshes is allowed for, as it is for the ensemble.
  void allow_for_floor(const roads::EnsembleRoad& road, std::vector<judgement::MeshError>& errors,
                       std::vector<judgement::DirectedComparison>& directed) {
    if (!rejects(setup_, directed)) return;
    const double before = errors.back().size;
    raise_errors(road, errors);
    judgement::raise_allowed(directed, errors.back().size - before);
  }

  void raise_errors(const roads::EnsembleRoad& road, std::vector<judgement::MeshError>& errors) {
    judgement::raise_to_floor(errors, setup_, job_, evolved_, road,
                              fokker_planck_ ? &*fokker_planck_ : nullptr);
  }

  // Compares the reverse ensemble. If a test rejects, the mesh errors are raised to those of
  // Anderson's reversal on the same meshes, and the ensemble is compared again.
  judgement::Comparison compare_reverse(const roads::EnsembleRoad& road,
                                        const std::vector<sde::Tally>& tallies,
                                        std::vector<judgement::MeshError>& errors) {
    const judgement::Comparison first =
        judgement::compare_road(setup_, job_, road, tallies, errors);
    if (!rejects(setup_, first.marginals)) return first;
    raise_errors(road, errors);
    judgement::Comparison raised = judgement::compare_road(setup_, job_, road, tallies, errors);
    for (const validation::MarginalComparison& m : first.marginals)
      raised.first_p_values.push_back(m.p_value);
    return raised;
  }

  const setup::Setup& setup_;
  job::Job& job_;
  const RunOutput& output_;
  const roads::Evolved& evolved_;
  std::uint64_t particles_;
  std::optional<roads::FokkerPlanckRoad> fokker_planck_;
};

roads::Evolved written_densities(const setup::Setup& setup, job::Job& job, const RunOutput& output,
                                 std::vector<judgement::ErrorNorms>& errors) {
  std::optional<SnapshotWriter> writer(std::in_place, setup, job, output);
  const auto end_forward = [&](const output::Diagnostics& diagnostics) {
    output.file.write_diagnostics(diagnostics);
    errors = writer->errors();
    writer.reset();  // frees its tables of the size of the mesh, before the reverse roads
  };
  return roads::evolve_density(
      setup, job,
      {[&](int k, const roads::State& state, const roads::FirstPassage& passage) {
         writer->write(k, state, passage);
       },
       end_forward,
       [&](int k, std::span<const double> u) { output.file.write("/forward/survival", k, u); }});
}

Results compute(const setup::Setup& setup, job::Job& job, const RunOutput& output) {
  std::vector<judgement::ErrorNorms> errors;
  roads::Evolved evolved = written_densities(setup, job, output, errors);
  judgement::ChosenParticles particles = judgement::chosen_particles(setup, job, evolved);
  job.progress.note(particles.explanation);
  Roads roads;
  validation::Verdict verdict =
      RoadStage(setup, job, output, evolved, particles.number).verdict(roads);
  judgement::ScoreErrors scores = judgement::score_errors(setup, evolved.forward.density);
  return {std::move(evolved), std::move(errors),  std::move(particles),
          std::move(roads),   std::move(verdict), std::move(scores)};
}

// Writes comparisons and verdict to the run file, which is closed, and to verdict.json.
void write_results(const setup::Setup& setup, job::Job& job, const RunOutput& output,
                   const Results& results) {
  std::vector<output::RoadComparison> records;
  const int dimension = setup.problem.dimension();
  const Roads& roads = results.roads;
  for (const judgement::LawComparison& law : roads.laws)
    records.push_back(to_record(law, dimension));
  for (const judgement::Comparison& c : roads.ensembles) records.push_back(to_record(c, dimension));
  if (!roads.directed.empty()) records.push_back(to_record(roads.directed));
  if (!roads.joint.empty()) records.push_back(to_record(roads.joint, setup.plan.joint_times[0]));
  if (!results.scores.times.empty()) records.push_back(to_record(results.scores));
  for (const output::RoadComparison& r : records) output.file.write_comparison(r);
  output::VerdictRecord verdict = to_record(results.verdict);
  if (!roads.ensembles.empty()) verdict.particles = results.particles.number;
  if (roads.budget) verdict.error_budget = to_json(*roads.budget);
  if (results.evolved.reverse.start)
    verdict.start_divergence = results.evolved.reverse.start->divergence;
  output.file.write_verdict(verdict);
  if (!output.contents.reverse_counts && !output.contents.laws.empty())
    output.file.mark_written(output::Timeline::reverse,
                             static_cast<int>(setup.plan.reverse_stops.size()));
  job.progress.end();
  job.journal.catch_up();
  for (const auto& [stage, seconds] : job.progress.seconds())
    output.file.write_performance(stage, seconds);
  output.file.close("complete");
  output::write_xdmf(job.comm, output.directory.xdmf_file(), "run.h5", setup.problem.mesh,
                     setup.plan.snapshots, static_cast<int>(setup.plan.snapshots.size()),
                     output.contents);
  output::write_verdict_json(job.comm, output.directory.verdict_file(),
                             setup.settings.description.title, verdict, records);
  job.journal.finish();
}

}  // namespace

Results carry_out(const setup::Setup& setup, job::Job& job, const RunOutput& output) try {
  Results results = compute(setup, job, output);
  write_results(setup, job, output, results);
  return results;
} catch (const job::Interrupted& e) {  // thrown on all ranks at once
  job.progress.stop(e.what());
  output.file.close("interrupted");
  throw;
} catch (const std::invalid_argument& e) {
  const parallel::Failure failure(parallel::numerics_error, e.what());
  parallel::abort_unless_all_failed(job.comm, failure);
  throw failure;
} catch (const std::exception& e) {
  parallel::abort_unless_all_failed(job.comm, e);
  throw;
}

}  // namespace loschmidt::app
