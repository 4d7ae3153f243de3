#include "app/roads/density_solver.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "meshes/ends.hpp"
#include "solver/evolution.hpp"
#include "solver/extrapolation.hpp"
#include "solver/score.hpp"

namespace loschmidt::roads {

namespace {

// The result of one interval of time on one mesh, as the journal keeps it.
struct Advanced {
  std::vector<double> masses;
  std::vector<double> lost;  // through each absorbing end
  solver::History history;
  Work work;
};

output::Record record_of(const Advanced& a) {
  output::Record record{
      {},
      a.masses,
      {a.work.iterations, a.work.steps, static_cast<std::uint64_t>(a.history.state.negative)}};
  std::vector<double>& reals = record.reals;
  reals.insert(reals.end(), a.lost.begin(), a.lost.end());
  reals.push_back(a.history.state.step);
  reals.insert(reals.end(), a.history.steps.begin(), a.history.steps.end());
  return record;
}

Advanced advanced(const output::Record& record, std::size_t cells, std::size_t ends) {
  const auto lost = record.reals.begin() + static_cast<std::ptrdiff_t>(cells);
  const auto behind = lost + static_cast<std::ptrdiff_t>(ends);
  return {{record.reals.begin(), lost},
          {lost, behind},
          {{behind + 1, record.reals.end()}, {*behind, static_cast<int>(record.counts.at(2))}},
          {record.counts.at(0), record.counts.at(1)}};
}

}  // namespace

// The density on one mesh, stepped from time to time.
class DensitySolver::MeshEvolution {
 public:
  MeshEvolution(const setup::Setup& setup, job::Job& job, const input::SolverSection& stepping,
                const meshes::Mesh& mesh, const solver::Stencil& stencil,
                std::span<const double> initial)
      : journal_(job.journal),
        decomposition_(job.comm, mesh, stencil, &job.pauses),
        evolution_(decomposition_, setup.problem.sde, setup.problem.factor,
                   {stepping.steps, setup.settings.time.end - setup.settings.time.start,
                    stepping.tolerance, setup.method.method}),
        masses_(decomposition_, initial),
        whole_(initial.begin(), initial.end()),
        lost_(meshes::absorbing_ends(mesh).size(), 0.0) {}

  /// Advances the density, or recalls it from the journal; adds the work that it took to `work`.
  void advance(double from, double to, Work& work) {
    bool computed = false;
    const output::Record record =
        journal_.compute_or_recall(fmt::format("density from {} to {}", from, to), [&] {
          computed = true;
          const std::size_t before = evolution_.steps().size();
          evolution_.advance(masses_, from, to);
          return record_of(
              {masses_.gather(), evolution_.lost(), evolution_.history(), work_since(before)});
        });
    Advanced known = advanced(record, whole_.size(), lost_.size());
    work.iterations += known.work.iterations;
    work.steps += known.work.steps;
    whole_ = std::move(known.masses);
    for (std::size_t e = 0; e < lost_.size(); ++e) lost_[e] += known.lost[e];
    if (computed) return;
    masses_.copy_from(solver::Masses(decomposition_, whole_));
    evolution_.replay(from, to, known.history);
  }
  const std::vector<double>& whole() const { return whole_; }
  const std::vector<double>& lost() const { return lost_; }
  std::vector<double> exit_rates(double t) { return evolution_.exit_rates(masses_, t); }

  void solve_backward(std::vector<double>& expectations, double from, double to) {
    const output::Record record =
        journal_.compute_or_recall(fmt::format("expectations from {} to {}", to, from), [&] {
          solver::Masses values(decomposition_, expectations);
          evolution_.solve_backward(values, from, to);
          return record_of({values.gather(), {}, {{}, evolution_.backward_state()}, {}});
        });
    Advanced known = advanced(record, expectations.size(), 0);
    expectations = std::move(known.masses);
    evolution_.set_backward_state(known.history.state);
  }

 private:
  Work work_since(std::size_t step) const {
    Work work;
    for (const solver::TimeStep& s : std::span(evolution_.steps()).subspan(step)) {
      work.iterations += static_cast<std::uint64_t>(s.iterations);
      work.steps += s.accepted ? 1 : 0;
    }
    return work;
  }

