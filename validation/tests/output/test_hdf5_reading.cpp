#include "output/hdf5_reading.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <stdexcept>

#include "parallel/output_error.hpp"
#include "validation/tests/output/damage.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;

namespace {

/// A file of this rank alone with /group/numbers (3, 2, 2) of 32-bit integers and a text.
std::filesystem::path make_file(const std::filesystem::path& folder) {
  const auto file = folder / ("numbers" + std::to_string(sample::rank()) + ".h5");
  const Hdf5Handle handle(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT),
                          H5Fclose, "create");
  const Hdf5Handle group = create_group(handle.get(), "/group");
  const std::vector<hsize_t> shape{3, 2, 2};
  std::vector<std::int32_t> values;
  for (int n = 0; n < 12; ++n) values.push_back(n);
  const Hdf5Handle dataset(
      H5Dcreate2(group.get(), "numbers", H5T_STD_I32LE, make_space(shape).get(), H5P_DEFAULT,
                 H5P_DEFAULT, H5P_DEFAULT),
      H5Dclose, "create");
  check_hdf5(
      H5Dwrite(dataset.get(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
      "write");
  const Hdf5Handle text(H5Dcreate2(group.get(), "text", H5T_C_S1, make_space({}).get(), H5P_DEFAULT,
                                   H5P_DEFAULT, H5P_DEFAULT),
                        H5Dclose, "create");
  return file;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hdf5_reading)

BOOST_AUTO_TEST_CASE(numbers_of_any_type_come_as_doubles_with_their_shape) {
  const sample::Scratch scratch;
  const auto file = make_file(scratch.path());
  const NumberArray all = read_array(file, "/group/numbers");
  BOOST_TEST(all.shape == (std::vector<hsize_t>{3, 2, 2}), boost::test_tools::per_element());
  for (int n = 0; n < 12; ++n) BOOST_TEST(all.values[n] == n);
  const Hdf5Handle handle = open_hdf5(file, "");
  const auto numbers = open_numbers(handle.get(), "/group/numbers", "");
  const auto part = read_numbers_at(numbers.get(), "/group/numbers", 1, 4);
  BOOST_TEST(part == (std::vector<double>{4, 5, 6, 7}), boost::test_tools::per_element());
  BOOST_CHECK_THROW(read_numbers_at(numbers.get(), "/group/numbers", 3, 4), OutputError);
  BOOST_CHECK_THROW(read_numbers_at(numbers.get(), "/group/numbers", 1, 2), OutputError);
}

BOOST_AUTO_TEST_CASE(links_are_found_whole_or_not_at_all) {
  const sample::Scratch scratch;
  const Hdf5Handle file = open_hdf5(make_file(scratch.path()), "");
  BOOST_TEST(has_link(file.get(), "/group"));
  BOOST_TEST(has_link(file.get(), "/group/numbers"));
  BOOST_TEST(!has_link(file.get(), "/group/other"));
  BOOST_TEST(!has_link(file.get(), "/other/numbers"));
}

BOOST_AUTO_TEST_CASE(what_is_no_dataset_of_numbers_is_the_users_error) {
  const sample::Scratch scratch;
  const auto file = make_file(scratch.path());
  for (const std::string path : {"/group", "/group/text", "/absent", "/absent/numbers", "/"})
    BOOST_CHECK_THROW(read_array(file, path), std::invalid_argument);
  BOOST_CHECK_THROW(read_array(scratch.path() / "absent.h5", "/x"), std::invalid_argument);
  BOOST_CHECK_THROW(read_array(scratch.path(), "/x"), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(an_attribute_is_one_number_or_one_text) {
  const sample::OneRun run([](hid_t file) {
    put_attribute(file, "real", 1.5);
    put_attribute(file, "integer", std::int64_t{3});
    put_attribute(file, "text", std::string("three"));
    sample::put_array_attribute(file, "/", "array");
    const Hdf5Handle nothing(H5Screate(H5S_NULL), H5Sclose, "make a space");
    const Hdf5Handle empty(
        H5Acreate2(file, "empty", H5T_NATIVE_INT64, nothing.get(), H5P_DEFAULT, H5P_DEFAULT),
        H5Aclose, "create");
  });
  const Hdf5Handle file = open_hdf5(run.file(), "");
  const auto integer = [&](const char* name) {
    return number_attribute<std::int64_t>(file.get(), name, H5T_NATIVE_INT64);
  };
  BOOST_TEST(number_attribute<double>(file.get(), "real", H5T_NATIVE_DOUBLE) == 1.5);
  BOOST_TEST(number_attribute<double>(file.get(), "integer", H5T_NATIVE_DOUBLE) == 3);
  BOOST_TEST(integer("integer") == 3);
  BOOST_TEST(text_attribute(file.get(), "text") == "three");
  for (const char* name : {"real", "text", "array", "empty", "absent"})
    BOOST_CHECK_THROW(integer(name), OutputError);
  for (const char* name : {"real", "integer", "array", "empty", "absent"})
    BOOST_CHECK_THROW(text_attribute(file.get(), name), OutputError);
}

BOOST_AUTO_TEST_CASE(the_values_of_a_shape_are_counted_without_overflow) {
  constexpr hsize_t large = hsize_t{1} << 40;
  BOOST_TEST(values_within(std::vector<hsize_t>{}) == 1u);
  BOOST_TEST(values_within(std::vector<hsize_t>{3, 4}) == 12u);
  BOOST_TEST(values_within(std::vector<hsize_t>{large, 0, large}) == 0u);
  BOOST_TEST(values_within(std::vector<hsize_t>{large, large, 2}) == ~std::uint64_t{0});
}

BOOST_AUTO_TEST_CASE(no_more_is_read_than_is_stored) {
  const sample::OneRun run([](hid_t file) {
    sample::replace_with_claim(file, "/claim", 1'000'000'000'000'000);
    const Hdf5Handle nothing(H5Screate(H5S_NULL), H5Sclose, "make a space");
    sample::replace_empty(file, "/empty", H5T_NATIVE_DOUBLE, nothing.get());
    const std::array<hsize_t, 1> shape{hsize_t{1} << 40};
    sample::replace_empty(file, "/unwritten", H5T_NATIVE_DOUBLE, make_space(shape).get());
  });
  const Hdf5Handle file = open_hdf5(run.file(), "");
  BOOST_CHECK_THROW(read_reals(file.get(), "/claim"), OutputError);
  BOOST_CHECK_THROW(read_array(run.file(), "/claim"), OutputError);
  BOOST_CHECK_EXCEPTION(
      read_reals(file.get(), "/unwritten"), OutputError, [](const OutputError& e) {
        return std::string(e.what()).find("0 bytes stored of it hold no more than 0)") !=
               std::string::npos;
      });
  BOOST_TEST(read_reals(file.get(), "/empty").empty());
  BOOST_CHECK_THROW(read_reals(file.get(), "/forward"), OutputError);     // a group
  BOOST_CHECK_THROW(read_reals(file.get(), "/input/case"), OutputError);  // a text
  BOOST_CHECK_THROW(read_text(file.get(), "/mesh/volume"), OutputError);
}

BOOST_AUTO_TEST_SUITE_END()
