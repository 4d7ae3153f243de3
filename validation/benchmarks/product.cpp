// Products of uniformization, one at a time and blocked, beside what memory gives in the same run.
// Counters: cells per second; `of_memory`, the part of the triad's bandwidth that the bytes of one
// product at a time would take at that rate; those bytes and the operations, per cell.
#include <benchmark/benchmark.h>

#include "solver/uniformization.hpp"
#include "validation/benchmarks/triad.hpp"
#include "validation/tests/solver/setups.hpp"

namespace loschmidt::validation {

namespace {

meshes::Mesh box(int dimension, int cells) {
  return meshes::Mesh(std::vector<meshes::Axis>(dimension, test::uniform_axis(-8, 8, cells)));
}

struct Setting {
  meshes::Mesh mesh;
  solver::Decomposition decomposition;
  solver::Generator generator;
  solver::Masses masses, scratch, sum;

  Setting(int dimension, int cells)
      : mesh(box(dimension, cells)),
        decomposition(MPI_COMM_SELF, mesh),
        generator(rates(dimension)),
        masses(decomposition, std::vector<double>(mesh.cells(), 1.0)),
        scratch(decomposition),
        sum(decomposition) {}

  solver::Generator rates(int dimension) const {
    const sde::Sde sde = test::process_with_x_dependent_noise(dimension);
    const sde::TimeFactor factor = test::factor_of(sde, mesh);
    return {decomposition, solver::MeshTables(sde, factor, decomposition).at(0)};
  }
};

void report(benchmark::State& state, int products, const meshes::Mesh& mesh, double bandwidth) {
  using benchmark::Counter;
  const int dimension = mesh.dimension();
  const double cells = products * static_cast<double>(mesh.cells());
  const double bytes = 8.0 * (1 + 2 * dimension + 4);  // rates; from, to; sum read and written
  state.counters["cells"] = Counter(cells, Counter::kIsIterationInvariantRate);
  state.counters["of_memory"] =
      Counter(cells * bytes / bandwidth, Counter::kIsIterationInvariantRate);
  state.counters["bytes"] = bytes;
  state.counters["operations"] = 4.0 * dimension + 3;
}

Triad& triad() {
  static Triad one;
  return one;
}

// Arguments: is it blocked, and which instructions.
void product(benchmark::State& state, int dimension, int cells) {
  constexpr int products = 96;
  Setting s(dimension, cells);
  const auto usable = solver::supported_jump_kernels();
  const auto& kernels = *usable[std::min<std::size_t>(state.range(1), usable.size() - 1)];
  const auto blocking =
      state.range(0) != 0 ? std::nullopt : std::optional(solver::Blocking{1, s.mesh.extent(1)});
  double fastest = 0;
  for (const double rate : s.generator.leave) fastest = std::max(fastest, rate);
  const solver::JumpProduct p(s.decomposition, s.generator, fastest, solver::Equation::forward,
                              blocking, kernels);
  const std::vector<double> weights(products, 0.01);
  const double before = triad().bandwidth();
  for (auto _ : state) p.apply(s.masses, s.scratch, s.sum, weights);
  report(state, products, s.mesh, std::max(before, triad().bandwidth()));
  state.SetLabel(std::string(kernels.instructions) + ", " + std::to_string(p.blocking().products) +
                 " products in " + std::to_string(p.blocking().rows) + " rows");
}

// Whole series, as a run takes them.
void series(benchmark::State& state, int dimension, int cells) {
  Setting s(dimension, cells);
  const solver::Uniformization exponential(s.decomposition, s.generator);
  const double clock = 50 / exponential.fastest_rate();
  int products = 0;
  const double before = triad().bandwidth();
  for (auto _ : state) products = exponential.advance(s.masses, clock);
  report(state, products, s.mesh, std::max(before, triad().bandwidth()));
}

void memory(benchmark::State& state) {
  for (auto _ : state) triad().run();
  state.SetBytesProcessed(state.iterations() * 24 * Triad::size);
}

}  // namespace

BENCHMARK(memory);
BENCHMARK_CAPTURE(product, 1d_4096, 1, 4096)->ArgsProduct({{0, 1}, {0, 1, 2}});
BENCHMARK_CAPTURE(product, 2d_128, 2, 128)->ArgsProduct({{0, 1}, {0, 1, 2}});
BENCHMARK_CAPTURE(product, 2d_1024, 2, 1024)->ArgsProduct({{0, 1}, {0, 1, 2}});
BENCHMARK_CAPTURE(product, 3d_128, 3, 128)->ArgsProduct({{0, 1}, {0, 1, 2}});
BENCHMARK_CAPTURE(series, 1d_4096, 1, 4096);
BENCHMARK_CAPTURE(series, 2d_128, 2, 128);
BENCHMARK_CAPTURE(series, 2d_1024, 2, 1024);
BENCHMARK_CAPTURE(series, 3d_128, 3, 128);

}  // namespace loschmidt::validation

int main(int argc, char** argv) {
  const loschmidt::solver::petsc::Session session({});
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
