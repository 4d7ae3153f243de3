// Reading HDF5 files, those of this program and others. Serial: each rank may read by itself.
// What is wrong with the choice of a file (absent, no HDF5, no such dataset, no numbers in it) is
// thrown as std::invalid_argument, for the user to mend; what is not as it should be in a file of
// the right kind, and what HDF5 cannot read, is OutputError: the file is damaged.
//
// Whatever is read is checked first: that an attribute is one number or one text, that a dataset is
// one of numbers, and that its extents belong to values the file can hold. Nothing larger than what
// is stored can be unpacked to is ever allocated. The library itself may still fail at a damaged
// file: see output/rehearsal.hpp.
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

/// `advice`: what file to give instead, for the message.
Hdf5Handle open_hdf5(const std::filesystem::path& file, std::string_view advice);

bool has_link(hid_t file, const std::string& path);
bool has_attribute(hid_t object, const std::string& name);
Hdf5Handle open_object(hid_t file, const std::string& path);

/// A text of variable length. Errors: OutputError when the attribute is none.
std::string text_attribute(hid_t object, const std::string& name);
/// A text of fixed length, a dataset without axes. Errors: OutputError when the dataset is none.
std::string read_text(hid_t file, const std::string& path);

/// One number of an HDF5 type that fits `value`. Errors: OutputError unless the attribute is one
/// number, an integer where `type` is one.
void read_attribute(hid_t object, const std::string& name, hid_t type, void* value);
template <class Value>
Value number_attribute(hid_t object, const std::string& name, hid_t type) {
  Value value{};
  read_attribute(object, name, type, &value);
  return value;
}

bool holds_numbers(hid_t dataset);  // integers or floating-point numbers
/// Values of an array of this shape; 2^64 − 1 where they are that many or more.
std::uint64_t values_within(std::span<const hsize_t> shape);
/// Numbers of 8 bytes that a file of this length can hold, compressed as well as can be.
std::uint64_t most_values_in(hid_t file);

/// A dataset of integers or floating-point numbers. `place` names the file, for messages.
Hdf5Handle open_numbers(hid_t file, const std::string& path, std::string_view place);

/// All of a dataset. Errors: OutputError when it holds no numbers, or claims more than are stored.
NumberArray read_numbers(hid_t dataset, const std::string& path);
/// The part at index `first` of the first axis, which has `wanted` values. Errors: OutputError when
/// there is no such part or it has another number of values.
std::vector<double> read_numbers_at(hid_t dataset, const std::string& path, hsize_t first,
                                    std::uint64_t wanted);

/// The values of a dataset that must be there.
std::vector<double> read_reals(hid_t file, const std::string& path);

/// A whole dataset of a file: "points.h5", "/data/points"; rehearsed.
NumberArray read_array(const std::filesystem::path& file, const std::string& path);

}  // namespace loschmidt::output
