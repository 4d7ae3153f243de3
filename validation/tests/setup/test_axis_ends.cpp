#include "app/setup/axis_ends.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "app/setup/problem.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::setup;
using boost::test_tools::tolerance;
using test::contains;

namespace {

const std::string square_root_case = R"toml(title = "square root"
[mesh]
lower = [0.0]
upper = [2.0]
cells = [32]
boundary = ["reflecting"]
[sde]
drift = ["0.25*(1-x)"]
diffusion = "sqrt(x)"
[initial]
mixture = [{ weight = 1, mean = [1], std = [0.1] }]
[time]
end = 1.0
)toml";

const std::string variance_case = R"toml(title = "an axis and its variance"
[mesh]
lower = [-1.0, 0.0]
upper = [1.0, 0.5]
cells = [8, 8]
boundary = ["reflecting", "reflecting"]
[sde]
drift = ["0", "1.5*(0.04-y)"]
diffusion = ["sqrt(y)", "0.4*sqrt(y)"]
[initial]
mixture = [{ weight = 1, mean = [0, 0.1], std = [0.1, 0.02] }]
[time]
end = 1.0
)toml";

std::string refusal(const std::vector<std::string>& overrides) {
  const input::Case c = test::read(square_root_case, overrides);
  return test::error_in([&] { const Problem problem(c); });
}

