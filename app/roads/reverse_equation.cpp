#include "app/roads/reverse_equation.hpp"

#include <optional>
#include <utility>

#include "solver/reverse_fokker_planck.hpp"

namespace loschmidt::roads {

namespace {

void append(std::vector<double>& all, const std::vector<double>& part) {
  all.insert(all.end(), part.begin(), part.end());
}

std::vector<std::vector<double>> in_rows(const std::vector<double>& all, std::size_t size) {
  std::vector<std::vector<double>> rows;
  for (auto row = all.begin(); row != all.end(); row += static_cast<std::ptrdiff_t>(size))
    rows.emplace_back(row, row + static_cast<std::ptrdiff_t>(size));
  return rows;
}

}  // namespace

ReverseEquation::ReverseEquation(const setup::Setup& setup, job::Job& job, const meshes::Mesh& mesh,
                                 const solver::Stencil& stencil,
                                 std::function<meshes::FaceField(double)> score)
    : setup_(setup),
      job_(job),
      mesh_(mesh),
      closed_(meshes::closed(mesh)),
      decomposition_(job.comm, closed_, stencil, &job.pauses),
      tables_(setup.problem.sde, setup.problem.factor, decomposition_),
      score_(std::move(score)) {}

void ReverseEquation::integrate(std::span<const std::vector<double>> starts,
                                const sde::Reversal& reversal, std::span<const double> times,
                                double implicit_tolerance, const Visitor& visit) {
  const bool implicit = solver::traits_of(setup_.method.method).implicit;
  solver::reverse_fokker_planck({decomposition_, mesh_, tables_, setup_.problem.factor, times,
                                 [&](int k) { return score_(times[k]); }, reversal,
                                 implicit ? std::optional(implicit_tolerance) : std::nullopt},
                                starts, visit);
}

StopMasses ReverseEquation::solve(const std::vector<double>& start, const sde::Reversal& reversal,
                                  std::span<const double> times, double implicit_tolerance,
                                  const std::function<void()>& stepped) {
  const auto& stops = setup_.plan.reverse_stops;
  std::size_t reached = 0;
  const output::Record record =
      job_.journal.compute_or_recall("reverse Fokker-Planck equation", [&] {
        output::Record all;
        integrate({&start, 1}, reversal, times, implicit_tolerance,
                  [&](int k, std::span<const solver::Masses> laws) {
                    stepped();
                    job_.journal.pause();
                    if (times[k] != stops[reached]) return;
                    ++reached;
                    append(all.reals, laws[0].gather());
                  });
        return all;
      });
  return in_rows(record.reals, start.size());
}

std::vector<std::vector<double>> ReverseEquation::solve_several(
    std::span<const std::vector<double>> starts, const sde::Reversal& reversal,
    std::span<const double> times, double implicit_tolerance) {
  const output::Record record =
      job_.journal.compute_or_recall("reverse Fokker-Planck equation of several laws", [&] {
        output::Record all;
        integrate(starts, reversal, times, implicit_tolerance,
                  [&](int k, std::span<const solver::Masses> laws) {
                    job_.journal.pause();
                    if (k + 1 < static_cast<int>(times.size())) return;
                    for (const solver::Masses& masses : laws) append(all.reals, masses.gather());
                  });
        return all;
      });
  return in_rows(record.reals, mesh_.cells());
}

}  // namespace loschmidt::roads
