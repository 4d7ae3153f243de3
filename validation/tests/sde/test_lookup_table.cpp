#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "sde/lookup_table.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;

namespace {
Axis graded(int cells) {
  return Axis(make_edges(SinhGrading{0.2, 2.5}, -1, 2, cells), Boundary::reflecting);
}
}  // namespace

BOOST_AUTO_TEST_SUITE(lookup_table)

BOOST_AUTO_TEST_CASE(multilinear_functions_are_exact_in_three_dimensions) {
  const Mesh mesh({graded(7), test::uniform_axis(-1, 1, 5), graded(6)});
  const PointGrid points = vertices(mesh, 2);
  LookupTable table(points, 2);
  std::size_t n = 0;
  const auto f = [](const Point& x) { return (1 + x[0]) * (2 - x[1]) * (3 + 2 * x[2]); };
  for_each(points.shape(), [&](const Index& i) {
    table.values()[2 * n] = f(points.point(i));
    table.values()[2 * n++ + 1] = points.point(i)[1];
  });
  for (int k = 0; k < 500; ++k) {
    const std::array<double, 3> x{-1 + 3 * std::fmod(0.618 * k, 1.0),
                                  -1 + 2 * std::fmod(0.414 * k, 1.0),
                                  -1 + 3 * std::fmod(0.732 * k, 1.0)};
    const auto v = table.at<3, 2>(x);
    BOOST_TEST(v[0] == f({x[0], x[1], x[2]}), boost::test_tools::tolerance(1e-12));
    BOOST_TEST(std::abs(v[1] - x[1]) < 1e-14);
  }
}

BOOST_AUTO_TEST_CASE(both_ends_of_the_box_are_found) {
  for (const Axis& axis : {graded(9), test::uniform_axis(-1, 2, 9)}) {
    const PointGrid points = vertices(Mesh({axis}), 3);
    LookupTable table(points, 1);
    std::ranges::copy(points.coordinates[0], table.values().begin());
    for (const double x : {-1.0, std::nextafter(2.0, 0.0), 2.0, 0.2})
      BOOST_TEST((table.at<1, 1>(std::array{x})[0]) == x, boost::test_tools::tolerance(1e-14));
    for (const double x : points.coordinates[0])
      BOOST_TEST(std::abs(table.at<1, 1>(std::array{x})[0] - x) < 1e-14);
  }
}

BOOST_AUTO_TEST_CASE(beyond_the_ends_the_outermost_interval_answers_and_no_number_stays_none) {
  for (const Axis& axis : {graded(9), test::uniform_axis(-1, 2, 9)}) {
    const PointGrid points = vertices(Mesh({axis}), 3);
    LookupTable table(points, 1);
    std::ranges::copy(points.coordinates[0], table.values().begin());
    for (const double x : {-1 - 1e-9, 2 + 1e-9})
      BOOST_TEST((table.at<1, 1>(std::array{x})[0]) == x, boost::test_tools::tolerance(1e-13));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(std::isnan(table.at<1, 1>(std::array{nan})[0]));
  }
}

BOOST_AUTO_TEST_SUITE_END()
