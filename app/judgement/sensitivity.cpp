#include "app/judgement/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "app/case/options.hpp"
#include "app/judgement/mesh_error.hpp"
#include "app/judgement/verdict_stage.hpp"
#include "app/setup/controls.hpp"
#include "app/setup/schemes.hpp"
#include "sde/control_table.hpp"
#include "validation/power.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

constexpr double pilot_particles = 1 << 17;
constexpr double fewest = 1000;
constexpr double reserve = 1.05;  // factor for the noise of the pilot's estimates

// The measurements of a pilot run, which depend only weakly on the number of particles.
struct Pilot {
  double score;      // R of the score, on the bins of the pilot
  double reference;  // R
  MeshError mesh;    // the mesh's part of A
  double bias;       // size of the stepper's error
  double by_chance;  // noncentrality due to the noise of that estimate, with `particles`
  double particles;
  std::vector<Direction> directions;  // which do not depend on the bins
};

// The allowance A with another number of particles. The variance of the twin's estimate,
// 2M² + 4M|d|, has a constant part and a part that grows with them.
double allowed(const Pilot& pilot, double particles) {
  const double chance = pilot.by_chance * std::sqrt(std::max(1.0, particles / pilot.particles));
  return pilot.mesh.size + std::sqrt(pilot.bias * pilot.bias + chance / particles);
}

Pilot run_pilot(const setup::Setup& setup, job::Job& job, const roads::Evolved& evolved,
                double bins_for) {
  roads::EnsembleRoad road =
      roads::reverse_road(setup, evolved, static_cast<std::uint64_t>(bins_for));
  References references = reference_errors(setup, job, evolved.forward.density, road);
  auto meshes = mesh_errors(setup, job, evolved, road);
  add_start_errors(meshes, evolved, references.errors);
  const double particles = std::min(pilot_particles, bins_for);
  road.particles = static_cast<std::uint64_t>(particles);
  const auto counts = roads::run_ensemble(setup, job, evolved.forward.density, road);
  const Comparison c = compare_road(setup, job, road, counts.stops, meshes);
  const ReferenceError& at_stop = references.errors.back();
  return {at_stop.score,
          validation::reference(at_stop.score, at_stop.divergence),
          meshes.back(),
          c.stepper_errors.back().size,
          c.allowances.back().by_chance,
          particles,
          std::move(references.directions)};
}

int number_of_tests(const setup::Setup& setup) {
  const int axes = setup.problem.dimension();
  const auto forward =
      setup.settings.validation.asks(validation::Road::forward) ? setup.plan.snapshots.size() : 0;
  const int joint = setup.plan.joint_times.empty() ? 0 : axes * axes;
  const setup::Problem& problem = setup.problem;
  const int predicted =
      setup::has_predicted_law(problem.mesh, problem.sde, setup.plan.reverse) ? 2 : 1;
  const int directed = setup::has_controls(problem, setup.plan) ? sde::most_test_functions : 0;
  const auto stops = setup.plan.reverse_stops.size();
  return static_cast<int>(forward + predicted * stops) + joint + directed;
}

// Whether one of these tests, with so many particles, would falsify for this share of a 10 % error
// of the score.
bool detects(const setup::Setup& setup, const std::vector<DirectedComparison>& directed,
             double share, double level, double particles) {
  const double significance = setup.settings.validation.significance;
  const double largest_error = validation::largest_error_share * largest_reference(directed);
  const double moved = std::min<double>(particles, setup::most_controlled_particles);
  return std::ranges::any_of(directed, [&](const DirectedComparison& c) {
    const double allowed = c.allowed - allowed_for_lost_paths(significance, c.particles) +
                           allowed_for_lost_paths(significance, moved);
    return is_reliable(c) && allowed <= largest_error &&
           validation::detection_power({1, level, allowed}, moved * c.variance_factor,
                                       share * c.expected.size().score) >=
               validation::required_power;
  });
}

// The smallest number of particles that detects the error, or nothing. Where directed tests detect
// it, the counts must only detect the verdict's own reference error.
std::optional<double> required_particles(const setup::Setup& setup, job::Job& job,
                                         const roads::Evolved& evolved, const Pilot& pilot,
                                         const std::vector<DirectedComparison>& directed) {
  const input::ValidationSection& asked = setup.settings.validation;
  const double share = asked.sensitivity / validation::reference_score_error;
  const double level = asked.significance / number_of_tests(setup);
  const auto mass = roads::mass_at(evolved.reverse_law(), setup.plan.reverse_stops.back());
  const meshes::Mesh& mesh = setup.problem.mesh;
  const double absorbed = meshes::absorbed_mass(mesh, mass);
  const double most = input::find_option("reverse.particles")->range.max;
  for (double n = fewest; n <= most; n *= 1.1) {
    job.journal.pause();
    const double wanted = detects(setup, directed, share, level, n)
                              ? pilot.reference
                              : std::min(share * pilot.score, pilot.reference);
    if (wanted <= allowed(pilot, n)) continue;
    const auto bins = validation::merge_cells(mass, mesh.extents(), mesh.dimension(),
                                              static_cast<std::uint64_t>(n), absorbed);
    const validation::Sensitivity test{static_cast<double>(bins.size()) - 1, level,
                                       allowed(pilot, n)};
    if (validation::detection_power(test, n, wanted) >= validation::required_power) return n;
  }
  return std::nullopt;
}

}  // namespace

ChosenParticles chosen_particles(const setup::Setup& setup, job::Job& job,
                                 const roads::Evolved& evolved) {
  const std::uint64_t given = setup.settings.reverse.particles;
  const double sensitivity = setup.settings.validation.sensitivity;
  if (sensitivity == 0) return {given, ""};
  double particles = pilot_particles;
  // What directed tests leave of the variance does not depend on the number of particles.
  std::optional<std::vector<DirectedComparison>> directed;
  // R depends on the bins, and these on the number of particles: repeat until both agree.
  for (int round = 0; round < 3; ++round) {
    const Pilot pilot = run_pilot(setup, job, evolved, particles);
    if (!directed)
      directed =
          compare_directed(setup, job, evolved.forward.density,
                           roads::reverse_road(setup, evolved, setup::most_controlled_particles),
                           pilot.directions, pilot.mesh);
    const auto needed = required_particles(setup, job, evolved, pilot, *directed);
    if (!needed)
      return {given, fmt::format("particles: {}, reverse.particles; validation.sensitivity = {} is "
                                 "out of reach of mesh and steps",
                                 given, sensitivity)};
    const bool settled = std::abs(*needed / particles - 1) < 0.2;
    particles = *needed;
    if (settled) break;
  }
  const auto chosen = static_cast<std::uint64_t>(std::ceil(reserve * particles));
  return {chosen,
          fmt::format("particles: {}, for validation.sensitivity = {}", chosen, sensitivity)};
}

}  // namespace loschmidt::judgement
