#include <boost/test/unit_test.hpp>

#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::check_limit;
using test::error_of;
using test::in_last_line;
using test::read;
using test::small_case;
using test::with_value;
using test::written;
using test::written_and_read;

BOOST_AUTO_TEST_SUITE(validation_sections)

BOOST_AUTO_TEST_CASE(without_the_section_a_twin_estimates_and_particles_are_as_given) {
  const Case c = read(small_case);
  BOOST_TEST(c.validation.tolerance == 0);
  BOOST_TEST(c.validation.sensitivity == 0);
  BOOST_TEST(c.validation.joint_times.empty());
}

BOOST_AUTO_TEST_CASE(numbers_are_taken_up_to_their_limits) {
  check_limit("validation.significance", "1e-300", "0", "must be above 0 (got 0)");
  check_limit("validation.significance", "0.9999999999999999", "1", "must be below 1 (got 1)");
  check_limit("validation.tolerance", "0", "-1e-300", "must be at least 0 (got -1e-300)");
  check_limit("validation.tolerance", "0.9999999999999999", "1", "must be below 1 (got 1)");
  check_limit("validation.sensitivity", "0", "-1e-300", "must be at least 0 (got -1e-300)");
  check_limit("validation.sensitivity", "0.9999999999999999", "1", "must be below 1 (got 1)");
}

BOOST_AUTO_TEST_CASE(every_road_goes_alone) {
  for (const validation::Road road : validation::all_roads) {
    if (!validation::traits_of(road).selectable) continue;
    const std::string list = fmt::format("[\"{}\"]", name_of(road));
    const Case c = read(small_case, {"validation.roads=" + list});
    BOOST_TEST((c.validation.roads == std::set{road}), list);
    BOOST_TEST(written(c, "validation.roads") == list);
    BOOST_TEST((written_and_read(c).validation.roads == std::set{road}), list);
  }
}

BOOST_AUTO_TEST_CASE(the_order_of_roads_and_their_repetition_mean_nothing) {
  const Case c =
      read(small_case, {R"(validation.roads=["ensemble", "chain", "ensemble", "forward"])"});
  BOOST_TEST(written(c, "validation.roads") == R"(["forward", "chain", "ensemble"])");
}

BOOST_AUTO_TEST_CASE(a_run_goes_at_least_one_road_and_no_unknown_one) {
  const std::string none = with_value("validation.roads", "[]");
  BOOST_TEST(error_of(none).starts_with(in_last_line(none, "validation.roads") + "is empty"));
  const std::string unknown = with_value("validation.roads", R"(["chain", "fokker_planck"])");
  BOOST_TEST(error_of(unknown).starts_with(in_last_line(unknown, "validation.roads[1]") +
                                           "must be one of forward, chain, fokker-planck, "
                                           "ensemble (got \"fokker_planck\"): did you mean "
                                           "\"fokker-planck\"?"));
}

BOOST_AUTO_TEST_CASE(joint_times_are_put_in_order) {
  const Case c = read(small_case, {"validation.joint_times=[0.7, 0.3]"});
  BOOST_TEST(c.validation.joint_times == (std::vector<double>{0.3, 0.7}));
  BOOST_TEST(written(c, "validation.joint_times") == "[0.3, 0.7]");
  BOOST_TEST(written_and_read(c).validation.joint_times == c.validation.joint_times);
}

BOOST_AUTO_TEST_CASE(joint_times_are_two_that_differ_or_none) {
  BOOST_TEST(read(small_case, {"validation.joint_times=[]"}).validation.joint_times.empty());
  for (const char* times : {"[0.5]", "[0.5, 0.5]", "[0.25, 0.5, 0.75]"}) {
    const std::string text = with_value("validation.joint_times", times);
    BOOST_TEST(error_of(text).starts_with(in_last_line(text, "validation.joint_times") +
                                          "must be two different times (got ["),
               times);
  }
  BOOST_TEST(error_of(with_value("validation.joint_times", "[0.5, 0.500000000001]")) == "");
}

BOOST_AUTO_TEST_SUITE_END()
