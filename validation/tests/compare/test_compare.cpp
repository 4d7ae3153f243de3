// `loschmidt compare` returns exit code 0 where files agree, 1 where they differ.
#include "app/compare/compare.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "parallel/failure.hpp"
#include "validation/tests/compare/two_runs.hpp"

using namespace loschmidt;
using namespace loschmidt::comparison;
using namespace loschmidt::parallel;

namespace {

test::Edits with_another_score() {
  test::Edits edits;
  edits.reals = [](std::string_view path, int snapshot, std::vector<double>& values) {
    if (path == "/forward/score" && snapshot == 1) values[3] += 1e-3;
  };
  return edits;
}

bool is_input_error(const Failure& failure) {
  return failure.code() == input_error;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(comparing)

BOOST_AUTO_TEST_CASE(equal_runs_agree_and_another_score_differs) {
  const test::TwoRuns same;
  const CompareCommand compare_same{same.reference(), same.computed()};
  BOOST_TEST(compare_same(MPI_COMM_SELF) == verified);
  const test::TwoRuns other(with_another_score());
  const CompareCommand compare_other{other.reference(), other.computed()};
  BOOST_TEST(compare_other(MPI_COMM_SELF) == falsified);
}

BOOST_AUTO_TEST_CASE(what_is_left_out_or_tolerated_does_not_differ) {
  const test::TwoRuns runs(with_another_score());
  CompareCommand command{runs.reference(), runs.computed()};
  command.ignored = {"*score"};
  BOOST_TEST(command(MPI_COMM_SELF) == verified);
  command.ignored = {};
  command.only = {"/forward/density"};
  BOOST_TEST(command(MPI_COMM_SELF) == verified);
  command.only = {};
  command.tolerances = runs.scratch.path() / "tolerances.toml";
  std::ofstream(*command.tolerances) << "\"*score\" = { rtol = 0, atol = 0.01 }\n";
  BOOST_TEST(command(MPI_COMM_SELF) == verified);
}

BOOST_AUTO_TEST_CASE(globs_that_leave_nothing_are_refused) {
  const test::TwoRuns runs;
  CompareCommand command{runs.reference(), runs.computed(), {}, {"/nothing"}};
  BOOST_CHECK_EXCEPTION(command(MPI_COMM_SELF), Failure, is_input_error);
  command.only = {};
  command.ignored = {"*"};
  BOOST_CHECK_EXCEPTION(command(MPI_COMM_SELF), Failure, is_input_error);
}

BOOST_AUTO_TEST_CASE(the_report_is_written_but_not_over_a_run) {
  const test::TwoRuns runs;
  CompareCommand command{runs.reference(), runs.computed()};
  command.json = runs.scratch.path() / "report.json";
  BOOST_TEST(command(MPI_COMM_SELF) == verified);
  std::stringstream report;
  report << std::ifstream(*command.json).rdbuf();
  BOOST_TEST((report.str().find("\"agree\": true") != std::string::npos));
  command.json = runs.reference();
  BOOST_CHECK_EXCEPTION(command(MPI_COMM_SELF), Failure, is_input_error);
}

BOOST_AUTO_TEST_SUITE_END()
