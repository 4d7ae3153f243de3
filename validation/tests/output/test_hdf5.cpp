#include "output/hdf5.hpp"

#include <boost/test/unit_test.hpp>

#include "parallel/output_error.hpp"

using namespace loschmidt::output;
using namespace loschmidt::parallel;

BOOST_AUTO_TEST_SUITE(hdf5)

BOOST_AUTO_TEST_CASE(a_handle_closes_once_and_moves) {
  hid_t id = H5I_INVALID_HID;
  {
    Hdf5Handle first = make_space(std::vector<hsize_t>{3});
    id = first.get();
    Hdf5Handle second(std::move(first));
    BOOST_TEST(first.get() < 0);
    BOOST_TEST(second.get() == id);
    Hdf5Handle third = make_space({});
    third = std::move(second);
    BOOST_TEST(third.get() == id);
    BOOST_TEST(H5Iis_valid(id) > 0);
  }
  BOOST_TEST(H5Iis_valid(id) == 0);
}

BOOST_AUTO_TEST_CASE(a_failure_carries_the_innermost_reason_of_hdf5) {
  silence_hdf5();
  const auto open = [] {
    check_hdf5(H5Fopen("/nonexistent.h5", H5F_ACC_RDONLY, H5P_DEFAULT), "open /nonexistent.h5");
  };
  BOOST_CHECK_EXCEPTION(open(), OutputError, [](const OutputError& e) {
    const std::string text = e.what();
    return text.starts_with("cannot open /nonexistent.h5 (HDF5: ") &&
           text.find("No such file or directory") != std::string::npos;
  });
}

BOOST_AUTO_TEST_CASE(the_version_has_three_numbers) {
  BOOST_TEST(hdf5_version().starts_with("1."));
}

BOOST_AUTO_TEST_SUITE_END()
