#include "app/reverse_equation.hpp"

#include <optional>
#include <utility>

#include "solver/reverse_fokker_planck.hpp"

namespace loschmidt {

ReverseEquation::ReverseEquation(const Run& run, const Mesh& mesh, const Stencil& stencil,
                                 std::function<FaceField(double)> score)
    : run_(run),
      mesh_(mesh),
      closed_(closed(mesh)),
      decomposition_(run.comm, closed_, stencil),
      tables_(run.problem.sde, run.problem.factor, closed_),
      score_(std::move(score)) {}

void ReverseEquation::go(std::span<const std::vector<double>> starts, const Reversal& reversal,
                         std::span<const double> times, double implicit_tolerance,
                         const Visitor& visit) {
  const bool implicit = run_.method.method != Method::uniformization;
  reverse_fokker_planck(
      decomposition_, mesh_, tables_, run_.problem.factor, times, starts,
      [&](int k) { return score_(times[k]); }, reversal, visit,
      implicit ? std::optional(implicit_tolerance) : std::nullopt);
}

StopMasses ReverseEquation::solve(const std::vector<double>& start, const Reversal& reversal,
                                  std::span<const double> times, double implicit_tolerance,
                                  const std::function<void()>& stepped) {
  StopMasses result;
  const auto& stops = run_.plan.reverse_stops;
  go({&start, 1}, reversal, times, implicit_tolerance, [&](int k, std::span<const Masses> laws) {
    if (times[k] == stops[result.size()]) result.push_back(laws[0].gather());
    stepped();
  });
  return result;
}

std::vector<std::vector<double>> ReverseEquation::carry(std::span<const std::vector<double>> starts,
                                                        const Reversal& reversal,
                                                        std::span<const double> times,
                                                        double implicit_tolerance) {
  std::vector<std::vector<double>> result;
  go(starts, reversal, times, implicit_tolerance, [&](int k, std::span<const Masses> laws) {
    if (k + 1 < static_cast<int>(times.size())) return;
    for (const Masses& masses : laws) result.push_back(masses.gather());
  });
  return result;
}

}  // namespace loschmidt
