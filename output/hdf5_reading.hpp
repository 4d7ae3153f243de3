// Reading HDF5 files, those of this program and others. Serial: each rank may read by itself.
// What is wrong with the choice of a file (absent, no HDF5, no such dataset, no numbers in it) is
// thrown as std::invalid_argument, for the user to mend; what HDF5 cannot read although it should
// be there is OutputError: the file is damaged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "output/hdf5.hpp"

namespace loschmidt {

/// An array of numbers with its shape, the last axis fastest.
struct NumberArray {
  std::vector<hsize_t> shape;
  std::vector<double> values;
};

/// `advice`: what file to give instead, for the message.
Hdf5Handle open_hdf5(const std::filesystem::path& file, std::string_view advice);

/// A run file of a schema version this program knows, or std::invalid_argument.
Hdf5Handle open_run(const std::filesystem::path& file);

bool has_link(hid_t file, const std::string& path);
bool has_attribute(hid_t object, const std::string& name);
Hdf5Handle open_object(hid_t file, const std::string& path);

/// A text of variable length. Errors: OutputError when the attribute is none.
std::string text_attribute(hid_t object, const std::string& name);
/// A text of fixed length, a dataset without axes. Errors: OutputError when the dataset is none.
std::string read_text(hid_t file, const std::string& path);

template <class Value>
Value number_attribute(hid_t object, const std::string& name, hid_t type) {
  const std::string action = "read attribute " + name;
  const Hdf5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, action);
  Value value{};
  check_hdf5(H5Aread(attribute.get(), type, &value), action);
  return value;
}

/// A dataset of integers or floating-point numbers. `place` names the file, for messages.
Hdf5Handle open_numbers(hid_t file, const std::string& path, std::string_view place);

/// All of a dataset, or its part at index `first` of its first axis (that axis then left out).
NumberArray read_numbers(hid_t dataset, const std::string& path);
NumberArray read_numbers_at(hid_t dataset, const std::string& path, hsize_t first);

/// The values of a dataset that must be there.
std::vector<double> read_reals(hid_t file, const std::string& path);

/// A whole dataset of a file: "points.h5", "/data/points".
NumberArray read_array(const std::filesystem::path& file, const std::string& path);

}  // namespace loschmidt
