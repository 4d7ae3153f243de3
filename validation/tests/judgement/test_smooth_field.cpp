// Fields through the values of cells.
#include "app/judgement/smooth_field.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>

#include "meshes/points.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using judgement::SmoothField;
using meshes::Point;

namespace {

SmoothField sampled(const meshes::Mesh& mesh, const std::function<double(const Point&)>& f) {
  const meshes::PointGrid centers = meshes::cell_centers(mesh, mesh.all_cells());
  std::vector<double> values;
  for (std::size_t i = 0; i < centers.size(); ++i)
    values.push_back(f(centers.point(centers.shape().index(i))));
  return {mesh, std::move(values)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(smooth_fields)

// The slopes of parabolas are exact for a product of quadratic polynomials, on unequal cells too.
BOOST_AUTO_TEST_CASE(quadratic_polynomials_are_exact_between_inner_centres) {
  const meshes::Axis graded({0, 0.3, 0.5, 1, 1.7, 2, 3}, meshes::Boundary::reflecting);
  const meshes::Mesh mesh({graded, graded});
  const auto f = [](const Point& x) { return (x[0] * x[0] - x[0]) * (2 + x[1] * x[1]); };
  const SmoothField field = sampled(mesh, f);
  for (const Point& x : {Point{0.5, 0.8}, Point{1.2, 1.4}, Point{1.8, 0.41}})
    BOOST_TEST(field(x) == f(x), boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(it_is_constant_beyond_the_outermost_centres) {
  const SmoothField field =
      sampled(test::line(0, 1, 10), [](const Point& x) { return std::exp(x[0]); });
  BOOST_TEST(field({0}) == std::exp(0.05), boost::test_tools::tolerance(1e-12));
  BOOST_TEST(field({1}) == std::exp(0.95), boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_periodic_field_is_smooth_across_the_ends) {
  const SmoothField field = sampled(test::line(0, 1, 32, meshes::Boundary::periodic),
                                    [](const Point& x) { return std::sin(2 * M_PI * x[0]); });
  for (const double x : {0.0, 0.001, 0.01, 0.99, 0.999, 1.0})
    BOOST_TEST(std::abs(field({x}) - std::sin(2 * M_PI * x)) < 2e-4);
}

BOOST_AUTO_TEST_CASE(one_cell_is_constant) {
  BOOST_TEST(SmoothField(test::line(0, 1, 1), {3})({0.2}) == 3);
}

BOOST_AUTO_TEST_SUITE_END()
