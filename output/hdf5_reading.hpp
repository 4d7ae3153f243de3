// Reading HDF5 files, those of this program and others. Serial: each rank may read by itself. A
// wrong choice of a file (absent, no HDF5, no such dataset, no numbers in it) is thrown as
// std::invalid_argument, for the user to correct. Unexpected content in a file of the right kind,
// and errors of HDF5, are thrown as OutputError: the file is damaged.
//
// Everything is checked before it is read: that an attribute is one number or one text, that a
// dataset has numbers, and that its extents belong to values that the file can hold. No memory is
// allocated beyond what the stored bytes can be unpacked to. The library itself may still fail at a
// damaged file: see output/rehearsal.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/hdf5.hpp"

namespace loschmidt::output {

/// An array of numbers with its shape, the last axis fastest.
struct NumberArray {
  std::vector<hsize_t> shape;
  std::vector<double> values;
};

/// Opens a file for reading. `advice` tells, in the message of an error, which file to give
/// instead.
Hdf5Handle open_hdf5(const std::filesystem::path& file, std::string_view advice);

bool has_link(hid_t file, const std::string& path);
bool has_attribute(hid_t object, const std::string& name);
Hdf5Handle open_object(hid_t file, const std::string& path);

/// Returns a text of variable length. Errors: OutputError when the attribute is no such text.
std::string text_attribute(hid_t object, const std::string& name);
/// Returns a text of fixed length, a dataset without axes. Errors: OutputError when the dataset is
/// no such text.
std::string read_text(hid_t file, const std::string& path);

/// Reads one number of an HDF5 type that fits `value`. Errors: OutputError unless the attribute is
/// one number, an integer where `type` is one.
void read_attribute(hid_t object, const std::string& name, hid_t type, void* value);
template <class Value>
Value number_attribute(hid_t object, const std::string& name, hid_t type) {
  Value value{};
  read_attribute(object, name, type, &value);
  return value;
}

bool holds_numbers(hid_t dataset);  // integers or floating-point numbers
/// Returns the number of values of an array of this shape; 2^64 − 1 if there are that many or more.
std::uint64_t values_within(std::span<const hsize_t> shape);
/// Returns how many numbers of 8 bytes a file of this length can hold at the best compression.
std::uint64_t most_values_in(hid_t file);

/// Opens a dataset of integers or floating-point numbers. `place` names the file in messages.
Hdf5Handle open_numbers(hid_t file, const std::string& path, std::string_view place);

/// Reads a whole dataset. Errors: OutputError when it holds no numbers, or claims more than are
/// stored.
NumberArray read_numbers(hid_t dataset, const std::string& path);
/// Reads the part at index `first` of the first axis, which has `wanted` values. Errors:
/// OutputError when there is no such part or it has another number of values.
std::vector<double> read_numbers_at(hid_t dataset, const std::string& path, hsize_t first,
                                    std::uint64_t wanted);

/// Reads the values of a dataset. Errors: OutputError when the file lacks it.
std::vector<double> read_reals(hid_t file, const std::string& path);

/// Reads a whole dataset of a file, such as "points.h5", "/data/points", after a rehearsal.
NumberArray read_array(const std::filesystem::path& file, const std::string& path);

}  // namespace loschmidt::output
