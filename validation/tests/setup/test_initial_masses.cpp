#include "app/setup/initial_masses.hpp"

#include <boost/test/unit_test.hpp>

#include "meshes/field.hpp"
#include "validation/tests/case_text.hpp"
#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::setup;
using test::contains;
using test::line;

namespace {

/// The masses of a case on [-8, 8] whose points.csv holds the text.
InitialMasses masses_of(const std::string& points, const Mesh& mesh,
                        const std::vector<Mesh>& refinements = {}) {
  const test::Folder folder;
  folder.write("points.csv", points);
  const auto file = folder.write("case.toml", test::small_case);
  const Case c = read_case(file, std::vector<std::string>{"initial={samples=\"points.csv\"}"});
  return initial_masses(c, mesh, refinements);
}

std::string error_of(const std::string& points) {
  try {
    masses_of(points, line(-8, 8, 64));
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

// n − 1 points within and one beyond the mesh.
std::string one_outside(int n) {
  std::string points = "9\n";
  for (int i = 1; i < n; ++i) points += "0.1\n";
  return points;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(initial_masses)

BOOST_AUTO_TEST_CASE(both_meshes_get_the_same_law) {
  const InitialMasses law =
      masses_of("x\n-3.9\n-3.95\n2.3\n0\n", line(-8, 8, 64), {line(-8, 8, 128)});
  BOOST_TEST(law.cut_off == 0);
  for (int i = 0; i < 64; ++i)
    BOOST_TEST(law.mass[i] == law.refined[0][2 * i] + law.refined[0][2 * i + 1]);
  BOOST_TEST(law.mass[16] == 0.5);
}

BOOST_AUTO_TEST_CASE(a_little_outside_is_cut_off_and_reported_and_more_is_refused) {
  const InitialMasses law = masses_of(one_outside(10001), line(-8, 8, 64));
  BOOST_TEST(law.cut_off == 1.0 / 10001, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(total(law.mass) == 1.0, boost::test_tools::tolerance(1e-15));
  const std::string message = error_of(one_outside(9999));
  BOOST_TEST(contains(message, "initial.samples: 1.0e-04 of the initial mass lies outside"),
             message);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_in_a_file_carries_the_key_and_the_place) {
  const std::string message = error_of("1\n2 3\n");
  BOOST_TEST(contains(message, "--set: initial.samples: "), message);
  BOOST_TEST(contains(message, "points.csv:2: 2 entries"), message);
}

BOOST_AUTO_TEST_SUITE_END()
