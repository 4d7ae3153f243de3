#include "output/pgm.hpp"

#include <fmt/format.h>

#include <cctype>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace loschmidt::output {

namespace {

constexpr long most_pixels = 1L << 28;

/// Reads numbers out of the bytes of one file and knows its name for messages.
class Scanner {
 public:
  Scanner(std::string name, std::string_view bytes) : name_(std::move(name)), bytes_(bytes) {}

  [[noreturn]] void fail(const std::string& what) const {
    throw std::invalid_argument(
        fmt::format("{}: {} (the picture cannot be read): give a PGM file, P2 or P5", name_, what));
  }

  std::string_view magic() {
    position_ = 2;
    return bytes_.substr(0, 2);
  }

  long number(std::string_view what) {
    skip_blanks_and_comments();
    const std::size_t begin = position_;
    long value = 0;
    for (; position_ < bytes_.size() && is_digit(bytes_[position_]); ++position_) {
      value = 10 * value + (bytes_[position_] - '0');
      if (value > most_pixels) fail(fmt::format("the {} is larger than {}", what, most_pixels));
    }
    if (position_ == begin && position_ >= bytes_.size())
      fail(fmt::format("the file ends before the {}", what));
    if (position_ == begin) fail(fmt::format("the {} is not a whole number", what));
    return value;
  }

  /// Returns the bytes after the one blank that ends the header of a binary file.
  std::string_view raster() {
    if (position_ >= bytes_.size() || !is_blank(bytes_[position_]))
      fail("no blank between the header and the pixels");
    return bytes_.substr(position_ + 1);
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

  void skip_blanks_and_comments() {
    while (position_ < bytes_.size() && (is_blank(bytes_[position_]) || bytes_[position_] == '#')) {
      if (bytes_[position_] == '#')
        while (position_ < bytes_.size() && bytes_[position_] != '\n') ++position_;
      else
        ++position_;
    }
  }

  std::string name_;
  std::string_view bytes_;
  std::size_t position_ = 0;
};

std::string read_bytes(const std::filesystem::path& file) {
  std::error_code ignored;
  std::ifstream in(file, std::ios::binary);
  if (!std::filesystem::is_regular_file(file, ignored) || !in)
    throw std::invalid_argument(
        fmt::format("{}: cannot be opened (the picture is needed): check the path", file.string()));
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void read_text_values(Scanner& scan, GrayImage& image, std::size_t pixels) {
  // Memory is not reserved: a damaged header may promise far more than the file holds.
  for (std::size_t i = 0; i < pixels; ++i)
    image.values.push_back(static_cast<double>(scan.number(fmt::format("pixel {}", i))));
}

void read_binary_values(Scanner& scan, GrayImage& image, std::size_t pixels) {
  const std::size_t width = image.white > 255 ? 2 : 1;
  const std::string_view raster = scan.raster();
  if (raster.size() < pixels * width)
    scan.fail(fmt::format("{} bytes of pixels are missing", pixels * width - raster.size()));
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(raster[i]); };
  image.values.resize(pixels);
  for (std::size_t i = 0; i < pixels; ++i)
    image.values[i] = width == 1 ? byte(i) : 256.0 * byte(2 * i) + byte(2 * i + 1);
}

}  // namespace

GrayImage read_pgm(const std::filesystem::path& file) {
  const std::string bytes = read_bytes(file);
  Scanner scan(file.string(), bytes);
  const std::string_view magic = scan.magic();
  if (magic != "P2" && magic != "P5") scan.fail("the file does not begin with P2 or P5");

  const long width = scan.number("width");
  const long height = scan.number("height");
  const long white = scan.number("maximum");
  if (width < 1 || height < 1) scan.fail(fmt::format("the size is {} × {}", width, height));
  if (width > most_pixels / height)
    scan.fail(fmt::format("the size is {} × {}, more than {} pixels", width, height, most_pixels));
  if (white < 1 || white > 65535)
    scan.fail(fmt::format("the maximum is {}, not within 1 … 65535", white));

  GrayImage image{
      static_cast<int>(width), static_cast<int>(height), static_cast<double>(white), {}};
  const auto pixels = static_cast<std::size_t>(width * height);
  magic == "P2" ? read_text_values(scan, image, pixels) : read_binary_values(scan, image, pixels);
  for (std::size_t i = 0; i < pixels; ++i)
    if (image.values[i] > image.white)
      scan.fail(fmt::format("pixel {} is {}, above the maximum {}", i, image.values[i], white));
  return image;
}

}  // namespace loschmidt::output
