#include "validation/advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace loschmidt::validation {

namespace {

template <class Test>
std::string place(const Test& test) {
  return fmt::format("{} at t = {:.4g}", name_of(test.road), test.time);
}

/// A number of particles as case files have it: 2e5, not 2e+05.
std::string count(double particles, int digits) {
  std::string text = fmt::format("{:.{}g}", particles, digits);
  for (const std::string_view filler : {"+0", "+"})
    if (const auto at = text.find(filler); at != std::string::npos) text.erase(at, filler.size());
  return text;
}

/// What R stands for in this test.
std::string yardstick(const MarginalTest& test) {
  if (test.road == Road::joint)
    return fmt::format(
        "R = {:.2g}, what noise 10 % off, with the drift that belongs to it, changes in the joint "
        "law",
        test.reference);
  const bool score = !(test.reference < test.score_reference);
  return fmt::format(
      "R = {:.2g}, what {} changes in the density", test.reference,
      score ? "a 10 % error of the score" : "leaving out half of the divergence term");
}

/// A in words: its larger part, and what its number means.
std::string numerical_error(const Judged& j, const Sampler& sampler) {
  const char* source = j.test.allowance.mesh > 0.5 * j.allowed ? "mostly of the mesh"
                       : sampler.tolerance > 0                 ? "mostly validation.tolerance"
                                               : "mostly of the particles' time steps";
  return fmt::format("the numerical error, A = {:.2g}, {},", j.allowed, source);
}

constexpr std::string_view meaning_of_sizes =
    " (A and R: root mean square of the relative change over the bins)";

constexpr std::string_view finer_mesh = "refine mesh.cells or set solver.extrapolation = true";

/// validation.sensitivity chooses the particles where it is given.
std::string raise_particles(double particles, double needed, const Sampler& sampler) {
  if (sampler.sensitivity > 0)
    return fmt::format(
        "lower validation.sensitivity from {:.3g} (about {} particles are needed, it "
        "chose {})",
        sampler.sensitivity, count(needed, 2), count(particles, 3));
  return fmt::format("raise reverse.particles from {} to about {}", count(particles, 3),
                     count(needed, 2));
}

/// What to change so that A falls to a quarter of R. The square of A is a bias, which falls with
/// the steps at their weak order, and the noise of its estimate, which falls with the particles.
struct Remedy {
  std::string steps;     // empty where more particles alone do
  double particles = 0;  // 0 where they do not help
};

Remedy less_numerical_error(const Judged& j, double particles, const Sampler& sampler) {
  const double quarter = 0.25 * j.test.reference;
  if (sampler.tolerance > 0)
    return {fmt::format("lower validation.tolerance from {:.3g} to {:.2g}", sampler.tolerance,
                        0.5 * quarter)};
  if (j.test.allowance.mesh > 0.5 * quarter)
    return {
        fmt::format("{} (the density changes too much from one cell to the next), or, if "
                    "reverse.start is a formula, choose one closer to the density at time.end",
                    finer_mesh)};
  const double noise = j.test.allowance.by_chance;
  const double room = quarter * quarter - (j.allowed * j.allowed - noise / particles);
  if (room > 0.5 * quarter * quarter) return {"", noise / room};
  const double factor = std::pow(j.allowed / quarter, 1.0 / sampler.weak_order);
  if (!std::isfinite(factor)) return {fmt::format("raise reverse.steps from {}", sampler.steps)};
  return {fmt::format("raise reverse.steps from {} to about {:.0f}", sampler.steps,
                      std::ceil(sampler.steps * factor))};
}

}  // namespace

std::string describe(const Judged& j) {
  return fmt::format(
      "{}: chi2 {:.4g} on {:.0f} degrees of freedom, p = {:.2g} (all tests together, Holm)",
      place(j.test), j.test.chi2, j.test.dof, j.adjusted);
}

std::string not_a_number(const MarginalTest& test) {
  return fmt::format(
      "{}: the comparison is not a number (chi2 {}, dof {}, p {}, allowance {}, R {}): look for "
      "coefficients or densities that are not finite",
      place(test), test.chi2, test.dof, test.p_value, test.allowance.noncentrality, test.reference);
}

std::string road_missed(const LawTest& test) {
  const std::string what =
      fmt::format("{}: error {:.2g}, limit {:.2g}", place(test), test.error, test.limit);
  if (test.road == Road::chain)
    return what +
           " (the steps of the solver and their transposes disagree): lower solver.tolerance, or "
           "solver.method = \"uniformization\"";
  return what +
         " (more than halving mesh and steps explains): the reversal is wrong, or mesh.cells or "
         "reverse.steps are too few";
}

std::string road_blind(const LawTest& sharpest) {
  return fmt::format(
      "{}: limit {:.2g}, which lets any law pass, so this road cannot judge: lower "
      "solver.tolerance, refine mesh.cells, or raise reverse.steps",
      place(sharpest), sharpest.limit);
}

