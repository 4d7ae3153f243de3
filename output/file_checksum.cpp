#include "output/file_checksum.hpp"

#include <fmt/format.h>

#include <boost/crc.hpp>
#include <fstream>
#include <vector>

#include "output/output_error.hpp"

namespace loschmidt {

std::uint32_t file_checksum(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  boost::crc_32_type sum;
  std::vector<char> block(std::size_t{1} << 20);
  while (file) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    sum.process_bytes(block.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (!file.eof() || file.bad())
    throw OutputError(fmt::format("{} cannot be read: check that it is a file, and its permissions",
                                  path.string()));
  return sum.checksum();
}

}  // namespace loschmidt
