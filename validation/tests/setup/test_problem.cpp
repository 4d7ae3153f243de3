#include "app/setup/problem.hpp"

#include <boost/test/unit_test.hpp>

#include "meshes/field.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::setup;
using test::contains;
using test::read;
using test::small_case;

namespace {

std::string problem_error(const Case& c) {
  try {
    const Problem problem(c);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(problems)

BOOST_AUTO_TEST_CASE(the_start_is_normalised_on_every_mesh) {
  BOOST_TEST(Problem(read(small_case)).start.empty());
  const Problem problem(
      read(small_case, {"reverse.start=2*exp(-t*x^2)", "solver.extrapolation=true"}));
  BOOST_TEST_REQUIRE(problem.start.size() == 2u);
  BOOST_TEST(problem.start[0].size() == 64u);
  BOOST_TEST(problem.start[1].size() == 128u);
  for (const auto& mass : problem.start)
    BOOST_TEST(total(mass) == 1, boost::test_tools::tolerance(1e-13));
  // t is time.end there, 1: the density at 0 is 1/√π.
  BOOST_TEST(problem.start[1][64] / 0.125 == 0.5642, boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(edges_that_do_not_ascend_are_found_with_their_line) {
  const std::string text = test::replaced(
      small_case, "cells = [64]", R"(grading = [{ kind = "edges", values = [-8,1,0,2,3,8] }])");
  const std::string error = problem_error(read(text));
  BOOST_TEST(contains(error, "case.toml:5: mesh.grading[0]: makes no axis (edges must ascend"));
}

BOOST_AUTO_TEST_CASE(a_start_that_is_no_density_is_refused) {
  for (const char* start : {"reverse.start=-1", "reverse.start=1/x", "reverse.start=0",
                            "reverse.start=nonsense", "reverse.start=log(x)"})
    BOOST_TEST(contains(problem_error(read(small_case, {start})), "reverse.start: "), start);
}

BOOST_AUTO_TEST_CASE(only_noise_1_has_a_reference_law_other_than_the_density) {
  Case absorbing = read(small_case, {"mesh.boundary=[\"absorbing\"]"});
  Case prior = read(small_case, {"reverse.start=1"});
  Case plain = read(small_case);
  for (Case* c : {&absorbing, &prior, &plain}) {
    BOOST_TEST(problem_error(*c) == "");
    c->reverse.reversal.noise = 0.5;
  }
  BOOST_TEST(contains(problem_error(absorbing), "reverse.reversal: has another noise than 1"));
  BOOST_TEST(contains(problem_error(prior), "reverse.start: is another law than the density"));
  BOOST_TEST(problem_error(plain) == "");
}

BOOST_AUTO_TEST_SUITE_END()
