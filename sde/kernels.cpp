// The kernels, compiled once per instruction set; LOSCHMIDT_INSTRUCTIONS is the name of the set. No
// function in this file may be emitted under a name that another file could also define. The linker
// would keep one of the two, and an old processor might meet new instructions (test
// `kernels_share_nothing`).
#include "sde/kernels.hpp"

#include "parallel/instruction_sets.hpp"
#include "sde/box_muller.hpp"
#include "sde/threefry.hpp"

namespace loschmidt::sde {

namespace {

using stepper::block_size;
using stepper::StepNoise;
using stepper::Vector;

struct LOSCHMIDT_INSTRUCTIONS {
#ifdef __AVX512DQ__  // which converts numbers from and to integers of the same size
  static constexpr int lanes = 8;
  using Integer = long long;
#else
  static constexpr int lanes = 4;
  using Integer = int;
#endif
};
using Particles = Pack<LOSCHMIDT_INSTRUCTIONS>;
constexpr int lanes = LOSCHMIDT_INSTRUCTIONS::lanes;

using Words = std::array<std::array<std::uint32_t, block_size>, 4>;

// Draws one block of random bits for each of `count` numbers from `first` on.
void random_words(const RandomStream& path, std::uint64_t first, int count, std::uint32_t step,
                  std::uint32_t block, Words& out) {
  const std::uint64_t seed = path.seed();
  const auto purpose = static_cast<std::uint32_t>(path.purpose());
  for (int i = 0; i < count; ++i) {
    const auto word = threefry(seed, purpose, first + i, step, block);
    for (int j = 0; j < 4; ++j) out[j][i] = word[j];
  }
}

// Computes scaled normals of two variables from each of `count` pairs of words.
void normals(const std::uint32_t* __restrict radius, const std::uint32_t* __restrict angle,
             int count, double root0, double root1, double* __restrict out0,
             double* __restrict out1) {
  for (int i = 0; i < count; ++i) {
    const TwoNormals z = box_muller(radius[i], angle[i]);
    out0[i] = root0 * z.first;
    out1[i] = root1 * z.second;
  }
}

// Draws the increments of one Wiener process. Both steps take two normals, half of the four words
// of a block of bits. The n-th particle of a block and the (n + 128)-th share a block of bits, so
// that rows of particles need no shuffling.
void draw_shared(const NoiseOrder& order, stepper::BlockNoise& out) {
  constexpr int shares = block_size / 2;
  static_assert(shares == 128);  // another value would change every ensemble
  Words word;
  random_words(order.path, order.first / 2, shares, order.pair, 0, word);
  for (int half = 0; half < 2; ++half)
    normals(word[2 * half].data(), word[2 * half + 1].data(), shares, order.roots[0],
            order.roots[1], out.increments(0) + half * shares, out.increments(1) + half * shares);
}

void draw_normals(const NoiseOrder& order, stepper::BlockNoise& out) {
  const int n = out.count().increments;
  if (n == 1) return draw_shared(order, out);
  Words word;
  const auto row = [&](int k) { return out.increments(k / n) + k % n * block_size; };
  for (int k = 0; k < 2 * n; k += 2) {
    if (k % 4 == 0)
      random_words(order.path, order.first, block_size, order.pair,
                   static_cast<std::uint32_t>(k / 4), word);
    normals(word[k % 4].data(), word[k % 4 + 1].data(), block_size, order.roots[k / n],
            order.roots[(k + 1) / n], row(k), row(k + 1));
  }
}

// Draws signs. The signs of a particle are the bits of its words, in order.
void draw_signs(const NoiseOrder& order, stepper::BlockNoise& out) {
  const int n = out.count().signs;
  Words word;
  for (int k = 0; k < 3 * n; ++k) {
    if (k % 128 == 0)
      random_words(order.path, order.first, block_size, order.pair,
                   stepper::first_sign_block + static_cast<std::uint32_t>(k / 128), word);
    const auto& bits = word[k / 32 % 4];
    double* sign = out.signs(k / n) + k % n * block_size;
    for (int i = 0; i < block_size; ++i) sign[i] = ((bits[i] >> k % 32) & 1) != 0 ? 1.0 : -1.0;
  }
}

void draw(const NoiseOrder& order, stepper::BlockNoise& out) {
  draw_normals(order, out);
  draw_signs(order, out);
  if (!order.shadow) return;
  const int values = out.count().increments * block_size;
  for (int i = 0; i < values; ++i)
    out.increments(2)[i] = out.increments(0)[i] + out.increments(1)[i];
}

template <int D, class Step>
void propose_all(const Step& step, const stepper::InteriorRegion<D>& clear,
                 const stepper::BlockNoise& noise, int which, const double* x, double* __restrict y,
                 NearWall& unclear) {
  int count = 0;
  for (int i = 0; i < block_size; i += lanes) {
    Vector<D, Particles> at;
    for (int a = 0; a < D; ++a) at[a] = load<Particles>(x + a * block_size + i);
    auto is_clear = clear.holds(at);
    at = step(at, noise.of<Particles>(which, i));
    for (int a = 0; a < D; ++a) store(y + a * block_size + i, at[a]);
    is_clear = is_clear & clear.holds(at);
    if (all(is_clear)) continue;
    for (int lane = 0; lane < lanes; ++lane)
      if (!is_clear[lane]) unclear.particle[count++] = static_cast<std::uint16_t>(i + lane);
  }
  unclear.count = count;
}

template <int D>
void propose(const AnyStep<D>& step, const stepper::InteriorRegion<D>& clear,
             const stepper::BlockNoise& noise, int which, const double* x, double* y,
             NearWall& unclear) {
  std::visit([&](const auto& s) { propose_all<D>(s, clear, noise, which, x, y, unclear); }, step);
}

}  // namespace

extern const Kernels LOSCHMIDT_OF_SET(kernels);
constinit const Kernels LOSCHMIDT_OF_SET(kernels){
    LOSCHMIDT_INSTRUCTIONS_NAME, draw, {propose<1>, propose<2>, propose<3>}};

}  // namespace loschmidt::sde
