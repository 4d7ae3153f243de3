#include "validation/advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace loschmidt {

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
    return fmt::format("R = {:.2g}, the effect of noise 10 % off with the drift that belongs to it",
                       test.reference);
  const bool score = !(test.reference < test.score_reference);
  return fmt::format("R = {:.2g}, the effect of {}", test.reference,
                     score ? "a 10 % error of the score" : "half of the divergence term");
}

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
        "refine mesh.cells, set solver.extrapolation = true, or start the reverse run nearer "
        "to the density (it changes too much from cell to cell)"};
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
  return fmt::format("{}: chi2 {:.4g} on {:.0f}, p = {:.2g} over all tests", place(j.test),
                     j.test.chi2, j.test.dof, j.adjusted);
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
         ": the control failed, mesh or time steps are too coarse: raise mesh.cells or "
         "reverse.steps";
}

std::string inseparable(const Judged& j, const Sampler& sampler) {
  const auto remedy = sampler.tolerance > 0
                          ? fmt::format("lower validation.tolerance from {:.3g}", sampler.tolerance)
                          : fmt::format("raise reverse.steps from {}", sampler.steps);
  return describe(j) + fmt::format(
                           ", but numerical error A = {:.2g} there is more than a quarter of R = "
                           "{:.2g}, so it may not be the reversal: {} or refine mesh.cells",
                           j.allowed, j.test.reference, remedy);
}

std::string excused(const Judged& j) {
  return describe(j) +
         fmt::format(
             " once A = {:.2g} is allowed for, by which this mesh cannot tell it from "
             "the right reversal: refine mesh.cells",
             j.allowed);
}

std::string too_weak(const Judged& stop, const Sensitivity& sensitivity, double power,
                     double particles, const Sampler& sampler) {
  const MarginalTest& test = stop.test;
  if (test.dof < 1)
    return fmt::format("{}: {} particles fill a single bin: raise reverse.particles", place(test),
                       count(particles, 3));
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
  std::string fault = fmt::format("only {:.2g} chance to see {}", power, yardstick(test));
  Remedy remedy;
  if (stop.allowed > quarter) {
    fault = fmt::format("numerical error A = {:.2g} is more than a quarter of {}", stop.allowed,
                        yardstick(test));
    remedy = less_numerical_error(stop, particles, sampler);
  }
  remedy.particles = std::max(remedy.particles, needed);
  std::string change = remedy.steps;
  if (remedy.particles > particles)
    change +=
        (change.empty() ? "" : " and ") + raise_particles(particles, remedy.particles, sampler);
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
                "numerical error A = {:.2g} is more than half of what that error does, {:.2g}: "
                "raise reverse.steps from {}, refine mesh.cells, or set "
                "solver.extrapolation = true",
                stop.allowed, wanted, sampler.steps);
  return fmt::format(
      "{}: score errors from {:.2g} on would have been seen, validation.sensitivity asks for "
      "{:.2g}: "
      "{}",
      place(stop.test), detectable, sampler.sensitivity, change);
}

std::string not_tested(const std::string& term, double needed) {
  return std::isfinite(needed)
             ? fmt::format("{} term not tested (needs N = {})", term, count(needed, 2))
             : fmt::format("{} term not tested (no number of particles would do)", term);
}

}  // namespace loschmidt
