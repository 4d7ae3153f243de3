// Access to a vector field on a grid over time in an HDF5 file of any program, such as
// /forward/score of a run file. It is a dataset of the shape (time, z, y, x, components) without
// the axes that are absent. Its times are the dimension scale attached to its first axis, or else
// the dataset `time` in the same group. Serial: each rank may read by itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "output/hdf5_reading.hpp"

namespace loschmidt::output {

class GriddedField {
 public:
  /// Opens the file and reads everything except the values. Errors: std::invalid_argument when
  /// there is no such dataset of numbers, or no times for it that are finite and ascend or descend;
  /// OutputError when the file is damaged.
  GriddedField(const std::filesystem::path& file, const std::string& dataset);

  const std::vector<hsize_t>& shape() const { return shape_; }
  const std::vector<double>& times() const { return times_; }
  /// Returns the coordinates that are attached to axis `axis` of the dataset as a dimension scale;
  /// empty if there are none.
  std::vector<double> scale(unsigned axis) const;
  /// Returns the values at times()[k], natural order with components fastest.
  std::vector<double> at(std::size_t k) const;

 private:
  std::vector<double> find_times() const;

  std::string place_;  // name of file and dataset in messages
  std::string path_;
  Hdf5Handle file_;
  Hdf5Handle dataset_;
  std::vector<hsize_t> shape_;
  std::vector<double> times_;
};

}  // namespace loschmidt::output