std::string description(const std::string& text, const std::vector<std::string>& overrides = {}) {
  const input::Case c = test::read(text, overrides);
  const Problem problem(c);
  return describe(c, problem.sde, problem.ends);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(axis_ends_of_cases)

BOOST_AUTO_TEST_CASE(the_mesh_of_a_problem_has_the_profiles_of_its_singular_ends) {
  const Problem problem(
      test::read(square_root_case, {"solver.extrapolation=true", "mesh.cells=[16]"}));
  BOOST_TEST_REQUIRE(problem.refinements.size() == 1u);
  for (const meshes::Mesh* mesh : {&problem.mesh, &problem.half, &problem.refinements[0]}) {
    const auto& ends = mesh->axis(0).singular_ends();
    BOOST_TEST_REQUIRE(ends[0].has_value());
    BOOST_TEST(ends[0]->exponent == -0.5, tolerance(1e-6));
    BOOST_TEST(ends[0]->tensor_exponent == 1);
    BOOST_TEST(!ends[1]);
  }
  BOOST_TEST(!Problem(test::read(test::small_case)).mesh.singular());
}

BOOST_AUTO_TEST_CASE(an_end_that_is_reached_and_never_left_cannot_reflect) {
  for (const char* drift : {"sde.drift=[\"0\"]", "sde.drift=[\"-1\"]", "sde.drift=[\"-x\"]"}) {
    const std::string error = refusal({drift});
    BOOST_TEST(contains(error, "case.toml:6: mesh.boundary[0]: reflects at 0, where the noise"));
    BOOST_TEST(contains(error, "use \"absorbing\""));
    BOOST_TEST(refusal({drift, "mesh.boundary=[\"absorbing\"]"}) == "");
  }
  const std::string upper =
      refusal({"sde.drift=[\"0\"]", "sde.diffusion=sqrt(2-x)", "mesh.boundary=[\"reflecting\"]"});
  BOOST_TEST(contains(upper, "mesh.boundary[0]: reflects at 2"));
  // Neither a natural end, nor one where the noise stays, nor one that the drift leads back from.
  BOOST_TEST(refusal({"sde.drift=[\"-x\"]", "sde.diffusion=x"}) == "");
  BOOST_TEST(refusal({"sde.drift=[\"-x\"]", "sde.diffusion=x^2"}) == "");
  BOOST_TEST(refusal({"sde.drift=[\"-1\"]", "sde.diffusion=1"}) == "");
  BOOST_TEST(refusal({}) == "");
}

BOOST_AUTO_TEST_CASE(an_end_that_changes_with_time_or_place_has_no_class) {
  const input::Case in_time = test::read(square_root_case, {"sde.drift=[\"(1+t)*(1-x)\"]"});
  const Problem moving(in_time);
  BOOST_TEST(!moving.ends[0][0]);
  BOOST_TEST(moving.ends[0][1].has_value());
  BOOST_TEST(!moving.mesh.singular());
  BOOST_TEST(uncarried_ends(in_time, moving.sde, moving.ends).size() == 1u);
  BOOST_TEST(contains(describe(in_time, moving.sde, moving.ends),
                      "# end: x = 0: the noise vanishes and the drift beside it varies"));
  const Problem slanted(test::read(variance_case, {"sde.drift=[\"0\", \"(1.5+x)*(0.04-y)\"]"}));
  BOOST_TEST(!slanted.ends[1][0]);
  BOOST_TEST(!slanted.mesh.singular());
  // Drift and noise that change together have the same class at all times.
  const Problem scaled(test::read(
      square_root_case, {"sde.drift=[\"0.25*(1+t)*(1-x)\"]", "sde.diffusion=sqrt((1+t)*x)"}));
  BOOST_TEST(scaled.mesh.axis(0).singular_ends()[0]->exponent == -0.5, tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(an_end_along_another_axis_is_found_and_a_full_tensor_has_no_exponents) {
  const input::Case c = test::read(variance_case);
  const Problem problem(c);
  BOOST_TEST(problem.ends[1][0]->drift_ratio == 0.75, tolerance(1e-6));
  BOOST_TEST(problem.mesh.axis(1).singular_ends()[0]->exponent == -0.25, tolerance(1e-6));
  BOOST_TEST(!problem.mesh.axis(0).singular());
  const input::Case full =
      test::read(test::replaced(variance_case, R"toml(["sqrt(y)", "0.4*sqrt(y)"])toml",
                                R"toml([["sqrt(y)", "0"], ["-0.2*sqrt(y)", "0.3*sqrt(y)"]])toml"));
  const Problem correlated(full);
  BOOST_TEST(!correlated.mesh.singular());
  BOOST_TEST_REQUIRE(correlated.ends[1][0].has_value());
  BOOST_TEST(correlated.ends[1][0]->tensor_exponent == 1);
  BOOST_TEST(!singular_ends(full, correlated.sde, correlated.ends, 1)[0]);
  const std::string text = describe(full, correlated.sde, correlated.ends);
  BOOST_TEST(contains(text, "# end: y = 0 is regular"));
  BOOST_TEST(!contains(text, "carried"));
  BOOST_TEST(contains(text, "# end: y = 0: the noise vanishes and drives several axes"));
}

BOOST_AUTO_TEST_CASE(each_end_without_noise_has_a_line) {
  BOOST_TEST(description(square_root_case) ==
             "# end: x = 0 is regular, D ~ r^1, 2 f r/D -> 0.5; the density ~ r^-0.5 is carried by "
             "the scheme\n");
  BOOST_TEST(description(square_root_case, {"sde.drift=[\"3*(1-x)\"]"}) ==
             "# end: x = 0 is entrance, D ~ r^1, 2 f r/D -> 6\n");
  const std::string both = description(
      square_root_case,
      {"sde.drift=[\"0\"]", "sde.diffusion=sqrt(x*(2-x))", "mesh.boundary=[\"absorbing\"]"});
  BOOST_TEST(contains(both, "# end: x = 0 is exit, D ~ r^1, 2 f r/D -> 0; the density ~ r^0 "));
  BOOST_TEST(contains(both, "\n# end: x = 2 is exit"));
  BOOST_TEST(description(test::small_case) == "");
}

BOOST_AUTO_TEST_CASE(periodic_ends_and_formulas_that_are_not_finite_are_left_alone) {
  const input::Case round =
      test::read(square_root_case,
                 {"mesh.boundary=[\"periodic\"]", "sde.diffusion=sin(3.1415926535897931*x)"});
  const Problem problem(round);
  BOOST_TEST(axis_ends(round, problem.sde)[0][0]->tensor_exponent == 0);
  const input::Case infinite = test::read(square_root_case, {"sde.drift=[\"log(x-1)\"]"});
  std::vector<sde::Formula> drift, noise;
  drift.emplace_back("log(x-1)", 1);
  noise.emplace_back("sqrt(x)", 1);
  const sde::Sde broken(std::move(drift), std::move(noise));
  BOOST_TEST(!axis_ends(infinite, broken)[0][0]);
}

BOOST_AUTO_TEST_SUITE_END()
