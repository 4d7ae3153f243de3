// Which exit code an exception has.
#include "parallel/failure.hpp"

#include <boost/test/unit_test.hpp>
#include <new>
#include <stdexcept>
#include <system_error>

#include "parallel/input_error.hpp"
#include "parallel/output_error.hpp"

using namespace loschmidt;

BOOST_AUTO_TEST_SUITE(app_failure)

BOOST_AUTO_TEST_CASE(exit_codes) {
  BOOST_TEST(exit_code(InputError("")) == 2);
  BOOST_TEST(exit_code(std::invalid_argument("")) == 2);
  BOOST_TEST(exit_code(std::runtime_error("")) == 3);
  BOOST_TEST(exit_code(std::out_of_range("")) == 3);
  BOOST_TEST(exit_code(OutputError("")) == 4);
  BOOST_TEST(exit_code(std::bad_alloc()) == 4);
  BOOST_TEST(exit_code(std::length_error("")) == 4);
  BOOST_TEST(exit_code(std::system_error(std::make_error_code(std::errc::io_error))) == 4);
  BOOST_TEST(exit_code(Failure(75, "")) == 75);
}

BOOST_AUTO_TEST_SUITE_END()
