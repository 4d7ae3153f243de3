// A file's name is put before errors of output, and before nothing else.
#include "parallel/output_error.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "parallel/input_error.hpp"

using namespace loschmidt::parallel;

namespace {

template <class Error>
auto says(const std::string& text) {
  return [text](const Error& error) { return error.what() == text; };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(output_errors)

BOOST_AUTO_TEST_CASE(an_error_of_output_gets_the_name_of_the_file) {
  const auto fail = [] { throw OutputError("no room: delete something"); };
  BOOST_CHECK_EXCEPTION(naming("out/run.h5", fail), OutputError,
                        says<OutputError>("out/run.h5: no room: delete something"));
  // The outer name comes first; braces in a name are no placeholders.
  BOOST_CHECK_EXCEPTION(naming("{}", [&] { naming("b", fail); }), OutputError,
                        says<OutputError>("{}: b: no room: delete something"));
}

BOOST_AUTO_TEST_CASE(other_errors_pass_as_they_are) {
  BOOST_CHECK_EXCEPTION(naming("f", [] { throw InputError("wrong"); }), InputError,
                        says<InputError>("wrong"));
  BOOST_CHECK_EXCEPTION(naming("f", [] { throw std::runtime_error("other"); }), std::runtime_error,
                        says<std::runtime_error>("other"));
}

BOOST_AUTO_TEST_CASE(results_come_through) {
  BOOST_TEST(naming("f", [] { return 42; }) == 42);
  const auto owner = naming("f", [] { return std::make_unique<int>(7); });  // moved, not copied
  BOOST_TEST(*owner == 7);
  static_assert(std::is_void_v<decltype(naming("f", [] {}))>);
}

BOOST_AUTO_TEST_SUITE_END()
