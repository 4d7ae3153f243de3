#include "app/setup/controls.hpp"

#include <boost/test/unit_test.hpp>

#include "app/setup/memory_need.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;

namespace {

bool has_controls(const std::string& text, const std::vector<std::string>& overrides = {}) {
  const test::SmallJob small(text, overrides);
  return setup::has_controls(small.setup.problem, small.setup.plan);
}

// Three Ornstein–Uhlenbeck processes whose noise depends on the place.
std::string in_space() {
  std::string text = test::replaced(test::two_ornstein_uhlenbeck(), "[-5.0, -5.0]", "[-5, -5, -5]");
  text = test::replaced(text, "[5.0, 5.0]", "[5, 5, 5]");
  text = test::replaced(text, "[24, 20]", "[24, 24, 24]");
  text = test::replaced(text, "[\"-x\", \"-y\"]", "[\"-x\", \"-y\", \"-z\"]");
  return test::replaced(text, "mean = [1, 0], std = [1, 1]", "mean = [1, 0, 0], std = [1, 1, 1]");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(controls)

BOOST_AUTO_TEST_CASE(axes_that_do_not_absorb_have_controls_where_steps_have_noise) {
  BOOST_TEST(has_controls(test::ornstein_uhlenbeck));
  BOOST_TEST(!has_controls(test::ornstein_uhlenbeck, {"reverse.reversal=probability-flow"}));
  BOOST_TEST(!has_controls(test::ornstein_uhlenbeck,
                           {"reverse.reversal=probability-flow", "reverse.scheme=heun"}));
  BOOST_TEST(!has_controls(test::ornstein_uhlenbeck, {"mesh.cells=[5]"}));
  BOOST_TEST(has_controls(test::two_ornstein_uhlenbeck()));
  BOOST_TEST(!has_controls(test::absorbed_brownian_motion));
}

// 15 numbers at 1001 vertices for 2000 steps are 240 MB, and for 2200 steps at 501 vertices 132 MB.
BOOST_AUTO_TEST_CASE(tables_take_at_most_256_megabytes) {
  const auto bytes = [](const std::string& steps) {
    const test::SmallJob small(test::ornstein_uhlenbeck, {"mesh.cells=[1000]", steps});
    return setup::bytes_of_controls(small.setup.problem, small.setup.plan);
  };
  BOOST_TEST(bytes("reverse.steps=2000") == 2003 * 1001 * 15 * 8.0);
  BOOST_TEST(bytes("reverse.steps=2200") == 2203 * 501 * 15 * 8.0);
}

// Groups of one, four and eight cells have two nodes along each axis, with 25 points each. The
// coarse equation has half of the nodes along each axis, with nine.
BOOST_AUTO_TEST_CASE(several_axes_have_fewer_nodes_and_points) {
  const auto paths = [](int cells) {
    const std::string n = std::to_string(cells);
    const test::SmallJob small(test::two_ornstein_uhlenbeck(),
                               {"mesh.cells=[" + n + ", " + n + "]"});
    return setup::backward_paths(small.setup.problem, small.setup.plan);
  };
  BOOST_TEST(paths(48) == 96 * 96 * 25 + 48 * 48 * 9);
  BOOST_TEST(paths(192) == 96 * 96 * 25 + 48 * 48 * 9);
  BOOST_TEST(paths(256) == 64 * 64 * 25 + 32 * 32 * 9);
}

BOOST_AUTO_TEST_CASE(a_step_has_at_most_a_million_paths_of_the_fine_equation) {
  const std::string g = "sde.diffusion=[\"1 + 0.1*y\", \"1 + 0.1*z\", \"1 + 0.1*x\"]";
  for (const std::string n : {"7", "24", "30", "48", "64", "100"}) {
    const test::SmallJob small(in_space(), {"mesh.cells=[" + n + ", " + n + ", " + n + "]", g});
    BOOST_TEST(setup::normals_of_step(small.setup.problem, small.setup.plan) == 3);
    BOOST_TEST(setup::backward_paths(small.setup.problem, small.setup.plan) <= 1.1e6);
  }
}

// A Wiener process per axis where none drives two of them, whatever matrix the case has.
BOOST_AUTO_TEST_CASE(normals_are_those_of_the_tables) {
  const auto normals = [](const std::string& diffusion, const std::string& scheme) {
    const test::SmallJob small(test::ornstein_uhlenbeck,
                               {"sde.diffusion=" + diffusion, "reverse.scheme=" + scheme});
    return setup::normals_of_step(small.setup.problem, small.setup.plan);
  };
  BOOST_TEST(normals("[[\"1\", \"0.5*x\"]]", "dri1") == 1);
  BOOST_TEST(normals("[[\"1\", \"0.5*x\"]]", "platen") == 1);
  BOOST_TEST(normals("[\"1\"]", "heun") == 1);
}

BOOST_AUTO_TEST_CASE(every_rank_needs_the_memory_of_all_tables) {
  const auto need = [](const std::string& roads) {
    const test::SmallJob small(test::ornstein_uhlenbeck, {"validation.roads=" + roads});
    const setup::Setup& s = small.setup;
    const double tables = static_cast<double>(s.plan.reverse_steps.size()) * 65 * 15 * 8;
    BOOST_TEST(setup::bytes_of_controls(s.problem, s.plan) == tables);
    const auto sizes = setup::sizes_of(s.settings, s.problem, s.plan);
    BOOST_TEST(sizes.controls == (roads == "[\"ensemble\"]" ? tables : 0));
    return setup::memory_need({4, 4}, s.settings, sizes)["reverse.steps"] - sizes.controls;
  };
  BOOST_TEST(need("[\"ensemble\"]") == need("[\"forward\"]"));
}

BOOST_AUTO_TEST_SUITE_END()
