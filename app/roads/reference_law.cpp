#include "app/roads/reference_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

#include "meshes/staggered.hpp"
#include "sde/initial_law.hpp"
#include "solver/score.hpp"

namespace loschmidt::roads {

namespace {

constexpr double most_cut_off = 1e-4;  // share of reverse.start; the limit of an initial law too

std::vector<double> ascending(std::vector<double> times) {
  std::ranges::sort(times);
  return times;
}

// Snapshots and joint times, descending.
std::vector<double> looked_at(const setup::Plan& plan) {
  std::vector<double> times = plan.snapshots;
  times.insert(times.end(), plan.joint_times.begin(), plan.joint_times.end());
  std::ranges::sort(times, std::greater{});
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

// Expectations on all meshes, extrapolated to averages over the cells of the first mesh.
std::vector<double> combined_values(const DensitySolver& solver, const OnMeshes& values) {
  OnMeshes weighted;
  for (std::size_t k = 0; k < values.size(); ++k)
    weighted.push_back(meshes::mass_from_density(*solver.meshes()[k], values[k]));
  return meshes::density_from_mass(*solver.meshes()[0], solver.combined(weighted));
}

}  // namespace

bool ReferenceLaw::needed(const setup::Problem& problem) {
  return problem.mesh.absorbing() || !problem.start.empty();
}

ReferenceLaw::ReferenceLaw(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
                           const MeshHistories& histories)
    : setup_(setup),
      job_(job),
      solver_(solver),
      histories_(histories),
      unextrapolated_(
          job.storage.history(setup.problem.mesh, ascending(setup.plan.law_times), false)) {}

solver::DensityHistory ReferenceLaw::solve_backward(const SurvivalSink& survival) {
  job_.progress.begin("reference law");
  solver::DensityHistory law =
      job_.storage.history(setup_.problem.mesh, ascending(setup_.plan.law_times), false);
  if (setup_.problem.mesh.absorbing()) carry_survival(law, survival);
  if (!setup_.problem.start.empty()) carry_start(law);
  return law;
}

// Carries h back through `times`, which descend from the end, and calls visit(t, h) at each.
template <class Visitor>
void ReferenceLaw::solve_over(OnMeshes& h, const std::vector<double>& times, Visitor&& visit) {
  visit(times[0], h);
  for (std::size_t k = 1; k < times.size(); ++k) {
    solver_.solve_backward(h, times[k], times[k - 1]);
    visit(times[k], h);
    job_.progress.update(times.front() - times[k], times.front() - times.back());
  }
}

void ReferenceLaw::carry_survival(solver::DensityHistory& law, const SurvivalSink& sink) {
  OnMeshes u;
  std::vector<double> survivors;
  for (const auto& mass : solver_.masses()) {
    u.emplace_back(mass.size(), 1.0);
    survivors.push_back(meshes::total(mass));
  }
  solve_over(u, looked_at(setup_.plan), [&](double t, const OnMeshes& now) {
    if (std::ranges::binary_search(setup_.plan.snapshots, t)) {
      auto survival = combined_values(solver_, now);
      for (double& v : survival) v = std::min(v, 1.0);  // extrapolation may overshoot
      sink(setup::index_of(setup_.plan.snapshots, t), survival);
    }
    if (!setup_.problem.start.empty() || t < setup_.plan.reverse_stops.back()) return;
    OnMeshes h = now;
    for (std::size_t k = 0; k < h.size(); ++k)
      for (double& v : h[k]) v /= survivors[k];
    put(law, t, h);
  });
}

void ReferenceLaw::carry_start(solver::DensityHistory& law) {
  OnMeshes h = start_over_density();
  solve_over(h, setup_.plan.law_times, [&](double t, const OnMeshes& now) { put(law, t, now); });
}

// h = q_T/p_T at the end. The start is cut off where the density underflows, since nothing can be
// reversed there.
OnMeshes ReferenceLaw::start_over_density() {
  OnMeshes h = setup_.problem.start;
  const OnMeshes density = solver_.masses();
  for (std::size_t k = 0; k < h.size(); ++k) {
    double lost = 0;
    for (std::size_t n = 0; n < h[k].size(); ++n) {
      if (density[k][n] >= solver::unresolved_mass) continue;
      lost += h[k][n];
      h[k][n] = 0;
    }
    if (lost > most_cut_off)
      throw std::runtime_error(fmt::format(
          "{:.1e} of reverse.start lies where the density at time.end is 0 to double precision "
          "(the "
          "forward process never gets there, so there is no way back from it): start from a law "
          "nearer to the density, or narrow the mesh",
          lost));
    for (std::size_t n = 0; n < h[k].size(); ++n)
      if (h[k][n] > 0) h[k][n] /= density[k][n] * (1 - lost);
    cut_off_ = std::max(cut_off_, lost);
  }
  return h;
}

void ReferenceLaw::put(solver::DensityHistory& law, double t, const OnMeshes& h) {
  if (!setup_.plan.joint_times.empty() && t == setup_.plan.joint_times[1]) at_later_joint_time_ = h;
  // Transposed steps conserve the mass to roundoff, other steps within their tolerance.
  const bool exact = solver::traits_of(setup_.method.method).transposes;
  const double allowed = exact ? 1e-9 : 1e-2;
  OnMeshes q = h;
  for (std::size_t k = 0; k < q.size(); ++k) {
    const auto mass = mass_at(histories_[k], t);
    for (std::size_t n = 0; n < mass.size(); ++n) q[k][n] *= mass[n];
    const double sum = meshes::total(q[k]);
    if (!(std::abs(sum - 1) < allowed))
      throw std::runtime_error(fmt::format(
          "the law of the reversed chain has the mass {} at t = {} (it must stay 1): the "
          "solver failed; lower solver.tolerance, or start from a law nearer to the "
          "density",
          sum, t));
  }
  unextrapolated_.put(unextrapolated_.slice_at(t), q[0]);
  auto combined = solver_.combined(q);
  sde::normalise(combined);
  law.put(law.slice_at(t), combined);
}

namespace {

// cosh ζ − 1 per cell, summed over all axes.
std::vector<double> mesh_error(const meshes::Mesh& mesh, const meshes::FaceField& regular_score) {
  constexpr double largest_exponent = 50;
  const int d = mesh.dimension();
  const meshes::Field score = meshes::faces_to_cells(mesh, regular_score);
  std::vector<double> errors;
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& cell) {
    double sum = 0;
    for (int a = 0; a < d; ++a) {
      const double change =
          std::abs(score.values[d * errors.size() + a]) * mesh.axis(a).width(cell[a]);
      sum += std::cosh(std::min(change, largest_exponent)) - 1;
    }
    errors.push_back(sum);
  });
  return errors;
}

double mean(const std::vector<double>& values, const std::vector<double>& mass) {
  double sum = 0;
  for (std::size_t n = 0; n < values.size(); ++n) sum += values[n] * mass[n];
  return sum / meshes::total(mass);
}

}  // namespace

StartMismatch ReferenceLaw::mismatch(const solver::DensityHistory& density,
                                     const solver::DensityHistory& law) const {
  StartMismatch result;
  result.cut_off = cut_off_;
  for (const double t : setup_.plan.reverse_stops) {
    const int slice = density.slice_at(t);
    const auto errors = mesh_error(setup_.problem.mesh, density.regular_score(slice));
    const double excess =
        mean(errors, law.mass(law.slice_at(t))) - mean(errors, density.mass(slice));
    result.score_error = std::max(result.score_error, excess);
  }

  const auto& start = setup_.problem.start[0];
  const auto mass = density.mass(density.slices() - 1);
  const double survivors = meshes::total(mass);
  for (std::size_t n = 0; n < mass.size(); ++n)
    if (mass[n] > 0)
      result.divergence += mass[n] / survivors * std::log(mass[n] / survivors / start[n]);
  return result;
}

}  // namespace loschmidt::roads
