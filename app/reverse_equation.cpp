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

StopMasses ReverseEquation::solve(std::span<const double> start, const Reversal& reversal,
                                  std::span<const double> times, double implicit_tolerance,
                                  const std::function<void()>& stepped) {
  StopMasses result;
  const bool implicit = run_.method.method != Method::uniformization;
  const auto& stops = run_.plan.reverse_stops;
  reverse_fokker_planck(
      decomposition_, mesh_, tables_, run_.problem.factor, times, start,
      [&](int k) { return score_(times[k]); }, reversal,
      [&](int k, const std::vector<double>& mass) {
        if (times[k] == stops[result.size()]) result.push_back(mass);
        stepped();
      },
      implicit ? std::optional(implicit_tolerance) : std::nullopt);
  return result;
}

}  // namespace loschmidt
