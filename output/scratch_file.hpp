// Rows of numbers that need not be in memory, in an HDF5 file of one rank's own. The file loses its
// name as soon as it is open: the system frees its space when the process ends, however it ends.
// Serial.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "output/hdf5.hpp"

namespace loschmidt::output {

class ScratchFile {
 public:
  /// Room for rows × length numbers, set aside on the disk from the start. `file` is replaced where
  /// it exists. Errors: OutputError where it cannot be made or does not fit.
  ScratchFile(const std::filesystem::path& file, std::uint64_t rows, std::uint64_t length);

  /// The first values of a row, `length` at most. Errors: OutputError.
  void write(std::uint64_t row, std::span<const double> values);
  void read(std::uint64_t row, std::span<double> values) const;

 private:
  Hdf5Handle file_;
  Hdf5Handle rows_;
};

}  // namespace loschmidt::output
