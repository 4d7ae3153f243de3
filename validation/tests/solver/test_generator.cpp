#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"
#include "solver/scharfetter_gummel.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

BOOST_AUTO_TEST_SUITE(generator)

BOOST_AUTO_TEST_CASE(fitted_rates_in_known_limits) {
  // Without drift both sides exchange at K/d; their ratio is e^z; their difference is the drift.
  const FaceRates still = scharfetter_gummel(0, 2, 0, 0.5);
  BOOST_TEST(still.up == 2.0);
  BOOST_TEST(still.down == 2.0);
  for (const double a : {-30.0, -1.0, 1e-9, 0.3, 40.0}) {
    const FaceRates r = scharfetter_gummel(a, 2, 0, 0.5);
    BOOST_TEST(r.up / r.down == std::exp(a * 0.5 / 1.0), boost::test_tools::tolerance(1e-12));
    BOOST_TEST(r.up - r.down == a, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(r.down > 0);
  }
}

BOOST_AUTO_TEST_CASE(without_noise_the_scheme_is_upwind) {
  const FaceRates r = scharfetter_gummel(3, 0, 0, 0.5);
  BOOST_TEST(r.up == 3.0);
  BOOST_TEST(r.down == 0.0);
  const FaceRates strong = scharfetter_gummel(3, 1e-9, 0, 0.5);
  BOOST_TEST(strong.up == 3.0);
  BOOST_TEST(strong.down == 0.0);
}

BOOST_AUTO_TEST_CASE(half_the_divergence_is_taken_off_the_drift) {
  const FaceRates r = scharfetter_gummel(1.5, 2, 3, 0.5);
  BOOST_TEST(r.up == r.down);
}

BOOST_AUTO_TEST_CASE(what_leaves_a_cell_enters_its_neighbours) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Decomposition d(MPI_COMM_SELF, mesh);
    const Generator q =
        test::generator_of(d, test::process_with_x_dependent_noise(mesh.dimension()));
    const Block all = mesh.all_cells();
    for_each(all, [&](const Index& i) {
      double entering = 0;
      for (int a = 0; a < mesh.dimension(); ++a)
        for (const int step : {-1, 1}) {
          Index beside = i;
          // Seen from the neighbour above, this cell is the one below.
          if (!neighbour(mesh, beside, a, step)) continue;
          const Link& link = q.links[a];
          const auto& enter = step > 0 ? link.enter_below : link.enter_above;
          const auto& exit = step > 0 ? link.exit_above : link.exit_below;
          entering += enter[all.local(beside)];
          BOOST_TEST(enter[all.local(beside)] == exit[all.local(i)]);
        }
      BOOST_TEST(entering == q.leave[all.local(i)], boost::test_tools::tolerance(1e-13));
    });
    BOOST_TEST(q.smallest() == 0.0);
  }
}

BOOST_AUTO_TEST_CASE(what_is_absorbed_leaves_and_enters_nowhere) {
  // D = 2, so K = 1: through the ends, half a cell away, (K/(h/2))/h beside the K/h² to a
  // neighbour.
  const Mesh mesh({test::uniform_axis(0, 1, 4, Boundary::absorbing)});
  const Decomposition d(MPI_COMM_SELF, mesh);
  const Generator q = test::generator_of(d, test::process({"0"}, {"sqrt(2)"}));
  const std::vector<double> leave{48, 32, 32, 48};
  for (int i = 0; i < 4; ++i)
    BOOST_TEST(q.leave[i] == leave[i], boost::test_tools::tolerance(1e-14));
  BOOST_TEST(q.links[0].enter_below[0] == 0.0);
  BOOST_TEST(q.links[0].exit_below[0] == 0.0);
  BOOST_TEST(q.links[0].enter_above[3] == 0.0);
  BOOST_TEST(q.links[0].exit_above[3] == 0.0);
  BOOST_TEST(q.links[0].exit_above[0] == 16.0, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_block_has_the_bits_of_the_whole) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Decomposition parts(MPI_COMM_WORLD, mesh);
    const Decomposition whole(MPI_COMM_SELF, mesh);
    const Sde sde = test::process_with_x_dependent_noise(mesh.dimension());
    const Generator part = test::generator_of(parts, sde);
    const Generator all = test::generator_of(whole, sde);
    for_each(parts.block(), [&](const Index& i) {
      BOOST_TEST(part.leave[parts.block().local(i)] == all.leave[whole.block().local(i)]);
      for (int a = 0; a < mesh.dimension(); ++a)
        for (const auto rates :
             {&Link::enter_below, &Link::enter_above, &Link::exit_below, &Link::exit_above})
          BOOST_TEST((part.links[a].*rates)[parts.block().local(i)] ==
                     (all.links[a].*rates)[whole.block().local(i)]);
    });
  }
}

