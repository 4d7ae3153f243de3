// What is in a file, as one number: whether it is still what it was.
#pragma once

#include <cstdint>
#include <filesystem>

namespace loschmidt::output {

/// The CRC-32 (that of zip and PNG) of its bytes. Errors: OutputError when it cannot be read.
std::uint32_t file_checksum(const std::filesystem::path& path);

/// Appends the checksum of all that is in a file, four bytes that HDF5 does not mind behind one of
/// its own. Errors: OutputError.
void seal_file(const std::filesystem::path& path);
/// Errors: OutputError unless the file is a regular one and still what it was when it was sealed.
void require_seal(const std::filesystem::path& path);

}  // namespace loschmidt::output
