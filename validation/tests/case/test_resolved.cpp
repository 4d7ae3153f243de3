#include "app/case/resolved.hpp"

#include <boost/test/unit_test.hpp>

#include "app/case/options.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::meshes;
using test::contains;

namespace {

const std::string full_case = R"toml(
title = "quotes \" and \\ and λ"
reference = "two\nlines"
expect = "undecided"
[mesh]
lower = [-8.0, 0.1]
upper = [8.0, 0.30000000000000004]
cells = [64, 5]
boundary = ["periodic", "absorbing"]
grading = [{ kind = "sinh", center = 0.1, strength = 1.7 },
           { kind = "edges", values = [0.1, 0.12, 0.15, 0.2, 0.25, 0.30000000000000004] }]
[sde]
drift = ["-k*x", 0.1]
diffusion = ["sqrt(k)", 1e-3]
definitions = { k = "1 + t", m = 3 }
[initial]
mixture = [{ weight = 0.3, mean = [1, 0.2], std = [0.1, 1e-300] },
           { weight = 7, mean = [-1, 0], std = [1, 1] }]
[exact]
density = "exp(-x^2)"
score = ["-2*x", 0]
[time]
start = -1
end = 0.7
stop = -0.3
snapshots = [0.1, 0.3333333333333333]
[solver]
method = "uniformization"
steps = 17
tolerance = 3e-9
extrapolation = true
[reverse]
particles = 12345678901
steps = 77
scheme = "heun"
time_grid = "uniform"
seed = 9223372036854775807
start = "normal(x, 0, k)"
reversal = { drift = 1, divergence = 0.5, score = -0.1 }
[validation]
significance = 1e-3
tolerance = 0.01
roads = ["ensemble"]
joint_times = [0.125, 0.7]
[output]
directory = "somewhere"
fields = ["score"]
)toml";

void check_same(const Case& a, const Case& b) {
  BOOST_TEST(a.description.title == b.description.title);
  BOOST_TEST(a.description.reference == b.description.reference);
  BOOST_TEST(a.description.expect == b.description.expect);
  BOOST_TEST(a.mesh.lower == b.mesh.lower);
  BOOST_TEST(a.mesh.upper == b.mesh.upper);
  BOOST_TEST(a.mesh.cells == b.mesh.cells);
  BOOST_TEST((a.mesh.boundary == b.mesh.boundary));
  BOOST_TEST(a.sde.drift == b.sde.drift);
  BOOST_TEST(a.sde.diffusion == b.sde.diffusion);
  BOOST_TEST((a.sde.definitions == b.sde.definitions));
  BOOST_TEST(a.time.start == b.time.start);
  BOOST_TEST(a.time.end == b.time.end);
  BOOST_TEST((a.time.stop == b.time.stop));
  BOOST_TEST(a.time.snapshots == b.time.snapshots);
  BOOST_TEST(a.solver.method == b.solver.method);
  BOOST_TEST(a.solver.steps == b.solver.steps);
  BOOST_TEST(a.solver.tolerance == b.solver.tolerance);
  BOOST_TEST(a.solver.extrapolation == b.solver.extrapolation);
  BOOST_TEST(a.reverse.particles == b.reverse.particles);
  BOOST_TEST(a.reverse.steps == b.reverse.steps);
  BOOST_TEST((a.reverse.scheme == b.reverse.scheme));
  BOOST_TEST((a.reverse.time_grid == b.reverse.time_grid));
  BOOST_TEST(a.reverse.seed == b.reverse.seed);
  BOOST_TEST((a.reverse.start == b.reverse.start));
  BOOST_TEST((a.reverse.reversal == b.reverse.reversal));
  BOOST_TEST(a.reverse.reversal_name == b.reverse.reversal_name);
  BOOST_TEST(a.validation.significance == b.validation.significance);
  BOOST_TEST(a.validation.tolerance == b.validation.tolerance);
  BOOST_TEST((a.validation.roads == b.validation.roads));
  BOOST_TEST(a.validation.joint_times == b.validation.joint_times);
  BOOST_TEST((a.output.directory == b.output.directory));
  BOOST_TEST((a.output.fields == b.output.fields));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(resolved)

BOOST_AUTO_TEST_CASE(the_resolved_case_reads_back_as_the_same_case) {
  for (const std::string& text : {test::small_case, full_case}) {
    const Case c = test::read(text);
    const Case again = test::read(resolved_toml(c));
    check_same(c, again);
    BOOST_TEST(resolved_toml(again) == resolved_toml(c));
  }
}

BOOST_AUTO_TEST_CASE(what_has_structure_reads_back_too) {
  const Case c = test::read(resolved_toml(test::read(full_case)));
  const auto& mixture = std::get<std::vector<MixtureComponent>>(c.initial);
  BOOST_TEST(mixture[0].weight == 0.3);
  BOOST_TEST(mixture[0].std[1] == 1e-300);
  BOOST_TEST(mixture[1].mean[0] == -1);
  BOOST_TEST(std::get<SinhGrading>(c.mesh.grading[0]).strength == 1.7);
  BOOST_TEST(std::get<ExplicitEdges>(c.mesh.grading[1]).values.back() == 0.1 + 0.2);
  BOOST_TEST(c.exact->score == (std::vector<std::string>{"-2*x", "0"}));
  BOOST_TEST(c.reverse.reversal.divergence == 0.5);
}

BOOST_AUTO_TEST_CASE(every_key_of_the_table_is_shown) {
  const std::string text = resolved_toml(test::read(test::small_case));
  for (const Option& option : options())
    if (parent_of(option.key).empty() || is_section(parent_of(option.key)))
      BOOST_TEST(contains(text, option.key.substr(option.key.rfind('.') + 1)), option.key);
}

BOOST_AUTO_TEST_CASE(a_stop_found_later_is_shown) {
  Case c = test::read(test::small_case);
  BOOST_TEST(contains(resolved_toml(c), "# stop: not given"));
  c.time.stop = 0.125;
  BOOST_TEST(contains(resolved_toml(c), "stop = 0.125"));
}

BOOST_AUTO_TEST_SUITE_END()
