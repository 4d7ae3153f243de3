#include "app/roads/fokker_planck_road.hpp"

#include <algorithm>
#include <cmath>

#include "sde/initial_law.hpp"
#include "solver/extrapolation.hpp"
#include "solver/petsc.hpp"
#include "solver/score.hpp"
#include "solver/tr_bdf2.hpp"

namespace loschmidt::roads {

namespace {

// The reverse equation on one mesh, with the forward masses of that mesh.
struct Level {
  const meshes::Mesh* mesh;
  solver::Stencil stencil;
  std::function<std::vector<double>(double)> mass;
  std::vector<double> start;

  meshes::FaceField score(double t) const { return solver::regular_score(*mesh, mass(t)); }
};

double l1(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t n = 0; n < a.size(); ++n) sum += std::abs(a[n] - b[n]);
  return sum;
}

std::vector<double> normalised(std::vector<double> mass) {
  sde::normalise(mass);
  return mass;
}

// Every second time. Stops are kept, since an even number of steps lies between two of them.
std::vector<double> every_second(const std::vector<double>& times) {
  std::vector<double> result;
  for (std::size_t k = 0; k < times.size(); k += 2) result.push_back(times[k]);
  return result;
}

// The masses extrapolated in the time step. Steps are of second order, so a third of the change of
// log mass from half of the steps to all is added.
std::vector<double> without_time_error(std::vector<double> all, const std::vector<double>& half) {
  for (std::size_t n = 0; n < all.size(); ++n)
    if (all[n] >= solver::unresolved_mass && half[n] >= solver::unresolved_mass)
      all[n] *= std::cbrt(all[n] / half[n]);
  return normalised(std::move(all));
}

// The result of one level, and how much the time steps change it.
struct Reached {
  StopMasses mass;
  std::vector<double> time_change;  // per stop, L1 between all steps and half of them
};

// Solves the reverse equation on one level after the other, and reports the progress over all.
class LevelRoads {
 public:
  LevelRoads(const setup::Setup& setup, job::Job& job, const sde::Reversal& reversal,
             std::size_t levels)
      : setup_(setup), job_(job), reversal_(reversal) {
    total_ = 1.5 * static_cast<double>(levels * setup.plan.reverse_steps.size());
  }

  Reached reach(const Level& level) {
    ReverseEquation equation(setup_, job_, *level.mesh, level.stencil,
                             [&](double t) { return level.score(t); });
    const auto along = [&](const std::vector<double>& times) {
      return equation.solve(level.start, reversal_, times, setup_.settings.solver.tolerance,
                            [this] { job_.progress.update(++solved_, total_); });
    };
    Reached reached{along(setup_.plan.reverse_steps), {}};
    const StopMasses fewer = along(every_second(setup_.plan.reverse_steps));
    for (std::size_t k = 0; k < fewer.size(); ++k) {
      reached.time_change.push_back(l1(reached.mass[k], fewer[k]));
      if (k > 0) reached.mass[k] = without_time_error(std::move(reached.mass[k]), fewer[k]);
    }
    return reached;
  }