BOOST_AUTO_TEST_CASE(a_linear_potential_is_in_exact_equilibrium) {
  // f = −2, D = 1: p ∝ e^{−4x}. Between centres the fit is exact, so point values do not move.
  const Mesh mesh({test::uniform_axis(0, 1, 10)});
  const Decomposition d(MPI_COMM_SELF, mesh);
  const Generator q = test::generator_of(d, test::process({"-2"}, {"1"}));
  const auto m = [&](int i) { return std::exp(-4 * mesh.axis(0).centers()[i]); };
  for (int i = 0; i < 10; ++i) {
    const Link& link = q.links[0];
    const double in =
        (i > 0 ? link.enter_below[i] * m(i - 1) : 0) + (i < 9 ? link.enter_above[i] * m(i + 1) : 0);
    BOOST_TEST(in == q.leave[i] * m(i), boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(ficks_law_has_its_stationary_law_whatever_the_noise) {
  // In Hänggi's and Klimontovich's calculus J = f p − ½ D p'. With f = −½ D V' the law exp(−V) is
  // stationary, for V = x² on equal cells to the bit of the fit; without drift the uniform law is.
  constexpr auto ficks = Interpretation::hanggi_klimontovich;
  const Mesh mesh({test::uniform_axis(-2, 2, 25)});
  const Decomposition d(MPI_COMM_SELF, mesh);
  const auto imbalance = [&](const std::string& drift, const std::vector<double>& density) {
    const Link link =
        test::generator_of(d, test::matrix_process({drift}, {{"1 + 0.4*x"}}, ficks)).links[0];
    double largest = 0;
    for (int i = 0; i + 1 < 25; ++i)  // detailed balance across every face
      largest = std::max(largest, std::abs(link.exit_above[i] * density[i] /
                                               (link.exit_below[i + 1] * density[i + 1]) -
                                           1));
    return largest;
  };
  std::vector<double> bell;
  for (const double x : mesh.axis(0).centers()) bell.push_back(std::exp(-x * x));
  BOOST_TEST(imbalance("-x*(1 + 0.4*x)^2", bell) < 1e-11);
  BOOST_TEST(imbalance("0", std::vector<double>(25, 1.0)) < 1e-13);
}

BOOST_AUTO_TEST_CASE(combinations_keep_their_links_in_one_order) {
  // Sums over the links must have the same order on a rank that meets an offset first in the
  // second.
  const Mesh mesh({test::uniform_axis(0, 1, 8), test::uniform_axis(0, 1, 8)});
  const Decomposition d(MPI_COMM_SELF, mesh, test::widest);
  const Generator flat = test::generator_of(d, test::matrix_process({"0", "0"}, {{"3"}, {"1"}}));
  const Generator steep = test::generator_of(d, test::matrix_process({"0", "0"}, {{"1"}, {"-2"}}));
  const std::vector<Index> expected{{1, 0, 0}, {0, 1, 0}, {3, 1, 0}, {-1, 2, 0}};
  for (const Generator& both : {Generator(1, flat, 1, steep), Generator(1, steep, 1, flat)}) {
    BOOST_REQUIRE(both.links.size() == expected.size());
    for (std::size_t k = 0; k < expected.size(); ++k)
      BOOST_TEST((both.links[k].offset == expected[k]));
  }
}

BOOST_AUTO_TEST_CASE(a_jump_that_only_begins_is_left_out_of_a_negative_combination) {
  const Mesh mesh({test::uniform_axis(0, 1, 8), test::uniform_axis(0, 1, 8)});
  const Decomposition d(MPI_COMM_SELF, mesh, test::widest);
  const Generator axes =
      test::generator_of(d, test::matrix_process({"0", "0"}, {{"1", "0.1"}, {"0", "1"}}));
  const Generator oblique =
      test::generator_of(d, test::matrix_process({"0", "0"}, {{"1"}, {"-1"}}));
  const Generator sum(1, axes, -0.01, oblique);
  BOOST_TEST(sum.smallest() == 0.0);
  for (std::size_t n = 0; n < sum.leave.size(); ++n) {
    double exits = 0;
    for (const Link& link : sum.links) exits += link.exit_below[n] + link.exit_above[n];
    BOOST_TEST(exits == sum.leave[n], boost::test_tools::tolerance(1e-13));
  }
}

BOOST_AUTO_TEST_CASE(combinations_are_linear_and_may_go_negative) {
  const Mesh mesh({test::uniform_axis(0, 1, 4)});
  const Decomposition d(MPI_COMM_SELF, mesh);
  const Generator a = test::generator_of(d, test::process({"0"}, {"1"}));
  const Generator b = test::generator_of(d, test::process({"0"}, {"2"}));
  const Generator c(0.5, a, -0.25, b);  // D: 0.5 · 1 − 0.25 · 4 < 0
  BOOST_TEST(c.leave[1] == 0.5 * a.leave[1] - 0.25 * b.leave[1]);
  BOOST_TEST(c.smallest() < 0);
}

BOOST_AUTO_TEST_SUITE_END()
