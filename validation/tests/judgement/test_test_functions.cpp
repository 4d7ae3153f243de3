// Directions of laws whose change is known, and their size for every reference error.
#include "app/judgement/test_functions.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/laws.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using boost::test_tools::tolerance;
using test::gaussian_masses;

namespace {

// Laws of variance 1: score × 0.9 and × 1.1 move the mean by −0.02 and 0.02, half of the drift by
// 0.1.
ReferenceLaws moved_gaussians(const meshes::Mesh& mesh) {
  const auto at = [&](double mean) { return gaussian_masses(mesh, mean, 1); };
  return {at(1), at(0.98), at(1.02), at(1.1), {}};
}

double value(const Direction& direction, const meshes::Point& x) {
  meshes::PointGrid one;
  for (int a = 0; a < 3; ++a) one.coordinates[a] = {x[a]};
  return direction.function.values(one).front();
}

const Direction& named(const std::vector<Direction>& all, std::string_view name) {
  return *std::ranges::find_if(all, [&](const Direction& d) { return d.function.name == name; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(test_functions)

// ∂ log q/∂m of N(m, 1) is x − m; the errors are 0.2 of the score, which move the mean by 0.04, and
// half of the drift. The differences have an error of third order, (0.02 x)²/6 and 0.05 x.
BOOST_AUTO_TEST_CASE(the_direction_of_a_mean_is_a_line) {
  const meshes::Mesh mesh = test::line(-7, 7, 256);
  const auto all = directions(mesh, moved_gaussians(mesh));
  BOOST_TEST(all.size() == 4u);
  for (const double x : {-1.0, 0.5, 2.003}) {
    BOOST_TEST(value(named(all, "score"), {x}) == 0.2 * (x - 1), tolerance(2e-3));
    BOOST_TEST(std::abs(value(named(all, "drift"), {x}) + 0.2 * (x - 1)) < 0.04);
  }
}

BOOST_AUTO_TEST_CASE(a_direction_falls_to_zero_where_the_density_is_too_low_for_it) {
  const meshes::Mesh mesh = test::line(-12, 12, 256);
  const auto all = directions(mesh, moved_gaussians(mesh));
  const Direction& score = named(all, "score");
  // exp(−x²/2) = 1e-6 at x = 5.257 from the mean: there it is half of the line.
  BOOST_TEST(value(score, {6.257}) == 0.5 * 0.2 * 5.257, tolerance(0.02));
  BOOST_TEST(value(score, {5}) == 0.2 * 4, tolerance(0.02));
  BOOST_TEST(std::abs(value(score, {10})) < 1e-8);
  BOOST_TEST(std::abs(value(score, {-12})) < 1e-8);
}

BOOST_AUTO_TEST_CASE(several_axes_have_the_same_functions) {
  const meshes::Mesh plane = test::box(2, -7, 7, 96);
  const auto along = [&](double mean) {
    const std::vector<double> one = gaussian_masses(test::line(-7, 7, 96), mean, 1);
    const std::vector<double> other = gaussian_masses(test::line(-7, 7, 96), -0.5, 1);
    std::vector<double> mass;
    for (const double y : other)
      for (const double x : one) mass.push_back(x * y);
    return mass;
  };
  const auto all = directions(plane, {along(1), along(0.98), along(1.02), along(1.1), {}});
  BOOST_TEST(all.size() == 4u);
  for (const double y : {-1.3, 0.4})
    BOOST_TEST(value(named(all, "score"), {0.5, y}) == 0.2 * (0.5 - 1), tolerance(0.02));
  BOOST_TEST(value(named(all, "mean"), {1.4, -0.7}) == 0.1, tolerance(1e-12));
  BOOST_TEST(named(all, "mean").expected.size().score == 0.02 / 7, tolerance(1e-6));
  BOOST_TEST(value(named(all, "second moment"), {1.4, -0.7}) == 0.05, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(axes_of_both_kinds_have_a_mean_and_a_sine) {
  const meshes::Mesh mesh(
      {test::uniform_axis(-1, 3, 8), test::uniform_axis(0, 2, 8, meshes::Boundary::periodic)});
  const std::vector<double> flat(64, 1.0 / 64);
  const auto all = directions(mesh, {flat, flat, flat, flat, {}});
  BOOST_TEST(value(named(all, "mean"), {2, 1.7}) == 0.5, tolerance(1e-12));
  BOOST_TEST(value(named(all, "sine"), {2, 1.5}) == 1, tolerance(1e-12));
}

// The plain functions are scaled to the box: (x − middle) divided by half its length.
BOOST_AUTO_TEST_CASE(changes_of_expectations_are_those_of_the_laws) {
  const meshes::Mesh mesh = test::line(-7, 7, 256);
  const auto all = directions(mesh, moved_gaussians(mesh));
  const ReferenceError mean = named(all, "mean").expected.size();
  BOOST_TEST(mean.score == 0.02 / 7, tolerance(1e-6));
  BOOST_TEST(mean.drift == 0.1 / 7, tolerance(1e-6));
  BOOST_TEST(mean.divergence == 0);
  // E X² = 1 + m².
  BOOST_TEST(named(all, "second moment").expected.size().score == (1 - 0.98 * 0.98) / 49,
             tolerance(1e-6));
  BOOST_TEST(named(all, "score").expected.size().score == 0.2 * 0.02, tolerance(2e-3));
}

BOOST_AUTO_TEST_CASE(a_divergence_has_a_direction_of_its_own) {
  const meshes::Mesh mesh = test::line(-7, 7, 64);
  ReferenceLaws laws = moved_gaussians(mesh);
  laws.half_divergence = gaussian_masses(mesh, 1.05, 1);
  const auto all = directions(mesh, laws);
  BOOST_TEST(all.size() == 5u);
  BOOST_TEST(value(named(all, "divergence"), {2}) == -0.1, tolerance(0.05));
  BOOST_TEST(named(all, "mean").expected.size().divergence == 0.05 / 7, tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(functions_of_a_periodic_axis_are_periodic) {
  const meshes::Mesh mesh = test::line(-1, 1, 64, meshes::Boundary::periodic);
  const auto wave = [&](double size) {
    std::vector<double> mass;
    for (const double x : mesh.axis(0).centers())
      mass.push_back((1 + size * std::sin(M_PI * (x - 0.3))) / 64);
    return mass;
  };
  const auto all = directions(mesh, {wave(0), wave(-0.1), wave(0.1), wave(0.2), {}});
  BOOST_TEST(all[0].function.name == "sine");
  BOOST_TEST(all[1].function.name == "cosine");
  for (const Direction& d : all) BOOST_TEST(std::abs(value(d, {-1}) - value(d, {1})) < 1e-9);
  BOOST_TEST(std::abs(value(named(all, "score"), {1}) - std::sin(M_PI * 0.7)) < 1e-4);
}

BOOST_AUTO_TEST_CASE(files_have_the_place_of_a_name_as_its_number) {
  BOOST_TEST(number_of("score") == 0);
  BOOST_TEST(number_of("cosine") == 6);
}

BOOST_AUTO_TEST_SUITE_END()
