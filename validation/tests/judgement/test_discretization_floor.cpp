// unresolved() finds where a mesh does not resolve a density, so that mass may be misplaced.
#include "app/judgement/discretization_floor.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

using namespace loschmidt::judgement;
using namespace loschmidt::meshes;
using boost::test_tools::tolerance;

namespace {

Mesh line(int cells, Boundary boundary = Boundary::reflecting) {
  std::vector<double> edges;
  for (int i = 0; i <= cells; ++i) edges.push_back(i);
  return Mesh({Axis(std::move(edges), boundary)});
}

// Masses of cells whose density is f at their middles, counted from the middle of the mesh.
template <class Density>
std::vector<double> masses(const Mesh& mesh, Density&& f) {
  std::vector<double> result;
  for (const double x : mesh.axis(0).centers())
    result.push_back(f(x - 0.5 * mesh.axis(0).length()));
  return result;
}

double largest(const std::vector<double>& values) {
  return *std::ranges::max_element(values);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(discretization_floor)

BOOST_AUTO_TEST_CASE(a_gaussian_is_resolved_by_three_cells_a_deviation_and_not_by_one) {
  const Mesh mesh = line(40);
  const auto gaussian = [&](double deviation) {
    return masses(mesh, [=](double x) { return std::exp(-0.5 * x * x / (deviation * deviation)); });
  };
  BOOST_TEST(largest(unresolved(mesh, gaussian(3))) == 0);
  const auto mass = gaussian(1.25);  // the second difference is 0.64 everywhere
  const auto missed = unresolved(mesh, mass);
  BOOST_TEST(missed[20] == 0.25 * 0.64 * mass[20], tolerance(1e-9));
  BOOST_TEST(missed[12] == 0.25 * 0.64 * mass[12], tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(a_constant_score_needs_no_mesh) {
  const Mesh mesh = line(20);
  BOOST_TEST(largest(unresolved(mesh, masses(mesh, [](double x) { return std::exp(5 * x); }))) ==
             0);
}

BOOST_AUTO_TEST_CASE(the_power_of_the_density_at_a_singular_end_needs_no_mesh) {
  // The cell means of x^(−0.9) bend by more than 1 from cell to cell; those of p/φ do not.
  std::vector<double> edges;
  for (int i = 0; i <= 20; ++i) edges.push_back(i);
  const Mesh mesh({Axis(edges, Boundary::reflecting, {}, {SingularEnd{-0.9}, std::nullopt})});
  std::vector<double> mass;
  for (int i = 0; i < 20; ++i) mass.push_back(std::pow(i + 1, 0.1) - std::pow(i, 0.1));
  BOOST_TEST(largest(unresolved(mesh, mass)) == 0);
  BOOST_TEST(largest(unresolved(line(20), mass)) > 0);
}

BOOST_AUTO_TEST_CASE(beside_a_jump_a_quarter_may_be_misplaced) {
  const Mesh mesh = line(20);
  const auto missed =
      unresolved(mesh, masses(mesh, [](double x) { return std::abs(x) < 5 ? 1.0 : 0.0; }));
  for (int i = 0; i < 20; ++i) BOOST_TEST(missed[i] == (i == 5 || i == 14 ? 0.25 : 0));
}

BOOST_AUTO_TEST_CASE(periodic_axes_have_no_ends) {
  const auto missed_at_end = [](Boundary boundary) {
    const Mesh mesh = line(20, boundary);
    return unresolved(mesh, masses(mesh, [](double x) { return x < 0 ? 1.0 : 2.0; }))[0];
  };
  BOOST_TEST(missed_at_end(Boundary::reflecting) == 0);
  BOOST_TEST(missed_at_end(Boundary::periodic) == 0.25 * std::log(2), tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