std::string law_remark(const LawTest& worst) {
  return fmt::format("{}: within {:.2g} (limit {:.2g})", name_of(worst.road), worst.error,
                     worst.limit);
}

std::string no_comparison_at_stop() {
  return "the ensemble has no comparison at the end of its way back: add the road \"ensemble\" and "
         "a snapshot at time.stop";
}

std::string control_failed(const Judged& j) {
  return describe(j) +
         ": the control failed: this many particles resolve an error of the mesh or of the time "
         "steps in the forward run, where nothing is reversed: refine mesh.cells, set "
         "solver.extrapolation = true, or raise reverse.steps";
}

std::string not_attributable(const Judged& j, const Sampler& sampler) {
  const auto remedy = sampler.tolerance > 0
                          ? fmt::format("lower validation.tolerance from {:.3g}", sampler.tolerance)
                          : fmt::format("raise reverse.steps from {}", sampler.steps);
  return describe(j) +
         fmt::format(
             ": this many particles resolve a difference, but {} there is more than a quarter of "
             "{}{}, so it need not come from the reversal: {}, {}",
             numerical_error(j, sampler), yardstick(j.test), meaning_of_sizes, remedy, finer_mesh);
}

std::string explained_by_the_mesh(const Judged& j) {
  return describe(j) + fmt::format(
                           " with a numerical error of A = {:.2g} allowed for: this many particles "
                           "resolve an error "
                           "that the right reversal makes on this mesh too, so it need not come "
                           "from the reversal "
                           "under test: "
                           "{}",
                           j.allowed, finer_mesh);
}

std::string too_weak(const Judged& stop, const Sensitivity& sensitivity, double power,
                     double particles, const Sampler& sampler) {
  const MarginalTest& test = stop.test;
  if (test.dof < 1)
    return fmt::format(
        "{}: with {} particles there is a single bin, so no test: raise reverse.particles",
        place(test), count(particles, 3));
  const double quarter = 0.25 * test.reference;
  const Sensitivity refined{sensitivity.dof, sensitivity.level,
                            std::min(sensitivity.allowance, quarter)};
  const double needed = particles_to_detect(refined, test.reference);
  if (std::isinf(needed) && test.road == Road::joint)
    return fmt::format(
        "{}: an error of the noise changes nothing there: move validation.joint_times",
        place(test));
  if (std::isinf(needed))
    return fmt::format(
        "{}: an error of the score changes nothing there: lower time.stop or raise time.end",
        place(test));
  std::string fault =
      fmt::format("the probability to see {}, would be {:.2g} (at least {} is asked for)",
                  yardstick(test), power, required_power);
  Remedy remedy;
  if (stop.allowed > quarter) {
    fault = fmt::format("{} is more than a quarter of {}, which could hide in it{}",
                        numerical_error(stop, sampler), yardstick(test), meaning_of_sizes);
    remedy = less_numerical_error(stop, particles, sampler);
  }
  remedy.particles = std::max(remedy.particles, needed);
  std::string change = remedy.steps;
  if (remedy.particles > particles)
    change +=
        (change.empty() ? "" : "; and ") + raise_particles(particles, remedy.particles, sampler);
  return fmt::format("{}: {}: {}", place(test), fault, change);
}

std::string no_survivors(const std::string& reason, std::uint64_t particles,
                         const Sampler& sampler) {
  return fmt::format(
      "{}, but of {} particles that run forward none survives to time.end (absorption leaves a "
      "share of {:.1e}), so no forward control could tell an error of the time steps from one of "
      "the reversal: set time.end earlier",
      reason, count(static_cast<double>(particles), 3), sampler.surviving);
}

std::string not_sensitive(const Judged& stop, double level, double particles, double detectable,
                          const Sampler& sampler) {
  const double wanted = sampler.sensitivity / reference_score_error * stop.test.score_reference;
  const double needed = particles_to_detect({stop.test.dof, level, stop.allowed}, wanted);
  const std::string change =
      std::isfinite(needed)
          ? raise_particles(particles, needed, sampler)
          : fmt::format(
                "{} is more than half of what that error changes in the density, {:.2g}: raise "
                "reverse.steps from {}, {}",
                numerical_error(stop, sampler), wanted, sampler.steps, finer_mesh);
  return fmt::format(
      "{}: an error of the score of {:.2g} or more would have been seen, "
      "validation.sensitivity asks for {:.2g}: {}",
      place(stop.test), detectable, sampler.sensitivity, change);
}

std::string not_tested(const std::string& term, double needed) {
  return fmt::format(
      "the {} term was not tested: without half of it the density would change too "
      "little to be seen with {}",
      term,
      std::isfinite(needed) ? fmt::format("fewer than {} particles", count(needed, 2))
                            : "any number of particles");
}

}  // namespace loschmidt::validation
