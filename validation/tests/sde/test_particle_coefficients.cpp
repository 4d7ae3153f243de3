// The tables of particles hold the drift and the tensor of the process, whatever the layout of the
// noise and however they were filled.
#include "sde/particle_coefficients.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <stdexcept>

#include "sde/coefficients.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;

namespace {

Mesh box() {
  return Mesh({Axis(make_edges(SinhGrading{0.2, 1.5}, -1, 2, 5), Boundary::reflecting),
               test::uniform_axis(0, 1, 3), test::uniform_axis(-1, 1, 4)});
}

Coefficients tabulated(const Sde& sde, const PointGrid& points) {
  return tabulate(sde, points, std::array{0, 1, 2}, 0);
}

Sde diagonal_process() {
  return test::process({"1 - 2*x", "x + y*3", "z"}, {"0.5 - 0.1*x", "1 + y", "2"});
}

Sde slanted_process() {
  return test::matrix_process(
      {"1 - 2*x", "x + y*3", "z"},
      {{"1 + x", "0", "0.2", "z"}, {"0.4*y", "0.8", "0", "1"}, {"0.3", "0", "0", "-0.5"}});
}

// The largest distance of the looked up tensors at the vertices from those of the coefficients.
double tensor_error(const ParticleCoefficients& table, const PointGrid& points,
                    const Coefficients& c) {
  double error = 0;
  std::size_t p = 0;
  for_each(points.shape(), [&](const Index& i) {
    for (int a = 0; a < 3; ++a) {
      const auto column = table.tensor_column<3>(points.point(i), a);
      for (int b = 0; b < 3; ++b) error = std::max(error, std::abs(column[b] - c.tensor(p, a, b)));
    }
    ++p;
  });
  return error;
}

PointGrid planes(PointGrid points, std::size_t begin, std::size_t end) {
  for (auto* values : {&points.coordinates[2], &points.resolution[2]})
    *values = {values->begin() + static_cast<std::ptrdiff_t>(begin),
               values->begin() + static_cast<std::ptrdiff_t>(end)};
  return points;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(particle_coefficients)

BOOST_AUTO_TEST_CASE(every_layout_holds_the_tensor) {
  const PointGrid points = vertices(box(), 1);
  const auto full = tabulated(slanted_process(), points);
  BOOST_TEST(tensor_error({points, full, NoiseLayout::matrix}, points, full) < 1e-13);
  const auto axes = tabulated(diagonal_process(), points);
  BOOST_TEST(tensor_error({points, axes, NoiseLayout::diagonal}, points, axes) < 1e-13);
  // Columns of a diagonal g: each axis has a noise of its own, and none is shared.
  const ParticleCoefficients columns(points, axes, NoiseLayout::matrix);
  BOOST_TEST(columns.noises == 3);
  BOOST_TEST(tensor_error(columns, points, axes) < 1e-13);
  const auto same = tabulated(
      test::matrix_process({"0", "0", "0"}, {{"1", "0.5"}, {"0", "2"}, {"-1", "1"}}), points);
  BOOST_TEST(tensor_error({points, same, NoiseLayout::additive}, points, same) < 1e-13);
  BOOST_TEST(tensor_error({points, same, NoiseLayout::matrix}, points, same) < 1e-13);
}

BOOST_AUTO_TEST_CASE(a_linear_drift_is_exact_everywhere_and_in_every_layout) {
  const PointGrid points = vertices(box(), 2);
  const auto c = tabulated(diagonal_process(), points);
  for (const auto layout : {NoiseLayout::additive, NoiseLayout::diagonal, NoiseLayout::matrix}) {
    const ParticleCoefficients table(points, c, layout);
    for (const auto& x : {std::array{-0.93, 0.21, 0.4}, {1.99, 0.0, -1.0}, {0.3, 0.97, 0.77}}) {
      const auto b = table.drift<3>(x);
      BOOST_TEST(std::abs(b[0] - (1 - 2 * x[0])) < 1e-13);
      BOOST_TEST(std::abs(b[1] - (x[0] + 3 * x[1])) < 1e-13);
      BOOST_TEST(std::abs(b[2] - x[2]) < 1e-13);
    }
  }
}

BOOST_AUTO_TEST_CASE(parts_of_the_vertices_make_the_whole) {
  const PointGrid points = vertices(box(), 1);
  const Sde sde = slanted_process();
  ParticleCoefficients whole(points, tabulated(sde, points), NoiseLayout::matrix);
  ParticleCoefficients parts(points, NoiseLayout::matrix, 4);
  const std::size_t plane = points.coordinates[0].size() * points.coordinates[1].size();
  parts.add(2 * plane, tabulated(sde, planes(points, 2, 5)));
  BOOST_TEST(parts.tensor == PackedTensor{}, boost::test_tools::per_element());  // not yet known
  parts.add(0, tabulated(sde, planes(points, 0, 2)));
  BOOST_TEST(parts.table.values() == whole.table.values(), boost::test_tools::per_element());
  BOOST_TEST(parts.tensor == whole.tensor, boost::test_tools::per_element());
  BOOST_TEST(parts.largest_tensor == whole.largest_tensor, boost::test_tools::per_element());
}

// The largest value of (0.5 − 0.1 x)², (1 + y)² and 2² over the box −1 … 2, 0 … 1.
BOOST_AUTO_TEST_CASE(the_largest_noise_is_that_of_the_noisiest_vertex) {
  const PointGrid points = vertices(box(), 1);
  const ParticleCoefficients table(points, tabulated(diagonal_process(), points),
                                   NoiseLayout::diagonal);
  const auto close = boost::test_tools::tolerance(1e-14);
  BOOST_TEST(table.largest_tensor[0] == 0.36, close);
  BOOST_TEST(table.largest_tensor[1] == 4.0, close);
  BOOST_TEST(table.largest_tensor[2] == 4.0, close);
}

BOOST_AUTO_TEST_CASE(the_root_follows_the_tensor) {
  ParticleCoefficients table(vertices(box(), 1), NoiseLayout::additive, 3);
  const PackedTensor tensor{2, -0.7, 1, 0.3, 0.4, 1.5};
  table.set_tensor(tensor);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j <= i; ++j) {
      double square = 0;
      for (int k = 0; k <= j; ++k) square += table.root[packed(i, k)] * table.root[packed(j, k)];
      BOOST_TEST(square == tensor[packed(i, j)], boost::test_tools::tolerance(1e-14));
    }
}

BOOST_AUTO_TEST_CASE(noise_that_does_not_fit_is_refused) {
  const PointGrid points = vertices(box(), 1);
  BOOST_CHECK_NO_THROW(ParticleCoefficients(points, NoiseLayout::matrix, most_noises));
  BOOST_CHECK_THROW(ParticleCoefficients(points, NoiseLayout::matrix, most_noises + 1),
                    std::invalid_argument);
  BOOST_CHECK_THROW(
      ParticleCoefficients(points, tabulated(slanted_process(), points), NoiseLayout::diagonal),
      std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
