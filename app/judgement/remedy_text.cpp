#include "app/judgement/remedy_text.hpp"

#include <fmt/format.h>

#include <string_view>

namespace loschmidt::judgement {

namespace {

using validation::Lever;
using validation::Remedy;

std::string more_particles(const Remedy& remedy, const validation::Sampler& sampler) {
  if (remedy.to == 0) return "raise reverse.particles";
  if (sampler.sensitivity > 0)
    return fmt::format(
        "lower validation.sensitivity from {:.3g} (about {} particles are needed, it chose {})",
        sampler.sensitivity, count_text(remedy.to, 2), count_text(remedy.from, 3));
  return fmt::format("raise reverse.particles from {} to about {}", count_text(remedy.from, 3),
                     count_text(remedy.to, 2));
}

/// "raise KEY", "raise KEY from A" or "raise KEY from A to about B", as far as A and B are known.
std::string more_steps(const Remedy& remedy) {
  std::string text = "raise reverse.steps";
  if (remedy.from > 0) text += fmt::format(" from {:.0f}", remedy.from);
  if (remedy.to > 0) text += fmt::format(" to about {:.0f}", remedy.to);
  return text;
}

std::string less_tolerance(const Remedy& remedy) {
  std::string text = fmt::format("lower validation.tolerance from {:.3g}", remedy.from);
  if (remedy.to > 0) text += fmt::format(" to {:.2g}", remedy.to);
  return text;
}

std::string text_of(const Remedy& remedy, const validation::Sampler& sampler) {
  switch (remedy.lever) {
    case Lever::time_steps:
      return more_steps(remedy);
    case Lever::particles:
      return more_particles(remedy, sampler);
    case Lever::mesh:
      return "refine mesh.cells or set solver.extrapolation = true";
    case Lever::start:
      return "if reverse.start is a formula, choose one closer to the density at time.end";
    case Lever::tolerance:
      return less_tolerance(remedy);
    case Lever::solver_tolerance:
      return "lower solver.tolerance or set solver.method = \"uniformization\"";
    case Lever::stop_time:
      return "lower time.stop or raise time.end";
    case Lever::joint_times:
      return "move validation.joint_times";
    case Lever::end_time:
      return "set time.end earlier";
    case Lever::roads:
      return "add the road \"ensemble\" and a snapshot at time.stop";
    case Lever::coefficients:
      return "look for coefficients or densities that are not finite";
  }
  return "";
}

}  // namespace

std::string count_text(double particles, int digits) {
  std::string text = fmt::format("{:.{}g}", particles, digits);
  for (const std::string_view filler : {"+0", "+"})
    if (const auto at = text.find(filler); at != std::string::npos) text.erase(at, filler.size());
  return text;
}

std::string remedies_text(std::span<const Remedy> remedies, const validation::Sampler& sampler) {
  std::string text;
  for (const Remedy& remedy : remedies) {
    // A remedy with a number is a further condition ("and"); without one it is an alternative.
    if (!text.empty()) text += remedy.to > 0 ? "; and " : ", or ";
    text += text_of(remedy, sampler);
  }
  return text;
}

}  // namespace loschmidt::judgement
