// The wall time or a signal requests a stop; a signal has precedence.
#include "app/job/stop_request.hpp"

#include <boost/test/unit_test.hpp>
#include <csignal>

#include "app/job/signals.hpp"
#include "validation/tests/job/in_child.hpp"

using namespace loschmidt;
using namespace loschmidt::job;

BOOST_AUTO_TEST_SUITE(stop_request)

BOOST_AUTO_TEST_CASE(without_limit_and_signal_nobody_asks) {
  BOOST_TEST(StopRequest().asked() == 0);
  BOOST_TEST(StopRequest(1e6).asked() == 0);
  BOOST_CHECK_NO_THROW(stop_if_asked(MPI_COMM_SELF));
}

BOOST_AUTO_TEST_CASE(a_limit_that_is_over_asks) {
  const int asked = StopRequest(1e-9).asked();
  BOOST_TEST(asked > 0);
  BOOST_TEST(StopRequest::words(asked) == "at output.max_walltime");
}

BOOST_AUTO_TEST_CASE(a_signal_weighs_more_than_the_limit) {
  BOOST_TEST(test::in_child([] {
    const int limit = StopRequest(1e-9).asked();
    listen_for_signals();
    std::raise(SIGUSR2);
    const int asked = StopRequest(1e-9).asked();
    return asked > limit && StopRequest::words(asked) == "on SIGUSR2";
  }));
}

BOOST_AUTO_TEST_CASE(being_interrupted_has_an_exit_code_of_its_own) {
  BOOST_TEST(Interrupted("x").code() == 75);
}

BOOST_AUTO_TEST_SUITE_END()
