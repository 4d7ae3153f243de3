// Storage on disk for rows of numbers, in an HDF5 file of one rank's own. The file's name is
// removed as soon as it is open, so that the system frees its space when the process ends, however
// it ends. Serial.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "output/hdf5.hpp"

namespace loschmidt::output {

class ScratchFile {
 public:
  /// Makes a file for rows × length numbers and reserves its space on the disk. An existing `file`
  /// is replaced. Errors: OutputError where it cannot be made or does not fit.
  ScratchFile(const std::filesystem::path& file, std::uint64_t rows, std::uint64_t length);

  /// write and read transfer the first values of a row, `length` at most. Errors: OutputError.
  void write(std::uint64_t row, std::span<const double> values);
  void read(std::uint64_t row, std::span<double> values) const;

 private:
  Hdf5Handle file_;
  Hdf5Handle rows_;
};

}  // namespace loschmidt::output
