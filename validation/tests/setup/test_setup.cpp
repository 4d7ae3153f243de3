// A Setup is complete once constructed, and construction finds errors of the input.
#include "app/setup/setup.hpp"

#include <boost/test/unit_test.hpp>

#include "parallel/failure.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::parallel;
using namespace loschmidt::setup;

namespace {

Setup setup_of(const std::vector<std::string>& overrides) {
  return {MPI_COMM_SELF, test::read(test::small_case, overrides)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(setups)

BOOST_AUTO_TEST_CASE(the_stop_that_was_found_is_filled_in) {
  BOOST_TEST(*setup_of({}).settings.time.stop == 0);
  BOOST_TEST(*setup_of({"time.stop=0.5"}).settings.time.stop == 0.5);
}

BOOST_AUTO_TEST_CASE(a_score_is_held_only_where_one_is_given) {
  BOOST_TEST(!setup_of({}).given_score.has_value());
  BOOST_TEST(setup_of({"exact.density=exp(-x^2)", "reverse.score=exact"}).given_score.has_value());
}

BOOST_AUTO_TEST_CASE(what_the_user_can_mend_is_found_before_anything_is_computed) {
  for (const char* wrong :
       {"sde.drift=[\"1/x\"]", "initial.density=-1", "reverse.scheme=ode", "output.memory=1e-6"}) {
    Case c = test::read(std::string(wrong).starts_with("initial")
                            ? test::replaced(test::small_case,
                                             "mixture = [{ weight = 0.5, mean = [-2], std = "
                                             "[0.25] }]",
                                             "")
                            : test::small_case,
                        {wrong});
    try {
      const Setup found(MPI_COMM_SELF, std::move(c));
      BOOST_ERROR(wrong);
    } catch (const Failure& failure) {
      BOOST_TEST(failure.code() == input_error, wrong);
    } catch (const InputError&) {
    }
  }
}

BOOST_AUTO_TEST_CASE(it_can_be_stopped_in_between) {
  struct Stopped {};
  Pauses pauses(MPI_COMM_SELF, [] { throw Stopped{}; });
  BOOST_CHECK_THROW(
      Setup(MPI_COMM_SELF,
            test::read(test::small_case, {"mesh.cells=[20000]", "sde.drift=[\"-x*(1 + t^2)\"]"}),
            &pauses),
      Stopped);
}

BOOST_AUTO_TEST_SUITE_END()
