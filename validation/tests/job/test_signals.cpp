// Signals that request a stop are noted and do not end the process.
#include "app/job/signals.hpp"

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <string>

#include "validation/tests/job/in_child.hpp"

using namespace loschmidt;
using namespace loschmidt::job;

BOOST_AUTO_TEST_SUITE(signals)

BOOST_AUTO_TEST_CASE(each_is_noted) {
  for (const int signal : {SIGUSR1, SIGUSR2, SIGTERM, SIGINT})
    BOOST_TEST(test::in_child([&] {
      listen_for_signals();
      if (noted_signal() != 0) return false;
      std::raise(signal);
      return noted_signal() == signal;
    }));
}

BOOST_AUTO_TEST_CASE(the_last_one_counts) {
  BOOST_TEST(test::in_child([] {
    listen_for_signals();
    std::raise(SIGUSR1);
    std::raise(SIGTERM);
    return noted_signal() == SIGTERM;
  }));
}

BOOST_AUTO_TEST_CASE(they_have_names) {
  BOOST_TEST(std::string(signal_name(SIGUSR1)) == "SIGUSR1");
  BOOST_TEST(std::string(signal_name(SIGUSR2)) == "SIGUSR2");
  BOOST_TEST(std::string(signal_name(SIGTERM)) == "SIGTERM");
  BOOST_TEST(std::string(signal_name(SIGINT)) == "SIGINT");
  BOOST_TEST(std::string(signal_name(SIGHUP)) == "a signal");
}

BOOST_AUTO_TEST_SUITE_END()
