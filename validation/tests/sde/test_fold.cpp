#include "sde/fold.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using stepper::Ends;
using stepper::fold;

BOOST_AUTO_TEST_SUITE(folding)

BOOST_AUTO_TEST_CASE(walls_mirror_and_circles_wrap_any_number_of_times) {
  const Ends walls{0, 2, false};
  for (const auto& [x, back] :
       {std::pair{0.5, 0.5}, {-0.5, 0.5}, {2.5, 1.5}, {4.5, 0.5}, {-2.5, 1.5}})
    BOOST_TEST(fold(walls, x) == back);
  const Ends circle{0, 2, true};
  for (const auto& [x, back] : {std::pair{-0.5, 1.5}, {2.5, 0.5}, {-6.5, 1.5}, {8.25, 0.25}})
    BOOST_TEST(fold(circle, x) == back);
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_stays_so) {
  const Ends walls{0, 2, false};
  BOOST_TEST(std::isnan(fold(walls, std::nan(""))));
  BOOST_TEST(std::isnan(fold(walls, INFINITY)));
}

BOOST_AUTO_TEST_CASE(functions_are_continued_beyond_walls_without_a_kink) {
  // Straight lines are, exactly; a circle has no wall.
  const Mesh mesh({test::uniform_axis(0, 2, 4), test::uniform_axis(0, 2, 4, Boundary::periodic)});
  using Vector = stepper::Vector<2>;
  const auto line = [](const Vector& x) { return Vector{1 + 2 * x[0], x[1]}; };
  for (const double x : {-0.5, 0.7, 2.6}) {
    const Vector value = stepper::continued<2>(stepper::Box<2>(mesh), Vector{x, 2.3}, line);
    BOOST_TEST(value[0] == 1 + 2 * x, boost::test_tools::tolerance(1e-14));
    BOOST_TEST(value[1] == 0.3, boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_SUITE_END()
