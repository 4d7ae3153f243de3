#include "output/verdict_json.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <limits>

#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;

BOOST_AUTO_TEST_SUITE(verdict_json_file)

BOOST_AUTO_TEST_CASE(it_repeats_verdict_and_comparisons) {
  VerdictRecord verdict{-1, "needs \"more\"", std::numeric_limits<double>::quiet_NaN(), 0.5,
                        7,  R"({"a": [1]})"};
  RoadComparison road{
      "forward", {0.25, 1}, {{"p_value", "", false, {0.5, 1e-300}}, {"w", "", true, {1, 2, 3, 4}}}};
  const std::vector<RoadComparison> roads{road};
  BOOST_TEST(verdict_json("t", verdict, roads) ==
             "{\n  \"schema\": \"loschmidt-verdict\",\n  \"schema_version\": 1,\n"
             "  \"title\": \"t\",\n"
             "  \"verdict\": {\n    \"verified\": -1,\n    \"reason\": \"needs \\\"more\\\"\",\n"
             "    \"p_value\": 1.7976931348623157e+308,\n    \"detectable_score_error\": 0.5,\n"
             "    \"particles\": 7,\n    \"error_budget\": {\"a\": [1]}\n  },\n"
             "  \"compare\": {\n    \"forward\": {\n      \"time\": [0.25, 1],\n"
             "      \"p_value\": [0.5, 1e-300],\n      \"w\": [[1, 2], [3, 4]]\n    }\n  }\n}\n");
}

BOOST_AUTO_TEST_CASE(a_start_of_its_own_is_named_with_its_distance) {
  VerdictRecord verdict = sample::verdict();
  verdict.start_divergence = std::numeric_limits<double>::infinity();
  BOOST_TEST(
      verdict_json("t", verdict, {}).find("\"start_divergence\": 1.7976931348623157e+308\n  }") !=
      std::string::npos);
  verdict.start_divergence = 0.5;
  BOOST_TEST(verdict_json("t", verdict, {}).find("\"start_divergence\": 0.5\n  }") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_file_holds_that_text) {
  const sample::Scratch scratch;
  const std::vector<RoadComparison> roads{sample::comparison(2)};
  write_verdict_json(MPI_COMM_WORLD, scratch.path() / "verdict.json", "t", sample::verdict(),
                     roads);
  std::ifstream in(scratch.path() / "verdict.json");
  BOOST_TEST(std::string(std::istreambuf_iterator<char>(in), {}) ==
             verdict_json("t", sample::verdict(), roads));
}

BOOST_AUTO_TEST_SUITE_END()
