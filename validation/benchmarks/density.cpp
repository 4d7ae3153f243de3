// The density of the variance-preserving diffusion from two Gaussians on one axis, solving alone,
// from formulas to the last of 20 snapshots: what fokker_planck_by_hand.py does on one axis. The
// counters are its errors in L1 against the exact cell masses.
#include <benchmark/benchmark.h>

#include <cmath>

#include "meshes/grading.hpp"
#include "solver/evolution.hpp"
#include "solver/extrapolation.hpp"

namespace loschmidt::validation {

namespace {

constexpr int snapshots = 20;

double clock_at(double t) {
  return 0.1 * t + 9.95 * t * t;
}

double below(double x, double mean, double deviation) {
  return 0.5 * std::erfc((mean - x) / (deviation * std::sqrt(2)));
}

std::vector<double> exact_masses(const meshes::Mesh& mesh, double t) {
  const double scale = std::exp(-0.5 * clock_at(t));
  const double deviation = std::sqrt(1 - (1 - 0.0625) * scale * scale);
  std::vector<double> mass;
  const auto& edges = mesh.axis(0).edges();
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    double sum = 0;
    for (const double mean : {-2 * scale, 2 * scale}) {
      const double sign = edges[i] < mean ? 1 : -1;  // differences of the smaller tails
      sum += 0.5 * sign *
             (below(sign * edges[i + 1], sign * mean, deviation) -
              below(sign * edges[i], sign * mean, deviation));
    }
    mass.push_back(std::abs(sum));
  }
  return mass;
}

meshes::Mesh line(int cells) {
  return meshes::Mesh({meshes::Axis(meshes::make_edges(meshes::UniformGrading{}, -8, 8, cells),
                                    meshes::Boundary::reflecting)});
}

std::vector<double> times() {
  std::vector<double> result;
  for (int k = 0; k <= snapshots; ++k) result.push_back(double(k) / snapshots);
  return result;
}

// Masses at all snapshots.
std::vector<std::vector<double>> solve(const meshes::Mesh& mesh,
                                       const solver::StepControl& control) {
  std::vector<sde::Formula> drift;
  std::vector<sde::Formula> noise;
  drift.emplace_back("-0.5*(0.1 + 19.9*t)*x", 1);
  noise.emplace_back("sqrt(0.1 + 19.9*t)", 1);
  const sde::Sde sde(std::move(drift), std::move(noise));
  const auto t = times();
  const sde::TimeFactor factor(sde, meshes::cell_centers(mesh, mesh.all_cells()), t);
  const solver::Decomposition decomposition(MPI_COMM_SELF, mesh);
  solver::Evolution evolution(decomposition, sde, factor, control);
  solver::Masses masses(decomposition, exact_masses(mesh, 0));
  std::vector<std::vector<double>> kept;
  for (int k = 0; k < snapshots; ++k) {
    evolution.advance(masses, t[k], t[k + 1]);
    kept.push_back(masses.gather());
  }
  return kept;
}

void count_errors(benchmark::State& state, const meshes::Mesh& mesh,
                  const std::vector<std::vector<double>>& masses) {
  for (const auto& [k, name] :
       {std::pair(0, "at_0.05"), std::pair(5, "at_0.3"), std::pair(snapshots - 1, "at_1")}) {
    const auto exact = exact_masses(mesh, times()[k + 1]);
    double error = 0;
    for (std::size_t i = 0; i < exact.size(); ++i) error += std::abs(masses[k][i] - exact[i]);
    state.counters[name] = error;
  }
}

void plain(benchmark::State& state, const solver::StepControl& control) {
  const meshes::Mesh mesh = line(static_cast<int>(state.range(0)));
  std::vector<std::vector<double>> masses;
  for (auto _ : state) masses = solve(mesh, control);
  count_errors(state, mesh, masses);
}

void extrapolated(benchmark::State& state, const solver::StepControl& control) {
  const meshes::Mesh mesh = line(static_cast<int>(state.range(0)));
  const meshes::Mesh finer = line(2 * mesh.extent(0));
  std::vector<std::vector<double>> masses;
  for (auto _ : state) {
    masses = solve(mesh, control);
    const auto fine = solve(finer, control);
    for (int k = 0; k < snapshots; ++k)
      masses[k] = solver::extrapolate(
                      std::vector<solver::MeshSolution>{{&mesh, masses[k]}, {&finer, fine[k]}}, 2)
                      .mass;
  }
  count_errors(state, mesh, masses);
}

constexpr solver::StepControl exponentials{};
constexpr solver::StepControl implicit_steps{100, 1, 1e-6, solver::Method::tr_bdf2};

}  // namespace

BENCHMARK_CAPTURE(plain, uniformization, exponentials)->Arg(512)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(plain, tr_bdf2_100_steps, implicit_steps)
    ->Arg(512)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(extrapolated, uniformization, exponentials)
    ->Arg(96)
    ->Unit(benchmark::kMillisecond);

}  // namespace loschmidt::validation

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const loschmidt::solver::petsc::Session session({});
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
