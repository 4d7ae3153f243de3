// Laws of one coordinate and their distances: conservation, the axioms of a distance, and closed
// forms where mass is moved by a known way.
#include "validation/axis_law.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::validation;
using boost::test_tools::tolerance;

namespace {

Axis graded() {
  return Axis(make_edges(SinhGrading{0.2, 2.5}, -1, 2, 12), Boundary::reflecting);
}

std::vector<double> random_law(std::size_t cells, std::mt19937& random) {
  std::exponential_distribution<double> weight;
  std::vector<double> law(cells);
  for (double& m : law) m = weight(random);
  const double sum = std::accumulate(law.begin(), law.end(), 0.0);
  for (double& m : law) m /= sum;
  return law;
}

double mean(const Axis& axis, const std::vector<double>& law) {
  return std::inner_product(law.begin(), law.end(), axis.centers().begin(), 0.0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(axis_laws)

BOOST_AUTO_TEST_CASE(a_product_has_its_factors_as_laws) {
  const Mesh mesh({graded(), test::uniform_axis(0, 1, 5), test::uniform_axis(0, 1, 3)});
  std::mt19937 random(6);
  const std::vector<std::vector<double>> factor{random_law(12, random), random_law(5, random),
                                                random_law(3, random)};
  std::vector<double> mass;
  for_each(mesh.all_cells(), [&](const Index& i) {
    mass.push_back(factor[0][i[0]] * factor[1][i[1]] * factor[2][i[2]]);
  });
  for (int a = 0; a < 3; ++a) {
    const auto law = law_along<double>(mesh, a, mass);
    BOOST_TEST_REQUIRE(law.size() == factor[a].size());
    for (std::size_t n = 0; n < law.size(); ++n)
      BOOST_TEST(law[n] == factor[a][n], tolerance(1e-13));
  }
}

BOOST_AUTO_TEST_CASE(every_particle_is_counted_once_along_every_axis) {
  const Mesh mesh({test::uniform_axis(0, 1, 4), test::uniform_axis(0, 1, 7)});
  std::vector<std::uint64_t> counts(mesh.cells());
  for (std::size_t n = 0; n < counts.size(); ++n) counts[n] = (n * n * 2654435761U) % 1000003;
  const auto all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  for (const int a : {0, 1}) {
    const auto law = law_along<std::uint64_t>(mesh, a, counts);
    BOOST_TEST(std::accumulate(law.begin(), law.end(), 0.0) == static_cast<double>(all));
  }
}

BOOST_AUTO_TEST_CASE(moved_mass_counts_by_its_way) {
  const Axis axis = graded();
  for (const int from : {0, 3, 11})
    for (const int to : {0, 4, 11}) {
      std::vector<double> before(12, 0.05);
      std::vector<double> after = before;
      before[from] += 0.4;
      after[to] += 0.4;
      const auto d = cumulative_distance(axis, before, 1, after);
      const double way = std::abs(axis.centers()[to] - axis.centers()[from]);
      BOOST_TEST(std::abs(d.integral - 0.4 * way) < 1e-14);
      BOOST_TEST(std::abs(d.largest - (from == to ? 0 : 0.4)) < 1e-14);
    }
}

// Where one law lies above the other everywhere, the distance is that of the means.
BOOST_AUTO_TEST_CASE(of_ordered_laws_the_distance_is_that_of_the_means) {
  const Axis axis = graded();
  std::mt19937 random(7);
  for (int trial = 0; trial < 50; ++trial) {
    const auto low = random_law(12, random);
    std::vector<double> high(12, 0.0);
    const auto share = random_law(13, random);
    for (std::size_t n = 0; n < 12; ++n) {  // a part of every cell moves to the next
      const double part = n + 1 < 12 ? low[n] * share[n] : 0;
      high[n] += low[n] - part;
      if (part > 0) high[n + 1] += part;
    }
    const auto d = cumulative_distance(axis, low, 1, high);
    BOOST_TEST(d.integral == mean(axis, high) - mean(axis, low), tolerance(1e-11));
  }
}

BOOST_AUTO_TEST_CASE(distances_keep_the_rules_of_distances) {
  const Axis axis = graded();
  std::mt19937 random(8);
  for (int trial = 0; trial < 50; ++trial) {
    const auto a = random_law(12, random), b = random_law(12, random), c = random_law(12, random);
    const auto ab = cumulative_distance(axis, a, 1, b);
    const auto ba = cumulative_distance(axis, b, 1, a);
    const auto ac = cumulative_distance(axis, a, 1, c);
    const auto cb = cumulative_distance(axis, c, 1, b);
    BOOST_TEST((ab.largest == ba.largest && ab.integral == ba.integral));
    BOOST_TEST(ab.largest <= ac.largest + cb.largest + 1e-15);
    BOOST_TEST(ab.integral <= ac.integral + cb.integral + 1e-15);
    // No mass moves farther than the outermost centres are apart.
    BOOST_TEST(ab.integral <= ab.largest * (axis.centers()[11] - axis.centers()[0]));
    BOOST_TEST(cumulative_distance(axis, a, 1, a).integral == 0);
  }
}

BOOST_AUTO_TEST_CASE(counts_are_divided_by_their_sum) {
  const Axis axis = graded();
  std::mt19937 random(9);
  const auto a = random_law(12, random), b = random_law(12, random);
  std::vector<double> counts = a;
  for (double& n : counts) n *= 4096;
  const auto by_mass = cumulative_distance(axis, a, 1, b);
  const auto by_count = cumulative_distance(axis, counts, 4096, b);
  BOOST_TEST((by_mass.largest == by_count.largest && by_mass.integral == by_count.integral));
}

BOOST_AUTO_TEST_SUITE_END()
