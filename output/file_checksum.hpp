// What is in a file, as one number: whether it is still what it was.
#pragma once

#include <cstdint>
#include <filesystem>

namespace loschmidt {

/// The CRC-32 (that of zip and PNG) of its bytes. Errors: OutputError when it cannot be read.
std::uint32_t file_checksum(const std::filesystem::path& path);

}  // namespace loschmidt
