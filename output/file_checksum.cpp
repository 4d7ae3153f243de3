#include "output/file_checksum.hpp"

#include <fmt/format.h>

#include <boost/crc.hpp>
#include <fstream>
#include <system_error>
#include <vector>

#include "parallel/output_error.hpp"

namespace loschmidt::output {

std::uint32_t file_checksum(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  boost::crc_32_type sum;
  std::vector<char> block(std::size_t{1} << 20);
  while (file) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    sum.process_bytes(block.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (!file.eof() || file.bad())
    throw parallel::OutputError(fmt::format(
        "{} cannot be read: check that it is a file, and its permissions", path.string()));
  return sum.checksum();
}

void seal_file(const std::filesystem::path& path) {
  const std::uint32_t sum = file_checksum(path);
  std::ofstream file(path, std::ios::binary | std::ios::app);
  for (int byte = 0; byte < 4; ++byte) file.put(static_cast<char>(sum >> (8 * byte)));
  file.close();
  if (!file)
    throw parallel::OutputError(
        fmt::format("cannot write {}: check free space and permissions", path.string()));
}

void require_seal(const std::filesystem::path& path) {
  // The CRC-32 of any data followed by their own CRC-32.
  constexpr std::uint32_t unchanged = 0x2144DF1C;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored) || file_checksum(path) != unchanged)
    throw parallel::OutputError(fmt::format("{} is damaged: leave out --restart", path.string()));
}

}  // namespace loschmidt::output
