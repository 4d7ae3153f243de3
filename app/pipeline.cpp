#include "app/pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/case_file.hpp"
#include "app/density_stage.hpp"
#include "app/error_sources.hpp"
#include "app/estimate.hpp"
#include "app/failure.hpp"
#include "app/formula_check.hpp"
#include "app/reference_errors.hpp"
#include "app/resolved.hpp"
#include "app/score_errors.hpp"
#include "app/stencils.hpp"
#include "app/summary.hpp"
#include "app/verdict_stage.hpp"
#include "app/version.hpp"
#include "output/paraview_fields.hpp"
#include "output/read_run.hpp"
#include "output/verdict_json.hpp"
#include "output/xdmf.hpp"
#include "solver/petsc.hpp"

namespace loschmidt {

namespace {

bool is_root(MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return rank == 0;
}

std::filesystem::path output_directory(const CommandLine& command, const Case& c) {
  if (command.output_directory) return *command.output_directory;
  if (c.output.directory) return *c.output.directory;
  return std::filesystem::path("output") / "runs" / c.name;
}

RunHeader header_of(const Case& c, const std::string& command_text) {
  RunHeader header;
  header.title = c.title;
  header.reference = c.reference;
  header.software_version = software_version;
  header.git_commit = git_commit;
  header.petsc_version = petsc::version();
  header.seed = c.reverse.seed;
  header.command_line = command_text;
  header.case_text = c.text;
  header.resolved_text = resolved_toml(c);
  return header;
}

RunContents contents_of(const Case& c) {
  RunContents contents;
  contents.density = c.output.fields.contains("density");
  contents.score = c.output.fields.contains("score");
  contents.current = c.output.fields.contains("current");
  contents.survival =
      std::ranges::find(c.mesh.boundary, Boundary::absorbing) != c.mesh.boundary.end();
  contents.exact = c.exact.has_value();
  contents.forward_counts = c.validation.forward;
  contents.chain = c.validation.chain;
  contents.fokker_planck = c.validation.fokker_planck;
  contents.reverse_counts = c.validation.ensemble;
  return contents;
}

void write_forward_counts(const Run& run, const std::vector<Tally>& tallies) {
  for (std::size_t k = 0; k < tallies.size(); ++k) {
    const int snapshot = static_cast<int>(k);
    run.file.write("/forward/counts", snapshot, tallies[k].fine.counts);
    run.file.write("/forward/outside", snapshot, std::span(&tallies[k].fine.outside, 1));
  }
}

void write_reverse_counts(const Run& run, const EnsembleRoad& road,
                          const std::vector<Tally>& tallies) {
  const Mesh& mesh = run.problem.mesh;
  for (std::size_t k = 0; k < tallies.size(); ++k) {
    const int snapshot = static_cast<int>(k);
    run.file.write("/reverse/counts", snapshot, tallies[k].fine.counts);
    run.file.write("/reverse/outside", snapshot, std::span(&tallies[k].fine.outside, 1));
    const auto reverse_density = density_from_counts(mesh, tallies[k].fine);
    const auto density = density_from_mass(mesh, road.mass(k));
    const int forward = index_of(run.plan.snapshots, road.stops[k]);
    run.file.write("/paraview/reverse_density", forward, reverse_density);
    run.file.write("/paraview/difference", forward, difference(reverse_density, density));
    run.file.mark_written(Timeline::reverse, snapshot + 1);
  }
}

struct Roads {
  std::vector<LawComparison> laws;
  std::vector<Comparison> ensembles;
  std::vector<JointComparison> joint;
  std::optional<ErrorBudget> budget;  // of the reverse ensemble
};

// The roads asked for, compared at every stop, and how large an error of the reversal would be.
Verdict walk_roads(const Run& run, const Evolved& evolved, Roads& roads) {
  std::vector<ReferenceError> references;
  if (evolved.chain) roads.laws.push_back(compare_chain(run, *evolved.chain));
  if (run.settings.validation.fokker_planck)
    roads.laws.push_back(compare_fokker_planck(run, evolved));
  if (run.settings.validation.forward) {
    const EnsembleRoad road = forward_road(run, evolved);
    const auto tallies = run_ensemble(run, evolved.density, road).stops;
    write_forward_counts(run, tallies);
    roads.ensembles.push_back(compare_road(run, road, tallies, mesh_errors(run, evolved, road)));
  }
  if (run.settings.validation.ensemble) {
    const EnsembleRoad road = reverse_road(run, evolved);
    references = reference_errors(run, evolved.density, road);
    const EnsembleCounts counts = run_ensemble(run, evolved.density, road);
    write_reverse_counts(run, road, counts.stops);
    auto errors = mesh_errors(run, evolved, road);
    add_start_errors(errors, evolved, references);
    roads.ensembles.push_back(compare_road(run, road, counts.stops, errors));
    roads.joint = compare_joint(run, evolved, road, counts.joint);
    roads.budget =
        budget_of(run, evolved, road, roads.ensembles.back(), counts.stops.back(), errors.back());
  }
  return reach_verdict(run, roads.ensembles, references, roads.laws, roads.joint);
}

void write_results(const Run& run, const Evolved& evolved, const Verdict& verdict,
                   const Roads& roads, const ScoreErrors& scores) {
  std::vector<RoadComparison> records;
  const int dimension = run.problem.dimension();
  for (const LawComparison& law : roads.laws) records.push_back(record(law, dimension));
  for (const Comparison& c : roads.ensembles) records.push_back(record(c, dimension));
  if (!roads.joint.empty()) records.push_back(record(run, roads.joint));
  if (!scores.times.empty()) records.push_back(record(scores));
  for (const RoadComparison& r : records) run.file.write_comparison(r);
  VerdictRecord verdict_record = record(verdict);
  if (roads.budget) verdict_record.error_budget = json(*roads.budget);
  if (evolved.start) verdict_record.start_divergence = evolved.start->divergence;
  run.file.write_verdict(verdict_record);
  run.progress.end();
  for (const auto& [stage, seconds] : run.progress.seconds())
    run.file.write_performance(stage, seconds);
  run.file.close("complete");
  write_xdmf(run.comm, run.directory.xdmf_file(), "run.h5", run.problem.mesh, run.plan.snapshots,
             static_cast<int>(run.plan.snapshots.size()), run.contents);
  write_verdict_json(run.comm, run.directory.verdict_file(), run.settings.title, verdict_record,
                     records);
}

// How it was computed, and what became of the law that it set out from.
std::string preface_text(const Run& run, const Evolved& evolved, double survivors) {
  std::string text = fmt::format("time integrator: {}\nparticle scheme: {}\n", describe(run.method),
                                 scheme_text(run.settings, run.plan.reverse));
  const double end = run.settings.time.end;
  if (run.problem.initial.cut_off > 0)
    text += fmt::format("initial mass outside the mesh, cut off: {:.1e}\n",
                        run.problem.initial.cut_off);
  if (run.problem.mesh.absorbing())
    text += fmt::format("mass that survives to t = {:.6g}: {:.6g}\n", end, survivors);
  if (!evolved.start) return text;
  text += fmt::format("KL(density at t = {:.6g} || reverse.start): {:.3g}\n", end,
                      evolved.start->divergence);
  if (evolved.start->cut_off > 0)
    text += fmt::format("mass of reverse.start where that density underflows, cut off: {:.1e}\n",
                        evolved.start->cut_off);
  return text;
}

void print_results(const Run& run, const std::string& preface, const Verdict& verdict,
                   const Roads& roads, const ScoreErrors& scores) {
  fmt::print("{}{}{}{}{}", preface, summary_table(run, roads.laws, roads.ensembles, roads.joint),
             score_table(scores),
             roads.budget ? budget_table(*roads.budget, run.plan.reverse_stops.back()) : "",
             verdict_text(verdict));
  fmt::print("open in ParaView: {}\nverdict and comparison: {}\neverything: {}\n",
             run.directory.xdmf_file().string(), run.directory.verdict_file().string(),
             run.directory.run_file().string());
  std::fflush(stdout);
}

int exit_code_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::verified:
      return verified;
    case Outcome::falsified:
      return falsified;
    case Outcome::undecided:
      return undecided;
  }
  return undecided;
}