  job::Journal& journal_;
  solver::Decomposition decomposition_;
  solver::Evolution evolution_;
  solver::Masses masses_;
  std::vector<double> whole_;  // masses of all cells, on every rank
  std::vector<double> lost_;   // through each absorbing end since the start
};

DensitySolver::DensitySolver(const setup::Setup& setup, job::Job& job)
    : setup_(setup), job_(job), stepping_(setup.settings.solver) {
  add(setup.problem.mesh, setup.stencils.mesh, setup.problem.initial.mass);
  for (std::size_t k = 0; k < setup.problem.refinements.size(); ++k)
    add(setup.problem.refinements[k], setup.stencils.refinements[k],
        setup.problem.initial.refined[k]);
}

DensitySolver::DensitySolver(const setup::Setup& setup, job::Job& job,
                             const input::SolverSection& stepping, const meshes::Mesh& mesh,
                             const solver::Stencil& stencil, const std::vector<double>& initial)
    : setup_(setup), job_(job), stepping_(stepping) {
  add(mesh, stencil, initial);
}

DensitySolver::~DensitySolver() = default;

void DensitySolver::add(const meshes::Mesh& mesh, const solver::Stencil& stencil,
                        const std::vector<double>& initial) {
  meshes_.push_back(&mesh);
  evolutions_.push_back(
      std::make_unique<MeshEvolution>(setup_, job_, stepping_, mesh, stencil, initial));
  surviving_.push_back(1);
}

Work DensitySolver::advance(double from, double to) {
  Work work;
  for (const auto& mesh : evolutions_) mesh->advance(from, to, work);
  return work;
}

OnMeshes DensitySolver::masses() const {
  OnMeshes masses;
  for (const auto& mesh : evolutions_) masses.push_back(mesh->whole());
  return masses;
}

namespace {

std::vector<solver::MeshSolution> solutions(const std::vector<const meshes::Mesh*>& meshes,
                                            const OnMeshes& masses) {
  std::vector<solver::MeshSolution> result;
  for (std::size_t k = 0; k < meshes.size(); ++k) result.push_back({meshes[k], masses[k]});
  return result;
}

// Throws if too much of the mass lies in cells near underflow, where masses lose digits and the
// score is not defined.
void require_survivors(const std::vector<double>& masses, double t) {
  constexpr double most_unresolved = 1e-4;
  const double mass = meshes::total(masses);
  double unresolved = 0;
  for (const double m : masses)
    if (m < solver::unresolved_mass) unresolved += m;
  if (mass > 0 && unresolved <= most_unresolved * mass) return;
  throw std::runtime_error(
      fmt::format("all mass is absorbed by t = {:.6g}: {:.1e} is left (cells with less than {:.0e} "
                  "have no score, so nothing can be reversed): set time.end earlier",
                  t, mass, solver::unresolved_mass));
}

}  // namespace

State DensitySolver::state(double t, const OnMeshes& now) {
  for (std::size_t k = 0; k < now.size(); ++k) check_mass(k, now[k], t);
  if (now.size() == 1) return {now[0], std::nullopt, surviving_[0]};
  auto result = solver::extrapolate(solutions(meshes_, now), setup_.problem.scheme_order());
  return {std::move(result.mass), std::move(result.regular_score), surviving_[0]};
}

FirstPassage DensitySolver::first_passage(double t) const {
  std::vector<std::vector<double>> rates;
  std::vector<std::vector<double>> lost;
  for (const auto& mesh : evolutions_) {
    rates.push_back(mesh->exit_rates(t));
    lost.push_back(mesh->lost());
  }
  if (evolutions_.size() == 1) return {rates[0], lost[0]};
  const int order = setup_.problem.scheme_order();
  const OnMeshes now = masses();
  return {solver::extrapolate_numbers(rates, order),
          solver::extrapolate_lost(solutions(meshes_, now), lost, order)};
}

void DensitySolver::check_mass(std::size_t mesh, const std::vector<double>& masses, double t) {
  constexpr double roundoff = 1e-9;
  const double mass = meshes::total(masses);
  const double before = surviving_[mesh];
  surviving_[mesh] = mass;
  if (meshes_[mesh]->absorbing()) {
    if (!(mass <= before * (1 + roundoff)))
      throw std::runtime_error(
          fmt::format("the mass is {} at t = {}, after {} (absorption can only take from it): the "
                      "solver failed; look at the coefficients there",
                      mass, t, before));
    require_survivors(masses, t);
  } else if (!(std::abs(mass - 1) < roundoff)) {
    throw std::runtime_error(
        fmt::format("the mass is {} at t = {} (it must stay 1): the solver failed; look at the "
                    "coefficients there",
                    mass, t));
  }
}

void DensitySolver::solve_backward(OnMeshes& expectations, double from, double to) {
  for (std::size_t k = 0; k < expectations.size(); ++k)
    evolutions_[k]->solve_backward(expectations[k], from, to);
}

std::vector<double> DensitySolver::combined(const OnMeshes& masses) const {
  if (masses.size() == 1) return masses[0];
  return solver::extrapolate_mass(solutions(meshes_, masses), setup_.problem.scheme_order());
}

}  // namespace loschmidt::roads
