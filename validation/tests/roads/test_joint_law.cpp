// The joint law at two times, docs/theory.md (9b), is compared with that of a Gaussian process.
#include "app/roads/joint_law.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::roads;
using namespace loschmidt::validation;

namespace {

const std::string joint_times = "validation.joint_times=[0.1, 0.4]";

// Of (X₁, X₂) at t₁ < t₂: X₁ is N(e^(−t₁), 1), X₂ given that N(e^(t₁−t₂) X₁, 1 − e^(2(t₁−t₂))).
double gaussian_joint(std::span<const double> from, std::span<const double> to) {
  constexpr int points = 400;
  const double step = (from[1] - from[0]) / points;
  const double decay = std::exp(-0.3);
  double sum = 0;
  for (int k = 0; k < points; ++k) {
    const double x = from[0] + (k + 0.5) * step;
    const double density =
        std::exp(-0.5 * std::pow(x - std::exp(-0.1), 2)) / std::sqrt(2 * std::numbers::pi);
    sum += step * density *
           (test::gaussian_below(to[1], decay * x, 1 - decay * decay) -
            test::gaussian_below(to[0], decay * x, 1 - decay * decay));
  }
  return sum;
}

double error(const std::vector<std::string>& overrides) {
  test::SmallJob small(test::ornstein_uhlenbeck, overrides);
  const Evolved evolved = small.evolved();
  const JointLaw& law = *evolved.joint;
  const std::span<const double> edges = law.slabs.edges[0];
  double sum = 0;
  for (int i = 0; i < law.slabs.count(); ++i)
    for (int j = 0; j < law.slabs.count(); ++j)
      sum += std::abs(law.expected.at(i, j) -
                      gaussian_joint(edges.subspan(i, 2), edges.subspan(j, 2)));
  return sum;
}

// Sums over the later and the earlier slabs.
void require_marginals(const test::SmallJob& small, const Evolved& evolved, double within) {
  const JointLaw& law = *evolved.joint;
  const SlabsOfCells places(law.slabs, small.setup.problem.mesh);
  const auto earlier = places.sum(mass_at(evolved.reverse_law(), 0.1));
  const auto later = places.sum(mass_at(evolved.reverse_law(), 0.4));
  for (int i = 0; i < law.slabs.count(); ++i) {
    double row = 0;
    double column = 0;
    for (int j = 0; j < law.slabs.count(); ++j) {
      row += law.expected.at(i, j);
      column += law.expected.at(j, i);
    }
    BOOST_TEST(std::abs(row - earlier[i]) < within);
    BOOST_TEST(std::abs(column - later[i]) < within);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(joint_law)

BOOST_AUTO_TEST_CASE(it_is_that_of_a_gaussian_process) {
  const double coarse = error({joint_times});
  const double fine = error({joint_times, "mesh.cells=[128]"});
  BOOST_TEST(fine < 0.01);
  BOOST_TEST(coarse / fine > 3);
  BOOST_TEST(error({joint_times, "solver.extrapolation=true"}) < fine);
}

BOOST_AUTO_TEST_CASE(its_margins_are_the_laws_of_each_time) {
  for (const char* start : {"reverse.start=density", "reverse.start=exp(-x^2/2)"}) {
    test::SmallJob small(test::ornstein_uhlenbeck,
                         {joint_times, "time.snapshots=[0.1, 0.4]", start});
    require_marginals(small, small.evolved(), 1e-12);
  }
}

BOOST_AUTO_TEST_CASE(independent_axes_have_a_product) {
  test::SmallJob small(test::two_ornstein_uhlenbeck(), {joint_times});
  const Evolved evolved = small.evolved();
  const Slabs& slabs = evolved.joint->slabs;
  const SlabsOfCells places(slabs, small.setup.problem.mesh);
  const auto earlier = places.sum(mass_at(evolved.forward.density, 0.1));
  const auto later = places.sum(mass_at(evolved.forward.density, 0.4));
  for (int i = 0; i < slabs.on_axis(0); ++i)  // x at the earlier time, y at the later
    for (int j = slabs.first(1); j < slabs.count(); ++j)
      BOOST_TEST(std::abs(evolved.joint->expected.at(i, j) - earlier[i] * later[j]) < 1e-10);
}

BOOST_AUTO_TEST_SUITE_END()
