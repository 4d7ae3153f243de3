// A case that does not fit into memory is refused before anything large is allocated.
#include "app/setup/memory_check.hpp"

#include <boost/test/unit_test.hpp>

#include "app/setup/memory_need.hpp"
#include "parallel/failure.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::parallel;
using namespace loschmidt::setup;
using test::contains;
using test::read;
using test::small_case;

namespace {

std::string refusal(const std::vector<std::string>& overrides) {
  try {
    check_memory(MPI_COMM_SELF, read(small_case, overrides));
  } catch (const Failure& failure) {
    BOOST_TEST(failure.code() == 2);
    return failure.what();
  }
  return "";
}

double least(const std::vector<std::string>& overrides) {
  const Case c = read(small_case, overrides);
  return total(memory_need({1, 1}, c, least_sizes(c)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(memory_checks)

BOOST_AUTO_TEST_CASE(a_small_case_fits) {
  BOOST_TEST(refusal({}) == "");
  BOOST_TEST(least({"reverse.particles=1000"}) < 1e6);
}

// More than any machine has: no test allocates it.
BOOST_AUTO_TEST_CASE(the_key_that_takes_most_is_named) {
  const std::vector<std::string> plane{"mesh.lower=[0,0,0]", "mesh.upper=[1,1,1]",
                                       R"(sde.drift=["0","0","0"])", "initial={density=\"1\"}",
                                       "output.memory=1e5"};
  const auto refused = [&](std::vector<std::string> more) {
    more.insert(more.begin(), plane.begin(), plane.end());
    return refusal(more);
  };
  BOOST_TEST(
      contains(refused({"mesh.cells=[1200,1200,1200]"}), "--set: mesh.cells: makes the run"));
  BOOST_TEST(contains(refused({"mesh.cells=[64,64,64]", "time.snapshots=1000000"}),
                      "--set: time.snapshots: makes the run"));
  BOOST_TEST(contains(refusal({"reverse.steps=1000000000", "output.memory=1e4"}),
                      "--set: reverse.steps: makes the run"));
  BOOST_TEST(contains(refusal({"reverse.particles=1e15", "output.memory=1"}), "reverse.particles"));
}

BOOST_AUTO_TEST_CASE(products_of_cells_do_not_overflow) {
  const std::vector<std::string> cube{"mesh.lower=[0,0,0]",          "mesh.upper=[1,1,1]",
                                      R"(sde.drift=["0","0","0"])",  "initial={density=\"1\"}",
                                      "mesh.cells=[1000,1000,1000]", "solver.extrapolation=true"};
  BOOST_TEST(contains(refusal(cube), "solver.extrapolation: makes a mesh of 8e+09 cells"));
}

BOOST_AUTO_TEST_CASE(particles_go_in_batches) {
  BOOST_TEST(least({"reverse.particles=1e15"}) == least({"reverse.particles=1e7"}));
}

BOOST_AUTO_TEST_CASE(roads_without_particles_take_none) {
  BOOST_TEST(least({R"(validation.roads=["chain"])", "reverse.particles=1e15"}) < 1e6);
}

BOOST_AUTO_TEST_CASE(what_is_certain_is_never_more_than_what_is_known) {
  for (const char* snapshots : {"time.snapshots=2", "time.snapshots=400"})
    for (const char* steps : {"reverse.steps=2", "reverse.steps=333"})
      for (const char* stop : {"time.stop=0.1", "time.stop=0.3"}) {
        const Case c = read(small_case, {snapshots, steps, stop});
        const Problem problem(c);
        const Plan plan = make_plan(c, problem);
        for (const auto& [key, bytes] : memory_need({2, 2}, c, sizes_of(c, problem, plan)))
          BOOST_TEST(memory_need({2, 2}, c, least_sizes(c)).at(key) <= bytes, key);
      }
}

BOOST_AUTO_TEST_SUITE_END()
