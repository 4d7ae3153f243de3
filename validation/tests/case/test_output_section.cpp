#include <mpi.h>

#include <boost/test/unit_test.hpp>
#include <set>

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

namespace {

// A hint to MPI-IO whose name and value have these lengths.
std::string hint_of(std::size_t name, std::size_t value) {
  return fmt::format("[\"{}={}\"]", std::string(name, 'n'), std::string(value, 'v'));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(output_sections)

BOOST_AUTO_TEST_CASE(without_the_section_its_documented_defaults_hold) {
  const OutputSection output = read(small_case).output;
  BOOST_TEST((output.fields == std::set<std::string>{"current", "density", "score"}));
  BOOST_TEST(output.checkpoint == 600);
  BOOST_TEST(output.max_walltime == 0);
  BOOST_TEST(output.history_memory == 512);
  BOOST_TEST(output.memory == 0);
  BOOST_TEST(output.mpi_io_hints.empty());
}

BOOST_AUTO_TEST_CASE(numbers_are_taken_up_to_their_limits) {
  const std::string negative = "must be at least 0 (got -1e-300)";
  check_limit("output.checkpoint", "0", "-1e-300", negative);
  check_limit("output.max_walltime", "0", "-1e-300", negative);
  check_limit("output.history_memory", "0", "-1e-300", negative);
  check_limit("output.memory", "0", "-1e-300", negative);
  const std::string large = "must be at most 1000000000 (got 1000000000.5)";
  check_limit("output.history_memory", "1e9", "1000000000.5", large);
  check_limit("output.memory", "1e9", "1000000000.5", large);
  BOOST_TEST(read(small_case, {"output.checkpoint=1e300"}).output.checkpoint == 1e300);
  BOOST_TEST(read(small_case, {"output.max_walltime=1e300"}).output.max_walltime == 1e300);
}

BOOST_AUTO_TEST_CASE(fields_are_a_set_and_may_be_none) {
  const auto fields_of = [](const std::string& list) {
    const Case c = read(small_case, {"output.fields=" + list});
    BOOST_TEST((written_and_read(c).output.fields == c.output.fields), list);
    return written(c, "output.fields");
  };
  BOOST_TEST(fields_of("[]") == "[]");
  BOOST_TEST(fields_of(R"(["score", "density", "score"])") == R"(["density", "score"])");
  const std::string unknown = with_value("output.fields", R"(["scores"])");
  BOOST_TEST(error_of(unknown).starts_with(in_last_line(unknown, "output.fields") +
                                           "must be one of density, score, current (got "
                                           "\"scores\"): did you mean \"score\"?"));
}

BOOST_AUTO_TEST_CASE(a_directory_is_beside_the_case_and_written_with_its_whole_path) {
  const test::Folder folder;
  const auto directory_of = [&](const std::string& name) {
    return read_case(folder.write("case.toml", with_value("output.directory", toml_string(name))));
  };
  const Case beside = directory_of("sub/../results");
  BOOST_TEST(beside.output.directory.value() == folder.path / "results");
  BOOST_TEST(written_and_read(beside).output.directory.value() == folder.path / "results");
  BOOST_TEST(directory_of("/a/b").output.directory.value() == "/a/b");
  const std::string empty = with_value("output.directory", "\"\"");
  BOOST_TEST(error_of(empty).starts_with(in_last_line(empty, "output.directory") + "is empty"));
}

BOOST_AUTO_TEST_CASE(hints_are_written_as_they_are_given_and_the_later_one_counts) {
  const Case c = read(small_case, {R"(output.mpi_io_hints=["b=1", "a=x=y", "b=2"])"});
  BOOST_TEST(written(c, "output.mpi_io_hints") == R"(["a=x=y", "b=2"])");
  BOOST_TEST((written_and_read(c).output.mpi_io_hints == c.output.mpi_io_hints));
}

// The lengths of MPI count the character that ends a text.
BOOST_AUTO_TEST_CASE(hints_are_as_long_as_mpi_takes_them) {
  const std::size_t name = MPI_MAX_INFO_KEY - 1;
  const std::size_t value = MPI_MAX_INFO_VAL - 1;
  check_limit("output.mpi_io_hints", hint_of(name, 1), hint_of(name + 1, 1), "\"nnn");
  check_limit("output.mpi_io_hints", hint_of(1, value), hint_of(1, value + 1), "\"n=v");
  BOOST_TEST(error_of(with_value("output.mpi_io_hints", hint_of(name, value))) == "");
}

BOOST_AUTO_TEST_SUITE_END()
