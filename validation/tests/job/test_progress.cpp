// The progress log has one JSON object per line, and the wall time of every stage is measured.
#include "app/job/progress.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <fstream>
#include <thread>

#include "parallel/output_error.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::job;
using namespace loschmidt::parallel;

namespace {

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool is_event(const std::string& line, const std::string& event, const std::string& stage) {
  return line.starts_with("{\"time\": ") && line.ends_with("}") &&
         test::contains(line, "\"event\": \"" + event + "\", \"stage\": \"" + stage + "\"");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(progress)

BOOST_AUTO_TEST_CASE(a_stage_begins_when_the_one_before_ends) {
  const test::Folder folder;
  const auto file = folder.path / "log";
  Progress progress(false, file);
  progress.begin("a");
  progress.begin("b");
  progress.conclude("verified", "all \"good\"");
  const auto lines = lines_of(file);
  BOOST_TEST_REQUIRE(lines.size() == 5u);
  BOOST_TEST(is_event(lines[0], "begin", "a"));
  BOOST_TEST(is_event(lines[1], "end", "a"));
  BOOST_TEST(is_event(lines[2], "begin", "b"));
  BOOST_TEST(is_event(lines[3], "end", "b"));
  BOOST_TEST(test::contains(lines[4], R"("verdict": "verified", "reason": "all \"good\"")"));
}

BOOST_AUTO_TEST_CASE(times_of_a_stage_add_up_and_one_that_was_stopped_has_none) {
  constexpr double shortest = 0.002;  // a sleep takes at least that
  const auto work = [=] { std::this_thread::sleep_for(std::chrono::duration<double>(shortest)); };
  Progress progress(false);
  progress.begin("a");
  work();
  progress.begin("b");
  const double once = progress.seconds().at("a");
  BOOST_TEST(once >= shortest);
  progress.begin("a");
  work();
  progress.end();
  BOOST_TEST(progress.seconds().at("a") >= once + shortest);
  progress.begin("c");
  progress.stop("on SIGTERM");
  progress.end();
  BOOST_TEST(progress.seconds().size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_run_that_goes_on_adds_to_its_log) {
  const test::Folder folder;
  const auto file = folder.write("log", "earlier\n");
  Progress(false, file, true).note("continued");
  BOOST_TEST(lines_of(file).size() == 2u);
  Progress(false, file).note("anew");
  BOOST_TEST(lines_of(file).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_log_that_cannot_be_opened_is_an_error_of_the_output) {
  BOOST_CHECK_THROW(Progress(false, "/nonexistent/log"), OutputError);
}

BOOST_AUTO_TEST_SUITE_END()