// Everything after the input was found good: what goes wrong now is the numerics' fault.
int compute(const Run& run) try {
  const Evolved evolved = evolve_density(run);
  Roads roads;
  const Verdict verdict = walk_roads(run, evolved, roads);
  const ScoreErrors scores = score_errors(run, evolved.density);
  write_results(run, evolved, verdict, roads, scores);
  const double survivors = total(evolved.density.mass(evolved.density.slices() - 1));
  const std::string preface = preface_text(run, evolved, survivors);
  if (is_root(run.comm)) print_results(run, preface, verdict, roads, scores);
  return exit_code_of(verdict.outcome);
} catch (const std::invalid_argument& e) {
  const Failure failure(numerics_error, e.what());
  abort_unless_all_failed(run.comm, failure);
  throw failure;
} catch (const std::exception& e) {
  abort_unless_all_failed(run.comm, e);
  throw;
}

}  // namespace

int run_case(MPI_Comm comm, const CommandLine& command, const std::string& command_text) {
  Case c = read_case(command.case_file, command.overrides);
  const Problem problem(c);
  Plan plan = make_plan(c, problem);
  check_formulas(comm, c, problem, plan);
  plan.stencils = find_stencils(comm, c, problem, plan);
  std::optional<GivenScore> given_score;
  if (!std::holds_alternative<SolverScore>(c.reverse.score))
    given_score.emplace(comm, c, problem, plan);
  c.time.stop = plan.reverse_stops.back();  // what the run found, where the case left it open
  const MethodChoice method = method_of(comm, c, problem, plan);
  if (command.dry_run) {
    const std::string work = estimate_text(comm, c, problem, plan, method);
    if (is_root(comm)) fmt::print("{}{}", resolved_toml(c), work);
    return verified;
  }
  const RunDirectory directory(comm, output_directory(command, c));
  directory.remove_verdict();
  const RunContents contents = contents_of(c);
  RunFile file(comm, directory.run_file(), problem.mesh, header_of(c, command_text),
               {plan.snapshots, plan.reverse_stops}, contents);
  Progress progress(is_root(comm) && !command.quiet);
  const Run run{comm, c, problem, plan, method, directory, contents, file, progress, given_score};

  return compute(run);
}

int show_message(MPI_Comm comm, const CommandLine& command) {
  if (is_root(comm)) fmt::print("{}", command.message);
  return 0;
}

int show_info(MPI_Comm comm, const CommandLine& command) {
  agree(comm, [&] {
    if (is_root(comm)) fmt::print("{}", describe_run(command.info_file));
  });
  return 0;
}

}  // namespace loschmidt
