#include "output/hdf5_reading.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <stdexcept>

#include "output/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;

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
  const NumberArray part = read_numbers_at(numbers.get(), "/group/numbers", 1);
  BOOST_TEST(part.shape == (std::vector<hsize_t>{2, 2}), boost::test_tools::per_element());
  BOOST_TEST(part.values == (std::vector<double>{4, 5, 6, 7}), boost::test_tools::per_element());
  BOOST_CHECK_THROW(read_numbers_at(numbers.get(), "/group/numbers", 3), OutputError);
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

BOOST_AUTO_TEST_SUITE_END()
