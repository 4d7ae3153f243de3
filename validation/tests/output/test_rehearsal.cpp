#include "output/rehearsal.hpp"

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fstream>
#include <new>
#include <stdexcept>
#include <string>

#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt::output;
using namespace loschmidt::parallel;

namespace {

std::string words_of(const std::function<void()>& action) {
  try {
    rehearse({"some.h5"}, action);
  } catch (const OutputError& error) {
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rehearsal)

BOOST_AUTO_TEST_CASE(a_reading_that_kills_the_process_kills_a_child_only) {
  for (const int fault : {SIGSEGV, SIGABRT, SIGFPE, SIGKILL}) {
    const std::string words = words_of([fault] { std::raise(fault); });
    BOOST_TEST(contains(words, "some.h5: cannot be read as HDF5"), words);
    BOOST_TEST(contains(words, "signal " + std::to_string(fault)), words);
  }
}

BOOST_AUTO_TEST_CASE(one_that_takes_too_long_is_ended) {
  for (const int limit : {SIGXCPU, SIGALRM}) {  // of computing, and by the clock
    const std::string words = words_of([limit] { std::raise(limit); });
    BOOST_TEST(contains(words, "did not come to an end"), words);
  }
}

BOOST_AUTO_TEST_CASE(one_that_wants_far_more_memory_than_there_are_bytes_is_damaged) {
  const std::string words = words_of([] { throw std::bad_alloc(); });
  BOOST_TEST(contains(words,
                      "some.h5: reading takes more than 1024 MiB of memory (1024 MiB and 32 "
                      "times the 0 bytes stored"),
             words);
}

BOOST_AUTO_TEST_CASE(only_what_hdf5_says_of_a_damaged_file_is_passed_on) {
  BOOST_TEST(words_of([] { throw OutputError("so it is"); }) == "so it is");
  BOOST_TEST(words_of([] { throw std::invalid_argument("another file"); }) == "");
  BOOST_TEST(words_of([] {}) == "");
}

BOOST_AUTO_TEST_CASE(what_a_reading_returns_is_that_of_the_second) {
  int readings = 0;
  BOOST_TEST(rehearsed("some.h5", [&] { return ++readings; }) == 1);
  BOOST_CHECK_THROW(rehearsed("some.h5", []() -> int { throw std::invalid_argument("no"); }),
                    std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
