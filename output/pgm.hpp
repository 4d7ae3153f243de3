// Reading of grey pictures in the portable graymap format (netpbm), binary "P5" (one byte per
// value, or two, high byte first, where white > 255) and text "P2". Serial.
#pragma once

#include <filesystem>
#include <vector>

namespace loschmidt::output {

struct GrayImage {
  int width = 0;
  int height = 0;
  double white = 1;            // the brightest value a pixel can have; black is 0
  std::vector<double> values;  // height × width, row 0 at the top, left to right
};

/// Reads a picture. Errors: std::invalid_argument when the file cannot be read, is no graymap, or
/// is damaged.
GrayImage read_pgm(const std::filesystem::path& file);

}  // namespace loschmidt::output
