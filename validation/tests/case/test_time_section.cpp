#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <functional>

#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::check_limit;
using test::error_of;
using test::in_last_line;
using test::read;
using test::replaced;
using test::small_case;
using test::with_line;
using test::with_value;
using test::written;
using test::written_and_read;

namespace {

std::vector<double> snapshots_of(const std::vector<std::string>& settings) {
  return read(small_case, settings).time.snapshots;
}

bool strictly_ascending(const std::vector<double>& times) {
  return std::ranges::adjacent_find(times, std::greater_equal<>()) == times.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_sections)

BOOST_AUTO_TEST_CASE(eleven_snapshots_from_start_to_end_are_the_default) {
  const auto times = snapshots_of({"time.start=-4", "time.end=6"});
  BOOST_TEST(times == (std::vector<double>{-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6}),
             boost::test_tools::per_element());
}

// The sum of start and of the whole span misses the end by a rounding error here.
BOOST_AUTO_TEST_CASE(the_last_snapshot_is_the_end_to_the_bit) {
  const Case c = read(small_case, {"time.start=-0.3", "time.end=0.1"});
  BOOST_TEST(c.time.start + (c.time.end - c.time.start) != c.time.end);
  BOOST_TEST(c.time.snapshots.back() == c.time.end);
}

BOOST_AUTO_TEST_CASE(the_most_snapshots_of_the_shortest_span_are_distinct) {
  for (const std::string start : {"0", "-1e9"}) {
    const std::string end = start == "0" ? "1e-100" : "-999999999";
    const auto times =
        snapshots_of({"time.start=" + start, "time.end=" + end, "time.snapshots=1000000"});
    BOOST_TEST(times.size() == 1000000u);
    BOOST_TEST(strictly_ascending(times), start);
  }
}

BOOST_AUTO_TEST_CASE(a_number_of_snapshots_has_limits) {
  const std::string rule = "must be a whole number from 2 to 1000000 (got ";
  check_limit("time.snapshots", "2", "1", rule + "1;");
  check_limit("time.snapshots", "1e6", "1000001", rule + "1000001;");
  check_limit("time.snapshots", "3.0", "3.5", rule + "3.5;");
}

BOOST_AUTO_TEST_CASE(an_empty_list_leaves_start_and_end) {
  BOOST_TEST(snapshots_of({"time.snapshots=[]"}) == (std::vector<double>{0, 1}));
}

BOOST_AUTO_TEST_CASE(listed_times_reach_from_start_to_end) {
  BOOST_TEST(snapshots_of({"time.snapshots=[0, 1]"}) == (std::vector<double>{0, 1}));
  for (const std::string beyond : {"-5e-324", "1.0000000000000002"}) {
    const std::string text = with_value("time.snapshots", fmt::format("[0.5, {}]", beyond));
    BOOST_TEST(error_of(text).starts_with(in_last_line(text, "time.snapshots[1]") + beyond +
                                          " lies outside [0, 1]"));
  }
}

BOOST_AUTO_TEST_CASE(snapshots_are_written_as_the_times_that_they_are) {
  const Case few = read(small_case, {"time.snapshots=3"});
  BOOST_TEST(written(few, "time.snapshots") == "[0, 0.5, 1]");
  const Case many = read(small_case, {"time.start=-0.1", "time.end=0.7", "time.snapshots=100"});
  BOOST_TEST(written_and_read(many).time.snapshots == many.time.snapshots);
}

BOOST_AUTO_TEST_CASE(times_have_limits) {
  check_limit("time.start", "-1e100", "-1.0000000000000002e100", "must be at least -1e+100 (got ");
  const auto with_end = [](const std::string& end) {
    return replaced(small_case, "end = 1.0", "end = " + end);
  };
  BOOST_TEST(read(with_end("1e100")).time.end == 1e100);
  BOOST_TEST(error_of(with_end("1.0000000000000002e100"))
                 .starts_with("case.toml:12: time.end: must be at most 1e+100 (got "));
}

BOOST_AUTO_TEST_CASE(a_stop_has_no_default) {
  const Case c = read(small_case);
  BOOST_TEST(!c.time.stop.has_value());
  BOOST_TEST(written(c, "time.stop") == "");
  BOOST_TEST(!written_and_read(c).time.stop.has_value());
  const Case given = written_and_read(read(with_line("time", "stop = 0.1")));
  BOOST_TEST(given.time.stop.value() == 0.1);
}

BOOST_AUTO_TEST_SUITE_END()
