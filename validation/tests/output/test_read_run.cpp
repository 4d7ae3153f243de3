#include "output/read_run.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <stdexcept>

#include "output/describe_verdict.hpp"
#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;
using sample::Scratch;

namespace {

void make_other(const std::filesystem::path& file, const std::string& schema,
                std::int64_t version) {
  const Hdf5Handle other(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose,
                         "create");
  put_attribute(other.get(), "schema", schema);
  put_attribute(other.get(), "schema_version", version);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(read_run)

BOOST_AUTO_TEST_CASE(what_was_written_is_told) {
  const Scratch scratch;
  sample::write_run(scratch.path(), sample::mesh({5, 3}), 3, 1);
  if (sample::rank() != 0) return;
  const std::string text = describe_run(scratch.path() / "run.h5");
  for (const std::string part :
       {"loschmidt-run 1", "a title with ∂", "complete", "3.18.4", "loschmidt run x.toml",
        "x  5 cells from -1 to 2, absorbing", "y  3 cells from -1 to 2, periodic",
        "forward  4 snapshots from 0 to 1, 3 written",
        "reverse  2 snapshots from 1 to 0.30000000000000004, 1 written", "/forward/score",
        "(4, 3, 5, 2)", "VERIFIED (all good)", "p_value                0.25", "wall time"})
    BOOST_TEST(text.find(part) != std::string::npos, part << " is missing in\n" << text);
}

BOOST_AUTO_TEST_CASE(an_error_budget_is_a_table) {
  const std::string text = describe_budget(
      R"({"norm": "n", "space": {"size": 0.02, "uncertainty": 0.04, "refined": "half the cells"}, )"
      R"("monte_carlo": {"size": 0.05}, "total": 0.06, "lowest": 0.01, "highest": )"
      R"(1.7976931348623157e+308, "observed": 0.055, "explained": true})");
  for (const std::string part :
       {"space              0.02 ± 0.04      by half the cells", "monte_carlo        0.05\n",
        "between 0.01 and infinite; observed 0.055: explained"})
    BOOST_TEST(text.find(part) != std::string::npos, part << " is missing in\n" << text);
  BOOST_TEST(describe_budget("{}") == "");
  BOOST_TEST(describe_budget("no JSON") == "  error_budget no JSON\n");
}

BOOST_AUTO_TEST_CASE(a_run_without_verdict_says_so) {
  const Scratch scratch;
  RunFile run(MPI_COMM_WORLD, scratch.path() / "run.h5", sample::mesh({5}), sample::header(),
              sample::times(), sample::contents());
  run.close("interrupted");
  if (sample::rank() != 0) return;
  const std::string text = describe_run(scratch.path() / "run.h5");
  BOOST_TEST(text.find("verdict: none yet") != std::string::npos);
  BOOST_TEST(text.find("interrupted") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(other_files_are_refused) {
  const Scratch scratch;
  if (sample::rank() != 0) return;
  const auto file = scratch.path() / "other.h5";
  BOOST_CHECK_THROW(describe_run(file), std::invalid_argument);
  std::ofstream(file) << "no HDF5 at all";
  BOOST_CHECK_THROW(describe_run(file), std::invalid_argument);
  make_other(file, "something-else", 1);
  BOOST_CHECK_THROW(describe_run(file), std::invalid_argument);
  make_other(file, "loschmidt-run", 2);
  BOOST_CHECK_THROW(describe_run(file), std::invalid_argument);
  make_other(file, "loschmidt-run", 1);  // a run file that lacks everything else
  BOOST_CHECK_THROW(describe_run(file), OutputError);
}

BOOST_AUTO_TEST_SUITE_END()
