#include "sde/kernels.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstring>
#include <numeric>

#include "sde/coefficients.hpp"
#include "sde/ensemble.hpp"
#include "validation/tests/processes.hpp"
#include "validation/tests/sde/single_draws.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;

namespace {

// A box whose first axis is graded and reflects, whose second closes and whose third absorbs.
Mesh mixed(int dimension) {
  std::vector<Axis> axes{Axis(make_edges(SinhGrading{0.2, 2.5}, -1, 2, 24), Boundary::reflecting)};
  if (dimension > 1) axes.push_back(test::uniform_axis(-1, 1, 20, Boundary::periodic));
  if (dimension > 2) axes.push_back(test::uniform_axis(-1, 1, 10, Boundary::absorbing));
  return Mesh(axes);
}

Sde process(int dimension, Scheme scheme, bool everywhere_the_same) {
  std::vector<std::string> drift{"1-2*x", "3-x", "-z"};
  std::vector<std::string> noise{"0.5+0.1*x", "0.6+0.2*sin(y)", "0.4+0.1*z"};
  if (everywhere_the_same) noise = {"0.5", "0.6", "0.4"};
  if (scheme == Scheme::ode) noise = {"0", "0", "0"};
  drift.resize(dimension);
  noise.resize(dimension);
  return test::process(drift, noise);
}

// Where 700 particles and their twins are after eight steps, which lead them to the walls.
std::vector<double> ends(const Kernels& kernels, int dimension, Scheme scheme, NoiseLayout layout,
                         std::uint64_t first, std::uint64_t count) {
  const Mesh mesh = mixed(dimension);
  const PointGrid points = vertices(mesh, 1);
  std::vector<int> axes;
  for (int a = 0; a < dimension; ++a) axes.push_back(a);
  const bool additive = layout == NoiseLayout::additive;
  const ParticleCoefficients c(
      points, tabulate(process(dimension, scheme, additive), points, axes, 0), layout);
  const std::vector<double> mass(mesh.cells(), 1 / static_cast<double>(mesh.cells()));
  const Field score(mesh.cells(), dimension);
  Ensemble e(mesh, CellSampler(mesh, mass, score), RandomStream(5, Purpose::forward_start), first,
             count, true, kernels);
  for (std::uint32_t k = 0; k < 4; ++k)
    e.advance(scheme, RandomStream(5, Purpose::forward_path), {c, c, c, 0.02, 0.03, k});
  std::vector<double> result;
  for (std::uint64_t i = 0; i < count; ++i)
    for (const Point& x : {e.position(i), e.twin_position(i)})
      result.insert(result.end(), x.begin(), x.end());
  return result;
}

const std::vector<std::pair<Scheme, NoiseLayout>> all_schemes{
    {Scheme::euler_maruyama, NoiseLayout::additive},
    {Scheme::euler_maruyama, NoiseLayout::diagonal},
    {Scheme::euler_maruyama, NoiseLayout::matrix},
    {Scheme::heun, NoiseLayout::additive},
    {Scheme::platen, NoiseLayout::diagonal},
    {Scheme::dri1, NoiseLayout::matrix},
    {Scheme::ode, NoiseLayout::additive}};

// Leaves every particle to the walls, which step it by itself.
template <int D>
void all_near_wall(const AnyStep<D>&, const stepper::InteriorRegion<D>&, const stepper::BlockNoise&,
                   int, const double*, double*, NearWall& unclear) {
  unclear.count = stepper::block_size;
  std::iota(unclear.particle.begin(), unclear.particle.end(), std::uint16_t{0});
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kernels)

BOOST_AUTO_TEST_CASE(all_instructions_give_the_bits_of_the_portable_ones) {
  const auto usable = supported_kernels();
  if (usable.size() == 1) BOOST_TEST_MESSAGE("only portable kernels can run here");
  for (int d = 1; d <= 3; ++d)
    for (const auto& [scheme, layout] : all_schemes) {
      const auto portable = ends(*usable.front(), d, scheme, layout, 0, 700);
      for (const Kernels* other : usable.subspan(1))
        BOOST_TEST(same_bits(portable, ends(*other, d, scheme, layout, 0, 700)));
      // The walls of three dimensions take some, and not all.
      const auto taken = std::ranges::count_if(portable, [](double x) { return std::isnan(x); });
      BOOST_TEST((d < 3 || scheme == Scheme::ode || (taken > 0 && taken < 1400)));
      // Another block and other lanes, and no company.
      const auto some = ends(*usable.back(), d, scheme, layout, 261, 3);
      BOOST_TEST(same_bits(some, {portable.begin() + 261 * 6, portable.begin() + 264 * 6}));
    }
}

BOOST_AUTO_TEST_CASE(one_particle_steps_as_a_pack_does) {
  const auto& portable = *supported_kernels().front();
  const Kernels singly{
      "one by one", portable.draw, {all_near_wall<1>, all_near_wall<2>, all_near_wall<3>}};
  for (int d = 1; d <= 3; ++d)
    for (const auto& [scheme, layout] : all_schemes)
      BOOST_TEST(same_bits(ends(portable, d, scheme, layout, 0, 700),
                           ends(singly, d, scheme, layout, 0, 700)));
}

BOOST_AUTO_TEST_CASE(blocks_draw_what_single_particles_draw) {
  const RandomStream path(11, Purpose::reverse_path);
  for (const Kernels* kernels : supported_kernels())
    for (const stepper::NoiseCount count : {stepper::NoiseCount{1, 0}, {2, 1}, {3, 3}, {16, 120}}) {
      stepper::BlockNoise noise(count);
      kernels->draw({path, 512, 9, {1, 1}, true}, noise);
      std::vector<double> z(2 * count.increments);
      std::vector<double> sign(3 * count.signs);
      bool same = true;
      for (int i = 0; i < stepper::block_size; ++i) {
        test::normals(path, 512 + i, 9, z);
        test::signs(path, 512 + i, 9, sign, stepper::first_sign_block);
        for (int k = 0; k < count.increments; ++k)
          same = same && noise.of<double>(0, i).increment(k) == z[k] &&
                 noise.of<double>(1, i).increment(k) == z[count.increments + k];
        for (int step = 0; step < 3; ++step)
          for (int k = 0; k < count.signs; ++k)
            same = same && noise.of<double>(step, i).sign(k) == sign[step * count.signs + k];
      }
      BOOST_TEST(same);
    }
}

BOOST_AUTO_TEST_SUITE_END()
