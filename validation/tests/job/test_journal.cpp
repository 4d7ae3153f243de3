// The journal recalls known results in the order in which they were computed, computes the others,
// and stops the run on request.
#include <boost/test/unit_test.hpp>

#include "app/job/journal.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::job;
using namespace loschmidt::output;

namespace {

const CheckpointOrigin origin{"", "0.1", 1};

Record answer(double value) {
  return {"", {value}, {}};
}

struct Setting {
  test::Folder folder;
  int computed = 0;

  Journal journal(Records known = {}, const Journal::Limits& limits = {}) const {
    return {MPI_COMM_SELF, Checkpoint(folder.path), origin, std::move(known), limits};
  }
  Records written() const { return Checkpoint(folder.path).read().records; }
  double ask(Journal& journal, const std::string& name, double value) {
    return journal
        .compute_or_recall(name,
                           [&] {
                             ++computed;
                             return answer(value);
                           })
        .reals.at(0);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(journal)

BOOST_AUTO_TEST_CASE(what_is_known_is_not_computed) {
  Setting s;
  Journal journal = s.journal({{0, {"a", {1}, {}}}, {1, {"b", {2}, {}}}});
  int caught_up = 0;
  journal.when_caught_up([&] { ++caught_up; });
  BOOST_TEST(journal.continues());
  BOOST_TEST(s.ask(journal, "a", 10) == 1);
  BOOST_TEST(s.ask(journal, "b", 10) == 2);
  BOOST_TEST(caught_up == 0);
  BOOST_TEST(s.ask(journal, "c", 10) == 10);
  BOOST_TEST(s.ask(journal, "d", 11) == 11);
  BOOST_TEST(caught_up == 1);
  BOOST_TEST(s.computed == 2);
}

BOOST_AUTO_TEST_CASE(what_goes_by_another_name_is_refused) {
  Setting s;
  Journal journal = s.journal({{0, {"a", {1}, {}}}});
  BOOST_CHECK_THROW(s.ask(journal, "b", 10), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_stop_before_a_first_result_promises_no_checkpoint) {
  Setting s;
  Journal journal = s.journal({}, {0, StopRequest(1e-9)});
  const auto without = [](const Interrupted& e) {
    return std::string(e.what()).find("there is no checkpoint") != std::string::npos;
  };
  const auto with = [](const Interrupted& e) {
    return std::string(e.what()).find("a checkpoint was written") != std::string::npos;
  };
  BOOST_CHECK_EXCEPTION(journal.pause(), Interrupted, without);
  BOOST_TEST(s.written().empty());
  BOOST_CHECK_EXCEPTION(s.ask(journal, "a", 1), Interrupted, with);
}

BOOST_AUTO_TEST_CASE(a_time_limit_stops_and_leaves_a_checkpoint_to_go_on_from) {
  Setting s;
  Journal first = s.journal({}, {0, StopRequest(1e-9)});
  BOOST_CHECK_THROW(s.ask(first, "a", 1), Interrupted);
  Journal second = s.journal(s.written(), {0, StopRequest(1e-9)});
  BOOST_TEST(s.ask(second, "a", 5) == 1);
  BOOST_CHECK_THROW(s.ask(second, "b", 2), Interrupted);
  BOOST_TEST(s.written().size() == 2u);
  s.journal(s.written()).finish();
  BOOST_TEST(s.written().empty());
}

BOOST_AUTO_TEST_CASE(what_fills_the_memory_goes_to_disk) {
  Setting s;
  Journal journal = s.journal({}, {0, StopRequest(), 16});
  s.ask(journal, "a", 1);
  BOOST_TEST(s.written().empty());
  s.ask(journal, "b", 2);
  BOOST_TEST(s.written().size() == 2u);
}

BOOST_AUTO_TEST_CASE(without_files_it_keeps_nothing) {
  Setting s;
  Journal journal(MPI_COMM_SELF);
  BOOST_TEST(!journal.continues());
  BOOST_TEST(s.ask(journal, "a", 1) == 1);
  journal.finish();
  BOOST_TEST(s.written().empty());
}

BOOST_AUTO_TEST_SUITE_END()
