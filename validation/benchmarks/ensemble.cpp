// What an ensemble's steps cost, beside what the random numbers in them cost. Particle-steps per
// second in every line; "normals" draws the noise of as many.
#include <benchmark/benchmark.h>

#include "sde/coefficients.hpp"
#include "sde/ensemble.hpp"
#include "sde/kernels.hpp"
#include "validation/benchmarks/triad.hpp"

namespace loschmidt::validation {

namespace {

meshes::Mesh box(int dimension, int cells) {
  std::vector<meshes::Axis> axes;
  for (int a = 0; a < dimension; ++a) {
    std::vector<double> edges;
    for (int i = 0; i <= cells; ++i) edges.push_back(-8 + 16.0 * i / cells);
    axes.emplace_back(std::move(edges), meshes::Boundary::reflecting);
  }
  return meshes::Mesh(std::move(axes));
}

// Ornstein–Uhlenbeck on tables of `cells` + 1 nodes an axis.
struct Setting {
  meshes::Mesh mesh;
  sde::ParticleCoefficients table;

  Setting(int dimension, int cells) : mesh(box(dimension, cells)), table(tabulated(mesh)) {}

  static sde::ParticleCoefficients tabulated(const meshes::Mesh& mesh) {
    const meshes::PointGrid points = meshes::vertices(mesh, 1);
    sde::Coefficients c;
    c.components = mesh.dimension();
    meshes::for_each(points.shape(), [&](const meshes::Index& i) {
      for (int a = 0; a < c.components; ++a) c.drift.push_back(-0.5 * points.point(i)[a]);
    });
    c.tensor = {c.components, sde::TensorLayout::diagonal,
                std::vector<double>(c.drift.size(), 1.0)};
    c.divergence.assign(c.drift.size(), 0.0);
    return {points, c, sde::NoiseLayout::additive};
  }
};

const sde::Kernels& kernels(std::int64_t which) {
  const auto usable = sde::supported_kernels();
  return *usable[std::min<std::size_t>(which, usable.size() - 1)];
}

// A pair of steps in 2²⁰ particles: what a batch of a run is like.
void steps(benchmark::State& state, sde::Scheme scheme, int dimension, int cells, bool twin) {
  constexpr std::uint64_t particles = 1 << 20;
  const Setting setting(dimension, cells);
  const std::vector<double> mass(setting.mesh.cells(),
                                 1.0 / static_cast<double>(setting.mesh.cells()));
  const meshes::Field score(setting.mesh.cells(), dimension);
  const sde::CellSampler sampler(setting.mesh, mass, score);
  sde::Ensemble ensemble(setting.mesh, sampler, sde::RandomStream(1, sde::Purpose::reverse_start),
                         0, particles, twin, kernels(state.range(0)));
  const sde::RandomStream path(1, sde::Purpose::reverse_path);
  const auto& c = setting.table;
  std::uint32_t pair = 0;
  for (int k = 0; k < 25; ++k) ensemble.advance(scheme, path, {c, c, c, 0.1, 0.1, pair++});
  for (auto _ : state) ensemble.advance(scheme, path, {c, c, c, 1e-3, 1e-3, pair++});
  state.SetLabel(std::string(kernels(state.range(0)).instructions));
  state.SetItemsProcessed(state.iterations() * particles * 2);
}

void normals(benchmark::State& state, int increments) {
  sde::stepper::BlockNoise noise({increments, 0});
  const sde::RandomStream path(1, sde::Purpose::reverse_path);
  std::uint64_t first = 0;
  for (auto _ : state) {
    kernels(state.range(0)).draw({path, first, 7, {0.1, 0.2}, false}, noise);
    benchmark::ClobberMemory();
    first += sde::stepper::block_size;
  }
  state.SetLabel(std::string(kernels(state.range(0)).instructions));
  state.SetItemsProcessed(state.iterations() * sde::stepper::block_size * 2);
}

#ifdef __x86_64__
// What the processor gives: vector instructions that wait for nothing but themselves, floating
// point and integers as kernels mix them, in as many chains as it has registers.
void instructions(benchmark::State& state) {
  constexpr int rounds = 1000;
  if (!__builtin_cpu_supports("avx2")) state.SkipWithError("no AVX2");
  for (auto _ : state) {
    int left = rounds;
    asm volatile(R"(
      vzeroall
    1:
      vmulpd %%ymm0, %%ymm0, %%ymm0
      vaddpd %%ymm1, %%ymm1, %%ymm1
      vpxor  %%ymm2, %%ymm14, %%ymm2
      vmulpd %%ymm3, %%ymm3, %%ymm3
      vaddpd %%ymm4, %%ymm4, %%ymm4
      vpaddd %%ymm5, %%ymm5, %%ymm5
      vmulpd %%ymm6, %%ymm6, %%ymm6
      vaddpd %%ymm7, %%ymm7, %%ymm7
      vpxor  %%ymm8, %%ymm14, %%ymm8
      vmulpd %%ymm9, %%ymm9, %%ymm9
      vaddpd %%ymm10, %%ymm10, %%ymm10
      vpaddd %%ymm11, %%ymm11, %%ymm11
      vmulpd %%ymm12, %%ymm12, %%ymm12
      vaddpd %%ymm13, %%ymm13, %%ymm13
      decl %0
      jnz 1b)"
                 : "+r"(left)::"cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
                   "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
  }
  state.SetLabel("AVX2");
  state.SetItemsProcessed(state.iterations() * rounds * 14);
}
BENCHMARK(instructions);
#endif

void triad(benchmark::State& state) {
  Triad memory;
  for (auto _ : state) memory.run();
  state.SetLabel("memory");
  state.SetItemsProcessed(state.iterations() * Triad::size);
}

}  // namespace

BENCHMARK(triad);
BENCHMARK_CAPTURE(normals, 1d, 1)->DenseRange(0, 2);
BENCHMARK_CAPTURE(steps, euler_maruyama_1d, sde::Scheme::euler_maruyama, 1, 2047, false)
    ->DenseRange(0, 2);
BENCHMARK_CAPTURE(steps, heun_1d, sde::Scheme::heun, 1, 2047, false)->DenseRange(0, 2);
BENCHMARK_CAPTURE(steps, heun_1d_with_twin, sde::Scheme::heun, 1, 2047, true)->DenseRange(0, 2);
BENCHMARK_CAPTURE(normals, 2d, 2)->DenseRange(0, 2);
BENCHMARK_CAPTURE(steps, euler_maruyama_2d, sde::Scheme::euler_maruyama, 2, 256, false)
    ->DenseRange(0, 2);
BENCHMARK_CAPTURE(steps, heun_2d, sde::Scheme::heun, 2, 256, false)->DenseRange(0, 2);
BENCHMARK_CAPTURE(normals, 3d, 3)->DenseRange(0, 2);
BENCHMARK_CAPTURE(steps, heun_3d, sde::Scheme::heun, 3, 64, false)->DenseRange(0, 2);

}  // namespace loschmidt::validation

BENCHMARK_MAIN();