 private:
  const setup::Setup& setup_;
  job::Job& job_;
  sde::Reversal reversal_;
  double solved_ = 0;
  double total_ = 1;
};

// The relative error of one time step within solver.tolerance: that of the density, whose score the
// road uses, and that of the road itself where its steps are implicit too.
double error_of_step(const setup::Setup& setup) {
  if (!solver::has_time_error(setup.method.method, setup.problem.factor)) return 0;
  const solver::MethodTraits& method = solver::traits_of(setup.method.method);
  const int equations = method.implicit ? 2 : 1;  // that of the density, and the road's own
  return equations * method.step_error * setup.settings.solver.tolerance;
}

// The error per stop that refinement does not show: roundoff and the errors of all time steps from
// the stop to the end. They add up, because the reverse process is a contraction in L1 and
// amplifies neither errors nor differences.
std::vector<double> floors(const setup::Setup& setup, const Evolved& evolved) {
  constexpr double roundoff = 1e-11;
  const auto& times = setup.plan.solver_times;
  const double of_step = error_of_step(setup);
  std::vector<double> result;
  for (const double stop : setup.plan.reverse_stops) {
    double steps = 0;
    for (std::size_t k = times.size(); k-- > 0 && times[k] > stop;)
      steps += static_cast<double>(evolved.forward.diagnostics.steps[k]);
    result.push_back(roundoff + of_step * steps);
  }
  return result;
}

// The bound of the error per stop, from the changes between the two coarsest levels and between two
// numbers of steps: docs/theory.md (16d).
std::vector<double> limits(const setup::Setup& setup, const Evolved& evolved,
                           const sde::Reversal& reversal, const meshes::Mesh& coarse,
                           const meshes::Mesh& fine, const Reached& on_coarse,
                           const Reached& on_fine) {
  // A scheme of order p changes by 2^p − 1 times the finer result's error. Three times that error
  // is allowed for, since orders are reached on fine meshes only.
  const bool first_order = setup.problem.scheme_order() == 1 || reversal.noise < 1;
  const double margin = first_order ? 3 : 1;
  std::vector<double> result = floors(setup, evolved);
  double largest = 0;  // so far: a change that was found at an earlier stop may persist
  for (std::size_t k = 0; k < on_coarse.mass.size(); ++k) {
    const auto restricted = solver::restrict_mass(coarse, fine, setup::halving, on_fine.mass[k]);
    const double change = margin * l1(on_coarse.mass[k], restricted) + on_coarse.time_change[k];
    largest = std::max(largest, change);
    result[k] += largest;
  }
  return result;
}

// The case's mesh and one of half the cells, with the densities of the first.
std::vector<Level> plain_levels(const setup::Setup& setup, const Evolved& evolved) {
  const meshes::Mesh& mesh = setup.problem.mesh;
  const meshes::Mesh& half = setup.problem.half;
  const setup::Problem& problem = setup.problem;
  const auto mass = [&evolved](double t) { return mass_at(evolved.forward.density, t); };
  auto start = mass_at(evolved.reverse_law(), setup.plan.reverse_stops.front());
  return {{&half, setup.stencils.half,
           [&problem, mass](double t) { return problem.on_half_mesh(mass(t)); },
           problem.on_half_mesh(start)},
          {&mesh, setup.stencils.mesh, mass, std::move(start)}};
}

// Each mesh of the extrapolation with its own densities.
std::vector<Level> extrapolated_levels(const setup::Setup& setup, const Evolved& evolved) {
  std::vector<Level> levels;
  for (std::size_t k = 0; k < evolved.forward.histories.size(); ++k) {
    const solver::DensityHistory& history = evolved.forward.histories[k];
    const auto mass = [&history](double t) { return mass_at(history, t); };
    auto start = setup.problem.start.empty() ? mass(setup.plan.reverse_stops.front())
                                             : setup.problem.start[k];
    levels.push_back({&history.mesh(),
                      k == 0 ? setup.stencils.mesh : setup.stencils.refinements[k - 1], mass,
                      normalised(std::move(start))});
  }
  return levels;
}

}  // namespace

FokkerPlanckRoad fokker_planck_road(const setup::Setup& setup, job::Job& job,
                                    const Evolved& evolved, const sde::Reversal& reversal) {
  const solver::petsc::Stage stage("fokker-planck road");
  job.progress.begin("fokker-planck road");
  const bool extrapolated = !setup.problem.refinements.empty();
  const auto levels =
      extrapolated ? extrapolated_levels(setup, evolved) : plain_levels(setup, evolved);
  LevelRoads roads(setup, job, reversal, levels.size());
  std::vector<Reached> reached;
  reached.reserve(levels.size());
  for (const Level& level : levels) reached.push_back(roads.reach(level));
  FokkerPlanckRoad road;
  road.limit =
      limits(setup, evolved, reversal, *levels[0].mesh, *levels[1].mesh, reached[0], reached[1]);
  for (std::size_t k = 0; k < road.limit.size(); ++k) {
    std::vector<solver::MeshSolution> solutions;
    for (std::size_t level = 0; level < levels.size(); ++level)
      solutions.push_back({levels[level].mesh, reached[level].mass[k]});
    road.mass.push_back(
        extrapolated ? normalised(solver::extrapolate_mass(solutions, setup.problem.scheme_order()))
                     : reached.back().mass[k]);
  }
  return road;
}

LawRoad law_of(const setup::Setup& setup, const Evolved& evolved, const FokkerPlanckRoad& road) {
  return {
      validation::Road::fokker_planck, [&](std::size_t k) { return road.mass[k]; },
      [&](std::size_t k) { return mass_at(evolved.reverse_law(), setup.plan.reverse_stops[k]); },
      road.limit};
}

}  // namespace loschmidt::roads
