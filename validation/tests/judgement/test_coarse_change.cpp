// Changes on a coarser mesh as lengths: a norm, with weights 1/q.
#include "app/judgement/coarse_change.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::meshes;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

const Mesh fine = test::line(0, 8, 8);
const std::array<int, 3> factor{2, 1, 1};
const Mesh coarse = coarsened(fine, factor);
const std::vector<double> mass{0.05, 0.05, 0.1, 0.2, 0.3, 0.1, 0.15, 0.05};  // 0.1, 0.3, 0.4, 0.2

// Every cell a bin of its own.
const Bins bins{{0, 1, 2, 3, 4, 5, 6, 7}, mass};

double length(const std::vector<double>& change) {
  return length_of_change(coarse, fine, factor, change, mass, bins);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coarse_change)

BOOST_AUTO_TEST_CASE(no_change_has_no_length_and_lengths_are_homogeneous) {
  BOOST_TEST(length({0, 0, 0, 0}) == 0);
  const double once = length({0.02, -0.01, 0.02, -0.03});
  BOOST_TEST(length({0.04, -0.02, 0.04, -0.06}) == 2 * once, tolerance(1e-14));
  BOOST_TEST(length({-0.02, 0.01, -0.02, 0.03}) == once, tolerance(1e-14));
}

// Shared out in proportion to the mass, a change Δ of a coarse cell of mass q is Δ²/q however it
// is cut up.
BOOST_AUTO_TEST_CASE(it_is_the_norm_of_the_coarse_cells) {
  const double expected = std::sqrt(0.0004 / 0.1 + 0.0001 / 0.3 + 0.0004 / 0.4 + 0.0009 / 0.2);
  BOOST_TEST(length({0.02, -0.01, 0.02, -0.03}) == expected, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_relative_change_everywhere_is_its_own_length) {
  BOOST_TEST(length({0.001, 0.003, 0.004, 0.002}) == 0.01, tolerance(1e-14));
}

// Cauchy and Schwarz: merging bins never makes a change longer; what cancels in a bin is not seen.
BOOST_AUTO_TEST_CASE(wider_bins_see_less) {
  const Bins merged{{0, 0, 0, 0, 1, 1, 1, 1}, {0.4, 0.6}};
  const auto seen = [&](const std::vector<double>& change) {
    return length_of_change(coarse, fine, factor, change, mass, merged);
  };
  BOOST_TEST(seen({0.02, -0.01, 0.02, -0.03}) < length({0.02, -0.01, 0.02, -0.03}));
  BOOST_TEST(seen({0.02, -0.02, 0.01, -0.01}) < 1e-16);
}

BOOST_AUTO_TEST_CASE(empty_coarse_cells_change_nothing) {
  const std::vector<double> half_empty{0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25};
  const Bins of_half{{0, 0, 0, 0, 0, 1, 2, 3}, {0.25, 0.25, 0.25, 0.25}};
  BOOST_TEST(length_of_change(coarse, fine, factor, std::vector<double>{1, 1, 0, 0}, half_empty,
                              of_half) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
